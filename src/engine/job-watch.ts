import { limits } from '../core/limits';
import { jobCells } from '../core/job-cells';

/** How often a running job is looked at, in milliseconds. */
const lookEvery = 50;
/** A worker that does not begin a job within this time is gone, in milliseconds. */
const beginWithin = 5_000;

/** Looks at a running job through shared memory and ends it when it is silent or disobeys. */
export class JobWatch {
  /** Resolves to 'cancelled', or to why the worker is to be ended; maybe never. */
  readonly verdict: Promise<string>;
  /** Whether the job was given up because it hung. */
  hung = false;
  private decide: (verdict: string) => void = () => undefined;
  private readonly begunAt = Date.now();
  private heardAt = Date.now();
  private heartbeat: number;
  private stoppedAt: number | null = null;
  private readonly timer: ReturnType<typeof setInterval>;

  /**
   * @param cells the worker's shared memory
   * @param job the job's number
   * @param progress hears the share that is done, 0 to 1
   */
  constructor(
    private readonly cells: Int32Array,
    private readonly job: number,
    private readonly progress: ((share: number) => void) | undefined,
  ) {
    this.heartbeat = Atomics.load(cells, jobCells.heartbeat);
    this.verdict = new Promise((resolve) => {
      this.decide = resolve;
    });
    this.timer = setInterval(() => this.look(), lookEvery);
  }

  /** Asks the job to stop. */
  stop(): void {
    this.stoppedAt ??= Date.now();
    Atomics.store(this.cells, jobCells.cancelled, this.job);
  }

  /** Stops looking. */
  end(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    const now = Date.now();
    const hasBegun = Atomics.load(this.cells, jobCells.begun) === this.job;
    const heartbeat = Atomics.load(this.cells, jobCells.heartbeat);
    if (heartbeat !== this.heartbeat) {
      this.heartbeat = heartbeat;
      this.heardAt = now;
    }
    if (hasBegun) this.progress?.(Atomics.load(this.cells, jobCells.progress) / 1000);
    if (this.stoppedAt !== null && now - this.stoppedAt > limits.cancelGrace) {
      this.decide('cancelled');
    } else if (!hasBegun && now - this.begunAt > beginWithin) {
      this.decide('the worker does not begin');
    } else if (now - this.heardAt > limits.jobSilence) {
      this.giveUp(`no progress for ${limits.jobSilence} ms`);
    } else if (now - this.begunAt > limits.jobTotal) {
      this.giveUp(`not done after ${limits.jobTotal} ms`);
    }
  }

  private giveUp(why: string): void {
    this.hung = true;
    this.decide(why);
  }
}

/**
 * Returns a promise of 'hung', kept when a worker that is starting shows no life for `patience`
 * milliseconds, unless its start is `over`.
 */
export function watchStart(
  cells: Int32Array,
  patience: number,
  over: AbortSignal,
): Promise<'hung'> {
  return new Promise((resolve) => {
    let heartbeat = Atomics.load(cells, jobCells.heartbeat);
    let heardAt = Date.now();
    const timer = setInterval(() => {
      const now = Atomics.load(cells, jobCells.heartbeat);
      if (now !== heartbeat) {
        heartbeat = now;
        heardAt = Date.now();
      } else if (Date.now() - heardAt >= patience) resolve('hung');
    }, lookEvery);
    over.addEventListener('abort', () => clearInterval(timer));
  });
}
