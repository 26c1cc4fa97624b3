import type Vips from 'wasm-vips';
import { type Asset, sha256 } from '../../src/core/assets/asset';
import { Execution } from '../../src/core/graph/execute';
import { record } from '../../src/core/graph/picture';
import { limits } from '../../src/core/base/limits';
import type { VipsBinding } from '../runtime/binding';
import { decodeError, decodeProxy, type Encoded } from '../intake/decode';
import { Cancelled, EngineBroken, JobError } from '../runtime/errors';
import type { Job } from '../runtime/job';

const inSrgb = record((image) => image.colourspace('srgb'));

/**
 * Returns an admitted file's picture as it is kept with documents. Throws JobError when it cannot
 * be read.
 */
export async function toAsset(vips: VipsBinding, job: Job, encoded: Encoded): Promise<Asset> {
  const execution = new Execution<Vips.Image>(vips);
  try {
    const options = { tolerant: false, longEdge: limits.assetSide };
    const small = execution.own(decodeProxy(vips, job, encoded, options).image);
    const image = execution.run(inSrgb, small);
    const { width, height } = image;
    const png = new Uint8Array(
      job.run(() => job.watch(image).pngsaveBuffer({ compression: 9, keep: 'none' })),
    );
    return {
      hash: await sha256(png),
      png: new Blob([png], { type: 'image/png' }),
      width,
      height,
    };
  } catch (thrown) {
    if (thrown instanceof Cancelled || thrown instanceof EngineBroken) throw thrown;
    throw new JobError(decodeError(thrown, encoded));
  } finally {
    execution.dispose();
  }
}
