/** Time between the creation of two workers, in milliseconds; with 10 an eighth still hung. */
const pace = 40;

type Listener<Heard extends Event> = ((event: Heard) => void) | null;

/** What libvips' threads need of a worker. */
export interface ThreadWorker {
  onmessage: Listener<MessageEvent>;
  onerror: Listener<ErrorEvent>;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  terminate(): void;
}

type WorkerClass = new (url: string | URL, options?: WorkerOptions) => ThreadWorker;

/**
 * Returns a class that stands in for `Real`: its workers are made one after the other, with a pause
 * between them, and what is posted meanwhile waits. Firefox (seen in 153, on two cores) often never returns
 * from `new Worker` inside a worker that makes six of them in a row, as the thread pool of wasm-vips
 * does: about every third start of the engine hung. Most of the pauses pass while it is compiled.
 */
export function pacedWorkers(Real: WorkerClass): WorkerClass {
  let turn: Promise<void> = Promise.resolve();

  return class PacedWorker implements ThreadWorker {
    onmessage: Listener<MessageEvent> = null;
    onerror: Listener<ErrorEvent> = null;
    private real: ThreadWorker | null = null;
    private ended = false;
    private waiting: [message: unknown, transfer: Transferable[]][] = [];

    constructor(url: string | URL, options?: WorkerOptions) {
      turn = turn
        .then(() => new Promise<void>((resolve) => setTimeout(resolve, pace)))
        .then(() => this.make(url, options));
    }

    private make(url: string | URL, options?: WorkerOptions): void {
      if (this.ended) return;
      const real = new Real(url, options);
      real.onmessage = (event) => this.onmessage?.(event);
      real.onerror = (event) => this.onerror?.(event);
      for (const [message, transfer] of this.waiting) real.postMessage(message, transfer);
      this.waiting = [];
      this.real = real;
    }

    postMessage(message: unknown, transfer: Transferable[] = []): void {
      if (this.real) this.real.postMessage(message, transfer);
      else this.waiting.push([message, transfer]);
    }

    terminate(): void {
      this.ended = true;
      this.waiting = [];
      this.real?.terminate();
    }
  };
}
