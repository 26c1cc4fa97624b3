import type Vips from 'wasm-vips';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compilePipeline } from '../pipeline/compile';
import { operationsById } from '../operations/index';
import { startingValues } from '../testing/values';
import { hearCalls, imageOf, type Library, randomNumbers, startVips } from '../testing/vips';
import { Execution } from './execute';

let vips: Library;
/** How many pictures were computed into memory while graphs were built. */
let settled = 0;
beforeAll(async () => {
  vips = await startVips();
  hearCalls(vips, 'copyMemory', () => {
    settled += 1;
  });
});
afterAll(() => vips.shutdown());

const inMemory = (image: Vips.Image): Vips.Image => image.copyMemory();

/** Larger than what is never worth it. */
const [width, height] = [320, 240];

function noise(bands: number, deep: boolean): Vips.Image {
  const random = randomNumbers(20261129);
  const values = Array.from({ length: width * height * bands }, () =>
    Math.floor(random() * (deep ? 65536 : 256)),
  );
  const data = deep ? Uint16Array.from(values) : Uint8Array.from(values);
  return imageOf(vips, { data, width, height, bands, interpretation: deep ? 'rgb16' : 'srgb' });
}

/** Returns the bytes that operations make of a picture in one go, and what was settled for them. */
function outcome(image: Vips.Image, ids: readonly string[], settles: boolean) {
  const steps = ids.map((id) => {
    const operation = operationsById.get(id);
    if (!operation) throw new Error(`there is no ${id}`);
    return {
      kind: 'known' as const,
      id,
      operation: id,
      enabled: true,
      values: startingValues(operation),
    };
  });
  const execution = new Execution<Vips.Image>(vips, undefined, null, settles ? inMemory : null);
  settled = 0;
  try {
    let result = image;
    for (const step of compilePipeline({ name: 'test', steps }, 1)) {
      result = execution.run(step.block, result);
    }
    const pixels = result.writeToMemory();
    return { bytes: Buffer.from(pixels.buffer, pixels.byteOffset, pixels.byteLength), settled };
  } finally {
    execution.dispose();
  }
}

describe('what an operation looks around in, computed into memory while the graph is built', () => {
  it.each([
    ['8 bits', 3, false],
    ['8 bits and alpha', 4, false],
    ['16 bits', 3, true],
  ] as const)('gives the same bytes: %s', (_, bands, deep) => {
    const image = noise(bands, deep);
    for (const ids of [
      ['even-light'],
      ['clarity'],
      ['local-contrast'],
      ['exposure', 'white-balance', 'sharpen', 'vibrance'],
      ['curves', 'noise-reduction', 'vignette'],
    ]) {
      const [one, other] = [outcome(image, ids, true), outcome(image, ids, false)];
      expect(Buffer.compare(one.bytes, other.bytes), ids.join()).toBe(0);
      expect(one.settled, ids.join()).toBeGreaterThan(0);
      expect(other.settled).toBe(0);
    }
    image.delete();
  });

  it('is left as it is where the picture is in memory already, and where nothing looks around', () => {
    const image = noise(3, false);
    expect(outcome(image, ['box-blur'], true).settled).toBe(0);
    expect(outcome(image, ['exposure', 'vibrance'], true).settled).toBe(0);
    image.delete();
  });
});
