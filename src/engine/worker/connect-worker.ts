import * as Comlink from 'comlink';
import engineUrl from '../../../workers/vips.worker.ts?worker&url';
import type { AssetSource } from '../../core/assets/asset';
import { jobCells } from '../../core/engine/job-cells';
import { poolFor, threadsFor } from '../../core/engine/threads';
import type { StartRequest, VectorDrawer, WorkerApi } from '../../../workers/protocol';
import type { Connection } from './connection';
import { lendThreads } from './lend-threads';
import { coresAtHand } from '../device/small-device';
import { firstFailure } from './worker-failure';

/**
 * Where the program lies that the last engine compiled; null while an engine that was given it starts, which
 * then hands it on. The page cannot compile it: its policy forbids that.
 */
let program: MessagePort | null = null;

/**
 * Starts a worker of its own with libvips in it, and the workers of its threads. Needs a
 * cross-origin isolated page.
 * @param assets has the pictures that steps bring along
 */
export function connectWorker(assets: AssetSource): Connection {
  const worker = new Worker(engineUrl, { type: 'module', name: 'pipette-engine' });
  const api = Comlink.wrap<WorkerApi>(worker);
  const cells = new Int32Array(
    new SharedArrayBuffer(jobCells.count * Int32Array.BYTES_PER_ELEMENT),
  );
  const threads = threadsFor(coresAtHand());
  const lent = lendThreads(poolFor(threads), cells);
  const lifeLock = `pipette-engine-${crypto.randomUUID()}`;
  const over = new AbortController();
  const failure = firstFailure([{ worker, url: engineUrl }, ...lent.made], over.signal);
  return {
    calls: api,
    cells,
    async start(libraries) {
      const { ports } = lent;
      const request: StartRequest = { cells, lifeLock, libraries, threads, ports, program };
      const given = program ? [...ports, program] : [...ports];
      program = null;
      const draw: VectorDrawer = async (...asked) =>
        (await import('../device/draw-vector')).drawVector(...asked);
      const answer = await api.start(
        Comlink.transfer(request, given),
        Comlink.proxy(assets),
        Comlink.proxy(draw),
      );
      if (answer.ok) ({ program } = answer.value);
      return answer;
    },
    failure,
    watchLife(ended) {
      void failure.then(({ detail, message }) => ended(detail ?? message));
      // No event tells that a worker ended by itself, but its locks are released then.
      navigator.locks
        .request(lifeLock, { signal: over.signal }, () => {
          if (!over.signal.aborted) ended('the worker released its lock');
        })
        .catch((thrown: unknown) => {
          if (!over.signal.aborted) ended(String(thrown));
        });
    },
    end() {
      over.abort();
      worker.terminate();
      for (const thread of lent.made) thread.worker.terminate();
    },
  };
}
