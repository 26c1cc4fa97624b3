import threadUrl from '../../../workers/thread.worker.ts?worker&url';
import type { ThreadStart } from '../../../workers/protocol';
import type { Made } from './worker-failure';

export interface LentThreads {
  /** Where an engine's worker reaches them. */
  readonly ports: readonly MessagePort[];
  readonly made: readonly Made[];
}

/**
 * Makes the workers that the threads of an engine run in. It is the page that makes them, since a
 * worker that makes workers hangs by chance in Firefox (see `workers/runtime/lent-threads.ts`), and all at
 * once, since an engine that waits for a thread cannot ask for it.
 * @param cells the engine's shared memory
 */
export function lendThreads(count: number, cells: ThreadStart['cells']): LentThreads {
  const ports: MessagePort[] = [];
  const made: Made[] = [];
  for (let index = 0; index < count; index += 1) {
    // By this name the script of wasm-vips knows that it is to be a thread.
    const worker = new Worker(threadUrl, { type: 'module', name: 'em-pthread' });
    const { port1, port2 } = new MessageChannel();
    const start: ThreadStart = { port: port2, cells };
    worker.postMessage(start, [port2]);
    ports.push(port1);
    made.push({ worker, url: threadUrl });
  }
  return { ports, made };
}
