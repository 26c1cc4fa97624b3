import { appError } from '../../core/base/errors';
import { fail, type Result } from '../../core/base/result';
import { factsOf, type JobName, jobNames } from '../../core/engine/contract';

const laneOf = (job: JobName): string => factsOf[job].lane ?? job;

/** The lanes of jobs, most urgent first. */
const lanes: readonly string[] = [...new Set(jobNames.map(laneOf))];

/** A running job that is out of date goes on if it is younger than this, in milliseconds. */
const maxYoung = 150;
/** The same for a job right after one that was stopped, so that a long drag still shows frames. */
const maxPatience = 600;

/** Longest that jobs yield to files until one of them is done, in milliseconds. */
const maxYielding = 1500;

const lanesOf = (fact: 'isForRest' | 'yields'): ReadonlySet<string> =>
  new Set(jobNames.filter((name) => factsOf[name][fact]).map(laneOf));

/** The lanes of what a hasty job drops. */
const lanesForRest = lanesOf('isForRest');
const yieldingLanes = lanesOf('yields');

interface Waiting {
  readonly lane: string;
  readonly isHasty: boolean;
  readonly begin: () => Promise<{ readonly wasCancelled: boolean; readonly settle: () => void }>;
  readonly discard: () => void;
}

interface Running extends Waiting {
  readonly since: number;
  timer: ReturnType<typeof setTimeout> | undefined;
  /** Stopped to make room, not because it is out of date: it is done later. */
  stoppedFor: 'newer' | 'urgent' | null;
}

/**
 * Lets one job run at a time and keeps only the newest waiting one per lane. A job that is
 * replaced resolves to JOB-CANCELLED. A running job is stopped when a newer one of its lane, or a
 * more urgent one, waits; in the latter case it is done again later.
 */
export class JobQueue {
  private readonly waiting = new Map<string, Waiting>();
  private running: Running | null = null;
  private lastWasStopped = false;
  private readonly idle: (() => void)[] = [];
  /** What jobs yield to. */
  private readonly files = new Set<object>();
  /** Until when they do so at the longest, in milliseconds of the page; null once one was done. */
  private yieldsUntil: number | null = null;

  /** @param cancel asks the running job to stop */
  constructor(private readonly cancel: () => void) {}

  /** Whether nothing runs or waits. */
  get isIdle(): boolean {
    return this.running === null && this.waiting.size === 0;
  }

  /** Calls `listener` whenever the last job is done. */
  onIdle(listener: () => void): void {
    this.idle.push(listener);
  }

  /** Runs `work` when its turn comes, unless a newer job of the same lane takes its place. */
  request<Value>(job: JobName, work: () => Promise<Result<Value>>): Promise<Result<Value>> {
    const lane = laneOf(job);
    const isHasty = factsOf[job].isHasty ?? false;
    if (isHasty) this.dropForRest();
    return new Promise((resolve) => {
      const replaced = (): void => resolve(fail(appError('JOB-CANCELLED', 'Replaced.')));
      this.waiting.get(lane)?.discard();
      this.waiting.set(lane, {
        lane,
        isHasty,
        discard: replaced,
        begin: async () => {
          const result = await work();
          const wasCancelled = !result.ok && result.error.code === 'JOB-CANCELLED';
          return { wasCancelled, settle: () => resolve(result) };
        },
      });
      this.makeRoom(lane, isHasty);
      this.next();
    });
  }

  /** Drops the job of the same lane that waits, and stops the one that runs. */
  drop(job: JobName): void {
    const lane = laneOf(job);
    this.waiting.get(lane)?.discard();
    this.waiting.delete(lane);
    if (this.running?.lane === lane) this.stop('newer');
  }

  /**
   * Lets jobs that yield wait until the function that is returned is called, but not for long, however
   * many files follow one another. One that runs goes on: not every decoder can be stopped.
   */
  yieldToFile(): () => void {
    const lanesNow = [...this.waiting.keys(), this.running?.lane ?? ''];
    if (!lanesNow.some((lane) => yieldingLanes.has(lane))) this.yieldsUntil = null;
    const now = performance.now();
    this.yieldsUntil ??= now + maxYielding;
    const left = this.yieldsUntil - now;
    if (left <= 0) return () => undefined;
    const file = {};
    const end = (): void => {
      clearTimeout(timer);
      if (this.files.delete(file)) this.goOn();
    };
    const timer = setTimeout(end, left);
    this.files.add(file);
    return end;
  }

  /** Drops everything that waits and stops what runs, as when another picture is opened. */
  clear(): void {
    for (const job of this.waiting.values()) job.discard();
    this.waiting.clear();
    this.stop('newer');
  }

  private dropForRest(): void {
    for (const lane of lanesForRest) {
      this.waiting.get(lane)?.discard();
      this.waiting.delete(lane);
    }
    if (this.running && lanesForRest.has(this.running.lane)) this.stop('newer');
  }

  /** Whether a lane has to wait for a file now. */
  private yields(lane: string): boolean {
    return this.files.size > 0 && yieldingLanes.has(lane);
  }

  /** The most urgent job of those that may begin. */
  private first(): Waiting | undefined {
    const lane = lanes.find((name) => this.waiting.has(name) && !this.yields(name));
    return lane === undefined ? undefined : this.waiting.get(lane);
  }

  /** Goes on with what has waited for a file. */
  private goOn(): void {
    const job = this.first();
    if (job) this.makeRoom(job.lane, job.isHasty);
    this.next();
  }

  private makeRoom(lane: string, isHasty: boolean): void {
    const running = this.running;
    if (running === null || running.stoppedFor === 'newer' || this.yields(lane)) return;
    const isNewer = running.lane === lane;
    if (!isNewer && lanes.indexOf(lane) >= lanes.indexOf(running.lane)) return;
    // Opening a picture is never stopped by anything but opening another.
    const why = isNewer ? 'newer' : 'urgent';
    const patience = isNewer && this.lastWasStopped ? maxPatience : maxYoung;
    const left = patience - (performance.now() - running.since);
    clearTimeout(running.timer);
    // One hasty job leaves the one before it the time to show what it draws.
    const isAtOnce = lane === 'open' || (isHasty && !running.isHasty);
    if (isAtOnce || left <= 0) this.stop(why);
    else running.timer = setTimeout(() => this.stop(why), left);
  }

  private stop(why: 'newer' | 'urgent'): void {
    if (this.running === null) return;
    clearTimeout(this.running.timer);
    this.running.stoppedFor = why;
    this.cancel();
  }

  private next(): void {
    if (this.running !== null) return;
    const job = this.first();
    if (job === undefined) {
      if (this.isIdle) for (const listener of this.idle) listener();
      return;
    }
    const { lane } = job;
    this.waiting.delete(lane);
    const running: Running = {
      ...job,
      since: performance.now(),
      timer: undefined,
      stoppedFor: null,
    };
    this.running = running;
    void job.begin().then(({ wasCancelled, settle }) => {
      clearTimeout(running.timer);
      this.running = null;
      this.lastWasStopped = wasCancelled && running.stoppedFor === 'newer';
      if (wasCancelled && running.stoppedFor === 'urgent' && !this.waiting.has(lane)) {
        this.waiting.set(lane, job);
      } else {
        if (!wasCancelled && yieldingLanes.has(lane)) this.yieldsUntil = null;
        settle();
      }
      this.next();
    });
  }
}
