import { limits } from '../../core/base/limits';
import { jobCells } from '../../core/engine/job-cells';
import type { Pulse } from './pulse';

/** How often a running job is looked at, in milliseconds. */
const lookEvery = 50;
/** A worker that does not begin a job within this time is gone, in milliseconds. */
const beginWithin = 5_000;
/** A job that has been silent for this long is looked at through its memory, in milliseconds... */
const pulseAfter = 3_000;
/** ...this often. */
const pulseEvery = 1_000;

/** Why a job is given up: it was to stop and did not, its worker is gone or hangs, or time is up. */
export interface Verdict {
  readonly kind: 'cancelled' | 'gone' | 'hung' | 'slow';
  readonly why: string;
}

export interface WatchOptions {
  /** Hears the share that is done, 0 to 1. */
  readonly progress?: ((share: number) => void) | undefined;
  /** Asks for what life can be seen by when nothing is heard; null where it cannot be had. */
  readonly pulse?: (() => Promise<Pulse | null>) | undefined;
  /** The job may take so long, in milliseconds, alive or not. */
  readonly max?: number | undefined;
}

/** Looks at a running job through shared memory and ends it when it is dead or disobeys. */
export class JobWatch {
  /** Resolves to why the worker is to be ended; maybe never. */
  readonly verdict: Promise<Verdict>;
  private decide: (verdict: Verdict) => void = () => undefined;
  private readonly begunAt = Date.now();
  private heardAt = Date.now();
  private lookedAt = Date.now();
  private heartbeat: number;
  private stoppedAt: number | null = null;
  private readonly timer: ReturnType<typeof setInterval>;
  private readonly max: number;
  private pulse: Pulse | null = null;
  private pulseAsked = false;
  private pulseAt = 0;
  /** How often in a row memory was as it had been. */
  private still = 0;

  /**
   * @param cells the worker's shared memory
   * @param job the job's number
   */
  constructor(
    private readonly cells: Int32Array,
    private readonly job: number,
    private readonly options: WatchOptions = {},
  ) {
    this.max = options.max ?? limits.jobTotal;
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
    // A page that slept has heard nothing, which says nothing of the worker.
    if (now - this.lookedAt > limits.jobSilence / 2) this.heard(now);
    this.lookedAt = now;
    if (heartbeat !== this.heartbeat) {
      this.heartbeat = heartbeat;
      this.heard(now);
    } else if (now - this.heardAt > pulseAfter) this.feel(now);
    if (hasBegun) this.options.progress?.(Atomics.load(this.cells, jobCells.progress) / 1000);
    const silence = this.pulse === null ? now - this.heardAt : this.still * pulseEvery;
    if (this.stoppedAt !== null && now - this.stoppedAt > limits.cancelGrace) {
      this.decide({ kind: 'cancelled', why: 'it did not stop' });
    } else if (!hasBegun && now - this.begunAt > beginWithin) {
      this.decide({ kind: 'gone', why: 'the worker does not begin' });
    } else if (silence > limits.jobSilence) {
      this.decide({ kind: 'hung', why: `no sign of life for ${limits.jobSilence} ms` });
    } else if (now - this.begunAt > this.max) {
      this.decide({ kind: 'slow', why: `not done after ${this.max} ms` });
    }
  }

  private heard(now: number): void {
    this.heardAt = now;
    this.still = 0;
  }

  /** Looks whether memory changes, once it is known: until then silence is all there is. */
  private feel(now: number): void {
    if (!this.pulseAsked) {
      this.pulseAsked = true;
      this.options.pulse?.().then(
        (pulse) => (this.pulse = pulse),
        // Without its code, silence is the only sign.
        () => undefined,
      );
    }
    if (this.pulse === null || now - this.pulseAt < pulseEvery) return;
    this.pulseAt = now;
    this.still = this.pulse.look() === false ? this.still + 1 : 0;
  }
}

/**
 * Returns what asks for the pulse of a worker whose memory lies in `port`: only then is the memory
 * taken out, and the code for it fetched.
 */
export function pulseAsked(port: MessagePort | undefined): () => Promise<Pulse | null> {
  let asked: Promise<Pulse | null> | null = null;
  return () =>
    (asked ??=
      port === undefined
        ? Promise.resolve(null)
        : import('./pulse').then(({ pulseFrom }) => pulseFrom(port)));
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

/**
 * Returns a promise that is kept once a worker that is starting holds the lock by which its end can
 * be heard, unless its start is `over`. Whoever asks for the lock before would get it.
 */
export function lockHeld(cells: Int32Array, over: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (Atomics.load(cells, jobCells.held) === 0) return;
      clearInterval(timer);
      resolve();
    }, lookEvery);
    over.addEventListener('abort', () => clearInterval(timer));
  });
}
