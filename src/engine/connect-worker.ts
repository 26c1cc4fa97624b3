import * as Comlink from 'comlink';
import type { AssetSource } from '../core/assets';
import { jobCells } from '../core/job-cells';
import type { WorkerApi } from '../../workers/protocol';
import type { Connection } from './connection';

/**
 * Starts a worker of its own with libvips in it. Needs a cross-origin isolated page.
 * @param assets has the pictures that steps bring along
 */
export function connectWorker(assets: AssetSource): Connection {
  const worker = new Worker(new URL('../../workers/vips.worker.ts', import.meta.url), {
    type: 'module',
    name: 'pipette-engine',
  });
  const calls = Comlink.wrap<WorkerApi>(worker);
  const cells = new Int32Array(
    new SharedArrayBuffer(jobCells.count * Int32Array.BYTES_PER_ELEMENT),
  );
  const lifeLock = `pipette-engine-${crypto.randomUUID()}`;
  const stopWatching = new AbortController();
  return {
    calls,
    cells,
    lifeLock,
    assets: Comlink.proxy(assets),
    watchLife(ended) {
      worker.addEventListener('error', (event) => ended(event.message), {
        signal: stopWatching.signal,
      });
      // No event tells that a worker ended by itself, but its locks are released then.
      navigator.locks
        .request(lifeLock, { signal: stopWatching.signal }, () => {
          if (!stopWatching.signal.aborted) ended('the worker released its lock');
        })
        .catch((thrown: unknown) => {
          if (!stopWatching.signal.aborted) ended(String(thrown));
        });
    },
    end() {
      stopWatching.abort();
      worker.terminate();
    },
  };
}
