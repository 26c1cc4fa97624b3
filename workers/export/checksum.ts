import type Vips from 'wasm-vips';
import { sha256 } from '../../src/core/assets/asset';
import type { Execution } from '../../src/core/graph/execute';
import { compilePipeline, maxFused, materializedSteps } from '../../src/core/pipeline/compile';
import type { Pipeline } from '../../src/core/pipeline/pipeline';
import { checkPicture } from '../../src/core/programs/check-picture';
import type { VipsBinding } from '../runtime/binding';
import { addSteps } from '../memory/full-size';
import type { Job } from '../runtime/job';
import { executionFor } from '../runtime/resources';

/**
 * Returns the SHA-256 in hex that programs compute to verify themselves: of the words
 * `WIDTHxHEIGHTxBANDS FORMAT ` and the pixels that the pipeline makes of the check picture.
 */
export async function checksumOf(vips: VipsBinding, job: Job, pipeline: Pipeline): Promise<string> {
  const execution = executionFor(vips);
  try {
    let image = execution.run(checkPicture, execution.own(vips.Image.black(1, 1)));
    const steps = compilePipeline(pipeline, 1);
    const ahead = materializedSteps(steps.length);
    for (let at = 0; at < ahead; at += maxFused) {
      const materialized = addSteps(execution, steps.slice(at, at + maxFused), image);
      image = execution.own(materialized.copyMemory());
    }
    const result = addSteps(execution, steps.slice(ahead), image);
    return await hashOf(job, execution, result);
  } finally {
    execution.dispose();
  }
}

/** Returns the SHA-256 in hex of `WIDTHxHEIGHTxBANDS FORMAT ` and a picture's pixels. */
export async function hashOf(
  job: Job,
  execution: Execution<Vips.Image>,
  image: Vips.Image,
): Promise<string> {
  const memory = job.run(() => job.watch(execution.own(image.copy())).writeToMemory());
  const { width, height, bands, format } = image;
  const facts = new TextEncoder().encode(`${width}x${height}x${bands} ${format} `);
  const pixels = new Uint8Array(memory.buffer, memory.byteOffset, memory.byteLength);
  const all = new Uint8Array(facts.length + pixels.length);
  all.set(facts);
  all.set(pixels, facts.length);
  return sha256(all);
}
