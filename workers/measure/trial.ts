import type Vips from 'wasm-vips';
import { fewestRuns, isClose, isHopeless, isRealGain } from '../../src/core/optimizer/significance';
import { appError } from '../../src/core/base/errors';
import type { TrialAnswer, TrialRequest, TrialViews } from '../../src/core/engine/contract';
import { timesOf } from '../../src/core/engine/profile';
import type { VipsBinding } from '../runtime/binding';
import { JobError } from '../runtime/errors';
import { exportPicture, type ExportSource, keepFinished } from '../export/export-picture';
import { type Rgba, toBitmap, toRgba } from '../screen/frame';
import type { Job } from '../runtime/job';
import { LastFinished } from '../memory/last-finished';
import { type Placed, pictureDifference } from './picture-difference';
import { executionFor } from '../runtime/resources';
import { toThumbnail } from '../screen/thumbnail';

/** All runs of one trial take about this long, in milliseconds, unless the fewest take longer. */
const budget = 12_000;
/** When the runs that were wanted leave it open, so many times as many are made. */
const patience = 2;
/** Longest side of the whole pictures that are shown, in pixels. */
const viewSide = 1000;
/** Longest side of the part that is shown at 100 %, in pixels. */
const closeSide = 320;
/** Side of the blocks that are compared, in pixels. */
const blockSide = 8;

type Wanted = TrialRequest['before'];

/** The pictures that show a difference, by their names in TrialViews. */
type ViewPixels = Readonly<Record<keyof TrialViews, Rgba>>;

/** A trial that is done but for its pictures, which have to be turned into bitmaps. */
export interface Tried {
  readonly answer: TrialAnswer;
  readonly pixels: ViewPixels | null;
}

/**
 * Tries a change of a pipeline on the full-size picture: first how much the finished picture, or the
 * file, differs; then, when that is little enough, what is gained, in runs of both that alternate.
 * Throws what an export throws.
 */
export async function tryChange(
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: TrialRequest,
): Promise<TrialAnswer> {
  const { answer, pixels } = runTrial(vips, job, source, request);
  if (pixels === null) return answer;
  const [before, after, closeBefore, closeAfter] = await Promise.all([
    toBitmap(pixels.before),
    toBitmap(pixels.after),
    toBitmap(pixels.closeBefore),
    toBitmap(pixels.closeAfter),
  ]);
  return { ...answer, views: { before, after, closeBefore, closeAfter } };
}

/** The same as `tryChange`, with the pixels of the pictures in place of bitmaps. */
export const runTrial = (
  vips: VipsBinding,
  job: Job,
  source: ExportSource,
  request: TrialRequest,
): Tried => new Trial(vips, job, source, request).run();

class Trial {
  constructor(
    private readonly vips: VipsBinding,
    private readonly job: Job,
    private readonly source: ExportSource,
    private readonly request: TrialRequest,
  ) {}

  run(): Tried {
    const { before, after, demands } = this.request;
    this.job.within(0, 0.15);
    const slow = this.finished(before);
    try {
      this.job.within(0.15, 0.3);
      const fast = this.finished(after);
      try {
        const difference = pictureDifference(this.vips, this.job, slow, fast);
        const none = { holds: false, difference, times: null, bytes: null, views: null };
        if (difference === null || !isClose(difference, null, demands)) {
          return { answer: none, pixels: null };
        }
        const timed = this.time();
        const holds =
          isClose(difference, timed.bytes, demands) &&
          isRealGain(timed.before, timed.after, demands);
        const times = { before: timesOf(timed.before), after: timesOf(timed.after) };
        return {
          answer: { ...none, holds, times, bytes: timed.bytes },
          pixels: holds ? this.views(slow, fast, difference) : null,
        };
      } finally {
        fast.delete();
      }
    } finally {
      slow.delete();
    }
  }

