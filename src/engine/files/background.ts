import type { Needs } from '../../../workers/protocol';
import { limits } from '../../core/base/limits';
import { ok, type Result } from '../../core/base/result';
import { withLibraries } from '../with-libraries';
import type { RunOptions, Task, WorkerHost } from '../worker/worker-host';

/** A job that may turn out to need a library first. */
type NeedingTask<Value> = Task<{ readonly kind: string; readonly answer: Value } | Needs>;

/** The worker beside that of the screen: jobs on the encoded file, one after another. */
export class Background {
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private idle: ReturnType<typeof setTimeout> | undefined;
  /** Whether nobody will want another job soon. */
  private isLast = false;

  constructor(private readonly host: WorkerHost) {}

  /**
   * Runs a job when its turn comes, again once a library that it turned out to need is there.
   * @param fresh whether it wants a worker that has taken no memory for others yet
   */
  run<Value>(task: NeedingTask<Value>, options: RunOptions, fresh = false): Promise<Result<Value>> {
    this.isLast = false;
    this.waiting += 1;
    const done = this.queue
      .then(async (): Promise<Result<Value>> => {
        clearTimeout(this.idle);
        const isWorn = this.host.jobs >= limits.recycleJobs;
        if (isWorn || (fresh && !options.signal?.aborted)) this.host.end();
        const answered = await withLibraries(this.host, task, options);
        return answered.ok ? ok(answered.value.answer) : answered;
      })
      .finally(() => {
        this.waiting -= 1;
        if (this.waiting > 0) return;
        this.idle = setTimeout(() => this.host.end(), this.isLast ? 0 : limits.recycleIdle);
      });
    this.queue = done;
    return done;
  }

  /** Gives the worker's memory back as soon as nothing runs or waits. */
  endWhenDone(): void {
    this.isLast = true;
    if (this.waiting === 0) this.host.end();
  }
}
