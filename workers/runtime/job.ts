import { jobCells } from '../../src/core/engine/job-cells';
import type Vips from 'wasm-vips';
import { Cancelled } from './errors';

/**
 * The running job's line to the page: it tells that it is alive and how far it is, and hears that
 * it is to stop, through shared memory.
 */
export class Job {
  private from = 0;
  private to = 1000;
  /** The part of the whole that stages fill. */
  private part = { from: 0, to: 1 };

  constructor(
    private readonly cells: Int32Array,
    private readonly id: number,
  ) {
    Atomics.store(cells, jobCells.progress, 0);
    Atomics.store(cells, jobCells.begun, id);
    this.beat();
  }

  get cancelled(): boolean {
    return Atomics.load(this.cells, jobCells.cancelled) === this.id;
  }

  /** Tells that the worker is alive. */
  beat(): void {
    Atomics.add(this.cells, jobCells.heartbeat, 1);
  }

  /** Throws Cancelled when the job is to stop; to be called between pieces of work. */
  check(): void {
    this.beat();
    if (this.cancelled) throw new Cancelled();
  }

  /** Makes the stages that follow fill only a part of the whole, from `from` to `to`, both 0 to 1. */
  within(from: number, to: number): void {
    this.part = { from, to };
    this.stage(0, 1);
  }

  /** Lets the progress of what follows run from `from` to `to`, both 0 to 1. */
  stage(from: number, to: number): void {
    const { part } = this;
    const place = (share: number): number => 1000 * (part.from + (part.to - part.from) * share);
    this.from = place(from);
    this.to = place(to);
    Atomics.store(this.cells, jobCells.progress, Math.round(this.from));
    this.check();
  }

  /**
   * Returns `image` with its evaluation tied to this job: progress is told, and a stop request
   * ends it. Only for pictures that are evaluated once and deleted, since all that is computed
   * from a watched picture reports to it.
   */
  watch(image: Vips.Image): Vips.Image {
    image.onProgress = (percent) => {
      this.beat();
      const done = this.from + ((this.to - this.from) * percent) / 100;
      Atomics.store(this.cells, jobCells.progress, Math.round(done));
      if (this.cancelled) image.kill = true;
    };
    return image;
  }

  /** Returns what `work` returns; whatever it throws after a stop request becomes Cancelled. */
  run<Value>(work: () => Value): Value {
    this.check();
    try {
      return work();
    } catch (thrown) {
      throw this.cancelled ? new Cancelled() : thrown;
    }
  }
}