  /** Returns the finished picture, or the file decoded again, in memory; the caller deletes it. */
  private finished(wanted: Wanted): Vips.Image {
    if (this.request.compares === 'files') {
      const execution = executionFor(this.vips);
      try {
        const { bytes } = this.export(wanted);
        const decoded = this.job.watch(execution.own(this.vips.Image.newFromBuffer(bytes)));
        return this.job.run(() => decoded.copyMemory());
      } finally {
        execution.dispose();
      }
    }
    const kept = new LastFinished();
    const picture = keepFinished(this.vips, this.job, this.source, asExport(wanted), kept);
    if (picture === null) throw tooLarge(this.source.encoded.name);
    return picture;
  }

  private export(wanted: Wanted): ReturnType<typeof exportPicture> {
    return exportPicture(this.vips, this.job, this.source, asExport(wanted), new LastFinished());
  }

  /** Times both, in turns, as often as it takes to see a gain or that there is none. */
  private time(): {
    readonly before: readonly number[];
    readonly after: readonly number[];
    readonly bytes: { readonly before: number; readonly after: number };
  } {
    const { before, after, demands, runs } = this.request;
    const times = { before: [] as number[], after: [] as number[] };
    const run = (side: 'before' | 'after'): number => {
      const begun = performance.now();
      const { bytes } = this.export(side === 'before' ? before : after);
      times[side].push(performance.now() - begun);
      return bytes.length;
    };
    this.job.within(0.3, 0.4);
    const begun = performance.now();
    const bytes = { before: run('before'), after: run('after') };
    const pairTime = performance.now() - begun;
    const affordable = Math.floor(budget / pairTime) - 1;
    const min = Math.max(fewestRuns, Math.min(runs, affordable));
    const max = Math.max(min, Math.min(patience * runs, affordable));
    // The first run of each warms up and does not count.
    times.before.pop();
    times.after.pop();
    for (let pair = 0; pair < max; pair += 1) {
      // Whoever comes second may find memory and caches as the first left them: take turns.
      const order =
        pair % 2 === 0 ? (['after', 'before'] as const) : (['before', 'after'] as const);
      for (const [index, side] of order.entries()) {
        const at = 0.4 + (0.6 * (2 * pair + index)) / (2 * min);
        this.job.within(Math.min(0.95, at), Math.min(1, at + 0.3 / min));
        run(side);
      }
      const done = pair + 1;
      if (done >= fewestRuns && isHopeless(times.before, times.after, demands)) break;
      // Looking seldom: whoever looks after every run sees chance make a gain sooner or later.
      if (done === min && isRealGain(times.before, times.after, demands)) break;
    }
    return { ...times, bytes };
  }

  private views(before: Vips.Image, after: Vips.Image, { left, top }: Placed): ViewPixels {
    const whole = (image: Vips.Image) => toThumbnail(this.vips, this.job, image, viewSide);
    const close = (image: Vips.Image) => {
      const [width, height] = [Math.min(closeSide, image.width), Math.min(closeSide, image.height)];
      const from = (middle: number, side: number, length: number): number =>
        Math.max(0, Math.min(length - side, Math.round(middle + blockSide / 2 - side / 2)));
      const part = image.extractArea(
        from(left, width, image.width),
        from(top, height, image.height),
        width,
        height,
      );
      try {
        return toRgba(this.job, part);
      } finally {
        part.delete();
      }
    };
    return {
      before: whole(before),
      after: whole(after),
      closeBefore: close(before),
      closeAfter: close(after),
    };
  }
}

/** The export without a target for the file's size, which takes several tries. */
const asExport = ({ pipeline, settings }: Wanted) => ({
  pipeline,
  settings: { ...settings, fitUnder: null },
});

const tooLarge = (name: string): JobError =>
  new JobError(
    appError('JOB-MEMORY', `The result of ${name} is too large to be compared with another.`, {
      safe: 'Your steps are unchanged.',
    }),
  );
