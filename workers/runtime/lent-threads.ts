type Listener<Heard extends Event> = ((event: Heard) => void) | null;

/** What wasm-vips needs of the worker that a thread runs in. */
export interface ThreadWorker {
  onmessage: Listener<MessageEvent>;
  onerror: Listener<ErrorEvent>;
  postMessage(message: unknown, transfer?: Transferable[]): void;
  terminate(): void;
}

/** What happens to threads. */
export interface ThreadEvents {
  /** One is spoken to. */
  called(): void;
  /** One has said something. */
  heard(): void;
  /** libvips has exited, which is when it ends its threads. */
  exited(): void;
}

/**
 * Returns a class that stands in for `Worker`: its workers were made by the page, and are reached
 * through `ports`, one each. For a worker that makes workers itself hangs by chance in Firefox (seen
 * in 153: 21 of 80 that made six did), and whoever waits for one does so for ever.
 */
export function lentThreads(ports: readonly MessagePort[], events: ThreadEvents) {
  const free = [...ports];

  return class LentThread implements ThreadWorker {
    onmessage: Listener<MessageEvent> = null;
    /** Never called: errors of threads are heard where their workers were made. */
    onerror: Listener<ErrorEvent> = null;
    private readonly port: MessagePort;

    constructor() {
      const port = free.shift();
      if (port === undefined) throw new Error(`more threads are needed than ${ports.length}`);
      port.onmessage = (event) => {
        events.heard();
        this.onmessage?.(event);
      };
      this.port = port;
    }

    postMessage(message: unknown, transfer: Transferable[] = []): void {
      events.called();
      this.port.postMessage(message, transfer);
    }

    terminate(): void {
      this.port.close();
      events.exited();
    }
  };
}
