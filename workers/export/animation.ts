import type Vips from 'wasm-vips';
import { appError } from '../../src/core/base/errors';
import type { Execution } from '../../src/core/graph/execute';
import type { ExportRequest } from '../../src/core/engine/contract';
import { whyItFlickers } from '../../src/core/pipeline/looks-at-whole';
import { isAnimation } from '../../src/core/source/image-header';
import type { VipsBinding } from '../runtime/binding';
import { type Encoded, prepareWith } from '../intake/decode';
import { encodeFrames, type EncodedFile, type EncodeOptions, type Encoder } from './encode';
import { JobError } from '../runtime/errors';
import { refuseIfTooLarge } from './refusals';
import { finishPicture } from './finish-picture';
import type { Job } from '../runtime/job';
import { executionFor } from '../runtime/resources';
import { bytesOf, shapeOf } from '../memory/shape';
import { withUndrawn } from '../intake/undrawn';

/** The frames of an animation after all steps and at their size, in memory. */
export interface Animation {
  readonly frames: readonly Vips.Image[];
  /** How long each frame is shown, in milliseconds. */
  readonly delays: readonly number[];
  /** How often it is played; 0 for without end. */
  readonly loop: number;
  /** Bytes that the frames take. */
  readonly held: number;
  /** Gives the memory back. */
  dispose(): void;
}

/** Returns whether an export writes all frames of its source. */
export const keepsAnimation = ({ header }: Encoded, { format, values }: Encoder): boolean =>
  isAnimation(header) && format.animates(values);

/** Throws when a step would decide anew for every frame. */
function refuseWhatLooksAtWhole({ pipeline }: ExportRequest): void {
  const why = whyItFlickers(pipeline);
  if (why === null) return;
  throw new JobError(
    appError('JOB-FAILED', why, {
      safe: 'Nothing was written.',
      advice: 'Switch “Keep animation” off in the options of the format, or switch the step off.',
    }),
  );
}

/** Returns the whole number called `name` in the metadata, or `fallback`. */
const numberIn = (image: Vips.Image, name: string, fallback: number): number =>
  image.getTypeof(name) === 0 ? fallback : image.getInt(name);

/**
 * Runs the pipeline over every frame of an animated GIF or WebP.
 * Throws JobError when a step cannot do that or memory does not hold the frames, Cancelled, and
 * whatever libvips throws.
 */
export function animate(
  vips: VipsBinding,
  job: Job,
  encoded: Encoded,
  damaged: boolean,
  request: ExportRequest,
): Animation {
  refuseWhatLooksAtWhole(request);
  const { drawn } = encoded.header;
  let read = vips.Image.newFromBuffer(encoded.bytes, 'n=-1', {
    access: 'sequential',
    fail_on: damaged ? 'none' : 'warning',
  });
  const frames: Vips.Image[] = [];
  const dispose = (): void => {
    for (const frame of frames.splice(0)) frame.delete();
  };
  let strip: Vips.Image | null = null;
  try {
    const height = numberIn(read, 'page-height', read.height);
    const count = Math.max(1, Math.floor(read.height / height));
    if (drawn !== undefined && !read.hasAlpha()) read = withUndrawn(vips, read, drawn, height);
    const stripBytes = bytesOf(shapeOf(read));
    refuseIfTooLarge(2 * stripBytes, encoded.name);
    job.stage(0, 0.2);
    strip = job.run(() => job.watch(read).copyMemory());
    const delays = strip.getTypeof('delay') === 0 ? [] : strip.getArrayInt('delay');
    let held = stripBytes;
    for (let index = 0; index < count; index += 1) {
      const from = 0.2 + (0.6 * index) / count;
      const to = 0.2 + (0.6 * (index + 1)) / count;
      const execution = executionFor(vips);
      try {
        const single = execution.own(strip.crop(0, index * height, strip.width, height).copy());
        for (const name of ['page-height', 'n-pages', 'delay']) single.remove(name);
        const input = prepareWith(execution, single);
        const unfinished = { input, held, stays: held, name: encoded.name, from, to };
        const { image } = finishPicture(vips, job, execution, request, unfinished);
        held += bytesOf(shapeOf(image));
        refuseIfTooLarge(held, encoded.name);
        const watched = job.watch(execution.own(image.copy()));
        frames.push(job.run(() => watched.copyMemory()));
      } finally {
        execution.dispose();
      }
    }
    return {
      frames,
      delays: frames.map((_, index) => delays[index] ?? delays[0] ?? 100),
      loop: numberIn(strip, 'loop', 0),
      held: held - stripBytes,
      dispose,
    };
  } catch (thrown) {
    dispose();
    throw thrown;
  } finally {
    strip?.delete();
    read.delete();
  }
}

/** Encodes an animation. Throws as `encode` does. */
export function encodeAnimation(
  vips: VipsBinding,
  job: Job,
  animation: Animation,
  options: Omit<EncodeOptions, 'held'>,
): EncodedFile {
  job.stage(0.8, 1);
  const executions: Execution<Vips.Image>[] = [];
  const whole = executionFor(vips);
  try {
    const pictures = animation.frames.map((frame) => {
      // Each frame has its own, because an execution remembers what its graph came to.
      const execution = executionFor(vips);
      executions.push(execution);
      return { execution, picture: execution.own(frame.copy()) };
    });
    return encodeFrames(vips, job, whole, pictures, animation, {
      ...options,
      held: animation.held,
    });
  } finally {
    whole.dispose();
    for (const execution of executions) execution.dispose();
  }
}
