import { jobCells } from '../../src/core/engine/job-cells';
import type { ThreadStart } from '../protocol';

// Imported for what it does, before anything else in a thread: from the first message of the page
// on, the engine's worker stands where a worker's parent does for the script of wasm-vips.

declare const self: DedicatedWorkerGlobalScope;

self.addEventListener(
  'message',
  (event: MessageEvent<ThreadStart>) => {
    event.stopImmediatePropagation();
    const { port, cells } = event.data;
    Reflect.set(self, 'postMessage', port.postMessage.bind(port));
    // Looked up each time: the script changes its listener while it loads.
    port.onmessage = (heard) => {
      self.onmessage?.(heard);
    };
    Atomics.add(cells, jobCells.heartbeat, 1);
  },
  { once: true },
);
