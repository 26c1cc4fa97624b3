import type Vips from 'wasm-vips';
import { sizing } from '../../src/core/formats/finish';
import type { Execution } from '../../src/core/graph/execute';
import type { ExportRequest } from '../../src/core/engine/contract';
import { compilePipeline, materializedSteps } from '../../src/core/pipeline/compile';
import type { VipsBinding } from '../runtime/binding';
import { refuseIfTooLarge } from './refusals';
import { addSteps, materialize } from '../memory/full-size';
import type { Job } from '../runtime/job';
import { bytesOf, shapeOf } from '../memory/shape';

/** What is known of a picture that is to be finished. */
export interface Unfinished {
  /** Upright, in sRGB or grey; the execution's. */
  readonly input: Vips.Image;
  /** Bytes that it takes. */
  readonly held: number;
  /** How many of them stay taken once steps were computed into memory. */
  readonly stays: number;
  /** Of the file, for words. */
  readonly name: string;
  /** The job's progress before and after, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

/**
 * Returns the picture after all steps and at its size, lazily where it can be, and the bytes that
 * are taken by then. Throws JOB-MEMORY as JobError, Cancelled, and whatever libvips throws.
 */
export function finishPicture(
  vips: VipsBinding,
  job: Job,
  execution: Execution<Vips.Image>,
  request: ExportRequest,
  { input, held, stays, name, from, to }: Unfinished,
): { readonly image: Vips.Image; readonly held: number } {
  const steps = compilePipeline(request.pipeline, 1);
  const ahead = materializedSteps(steps.length);
  const materializedAt = from + ((to - from) * ahead) / (steps.length + 1);
  let source = input;
  let taken = held;
  if (ahead > 0) {
    const materializing = {
      held: held - stays,
      from,
      to: materializedAt,
      refuseIfTooLarge: (bytes: number) => refuseIfTooLarge(stays + bytes, name),
    };
    const early = steps.slice(0, ahead);
    source = materialize(vips, job, early, input, materializing, () => execution.dispose());
    execution.own(source);
    taken = stays + bytesOf(shapeOf(source));
  }
  job.stage(materializedAt, to);
  const stepped = addSteps(execution, steps.slice(ahead), source);
  const image = sizing(request.settings).reduce(
    (picture, { block }) => execution.run(block, picture),
    stepped,
  );
  return { image, held: taken };
}
