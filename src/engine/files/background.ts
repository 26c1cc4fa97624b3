import type { Result } from '../../core/base/result';
import { Recycling } from '../worker/recycling';
import type { RunOptions, Task, WorkerHost } from '../worker/worker-host';

/** The worker beside that of the screen: jobs on the encoded file, one after another. */
export class Background {
  private queue: Promise<unknown> = Promise.resolve();
  private waiting = 0;
  private readonly recycling: Recycling;
  /** Whether nobody will want another job soon. */
  private isLast = false;

  constructor(private readonly host: WorkerHost) {
    this.recycling = new Recycling(() => host.end());
  }

  /**
   * Runs a job when its turn comes.
   * @param fresh whether it wants a worker that has taken no memory for others yet
   */
  run<Value>(task: Task<Value>, options: RunOptions, fresh = false): Promise<Result<Value>> {
    this.isLast = false;
    this.waiting += 1;
    const done = this.queue
      .then(() => {
        this.recycling.wanted();
        this.recycling.renew(this.host, fresh && !options.signal?.aborted);
        return this.host.run(task, options);
      })
      .finally(() => {
        this.waiting -= 1;
        if (this.waiting === 0) this.recycling.idle(this.isLast);
      });
    this.queue = done;
    return done;
  }

  /** Starts the worker if none runs: a job will probably want it within a moment. */
  expect(): void {
    if (this.waiting > 0) return;
    void this.host.start();
    this.recycling.idle();
  }

  /** Gives the worker's memory back as soon as nothing runs or waits. */
  endWhenDone(): void {
    this.isLast = true;
    if (this.waiting === 0) this.host.end();
  }
}
