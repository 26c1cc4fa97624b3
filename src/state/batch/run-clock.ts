/** Nothing can be told from less: the first files wait for engines to start. In milliseconds. */
const minTelling = 2_000;

/**
 * Tells how long a run will still take, by what it has done since it began or went on; pauses are
 * no part of that. Times in milliseconds, shares of the whole run from 0 to 1.
 */
export class RunClock {
  /** When it went on last; null while it rests. */
  #since: number | null = null;
  /** What it has worked before. */
  #worked = 0;
  #from = 0;

  /** @param now tells the time */
  constructor(private readonly now: () => number = () => performance.now()) {}

  /** A run begins of which `share` is done already. */
  begin(share: number): void {
    this.#from = share;
    this.#worked = 0;
    this.#since = this.now();
  }

  /** It rests. */
  rest(): void {
    this.#worked = this.worked;
    this.#since = null;
  }

  /** It goes on. */
  goOn(): void {
    this.#since ??= this.now();
  }

  /** How long it has worked, in milliseconds. */
  get worked(): number {
    return this.#worked + (this.#since === null ? 0 : this.now() - this.#since);
  }

  /** Returns how long the rest will take, in seconds; null while nobody can know. */
  left(share: number): number | null {
    const { worked } = this;
    const done = share - this.#from;
    if (worked < minTelling || done <= 0) return null;
    return ((worked / done) * (1 - share)) / 1000;
  }
}
