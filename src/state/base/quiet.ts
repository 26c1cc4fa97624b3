/** A job of which nothing new is heard for this long is said to be quiet, in milliseconds. */
const quietAfter = 4_000;

/** Tells of a running job whether anything is heard of its progress. */
export class Quiet {
  private share = -1;
  private readonly begunAt = Date.now();
  private changedAt = Date.now();

  /**
   * Hears the share that is done, again and again while the job runs. Returns null while it grows,
   * and otherwise for how many whole seconds the job has been running.
   */
  hear(share: number): number | null {
    const now = Date.now();
    if (share !== this.share) this.changedAt = now;
    this.share = share;
    return now - this.changedAt < quietAfter ? null : Math.floor((now - this.begunAt) / 1000);
  }
}
