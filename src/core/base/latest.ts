/**
 * What is asked for one after another, of which only the last counts: an answer may come when nobody
 * wants it any more, and must then be left alone.
 */
export class Latest {
  #last = new AbortController();

  /** Returns the signal of a new order; it is aborted once there is a newer one, or none is wanted. */
  next(): AbortSignal {
    this.#last.abort();
    this.#last = new AbortController();
    return this.#last.signal;
  }

  /** Outdates the last order; nothing comes in its place. */
  drop(): void {
    this.#last.abort();
  }
}
