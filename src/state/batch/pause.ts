/** Lets workers through, or has them wait. */
export class Pause {
  #waiting: Promise<void> | null = null;
  #release: () => void = () => undefined;

  /** Whoever comes waits from now on. */
  hold(): void {
    this.#waiting ??= new Promise((resolve) => (this.#release = resolve));
  }

  /** Lets everybody through. */
  release(): void {
    this.#waiting = null;
    this.#release();
  }

  /** Resolves at once, or when those who wait are let through. */
  async passed(): Promise<void> {
    while (this.#waiting) await this.#waiting;
  }
}
