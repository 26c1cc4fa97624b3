/**
 * The time in which a download may still be beginning: a tab that dies meanwhile takes it along, and
 * its results are offered again. A tab that is left or reloaded does not die.
 */
export class HandOver {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run: string | null = null;

  /**
   * @param arrived is told which run has arrived
   * @param time how long a download may be beginning, in milliseconds
   */
  constructor(
    private readonly arrived: (run: string) => void,
    private readonly time: number,
  ) {}

  /** A run was handed over just now. */
  begin(run: string): void {
    this.cancel();
    this.#run = run;
    this.#timer = setTimeout(() => this.finish(), this.time);
  }

  /** The run goes on, or is forgotten. */
  cancel(): void {
    clearTimeout(this.#timer);
    this.#run = null;
  }

  /** What was handed over has arrived, as far as anybody will know. */
  finish(): void {
    const run = this.#run;
    this.cancel();
    if (run !== null) this.arrived(run);
  }
}
