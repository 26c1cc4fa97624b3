import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { decodeProxy, type Encoded } from '../intake/decode';
import type { VipsBinding } from '../runtime/binding';
import { Cancelled, EngineBroken } from '../runtime/errors';
import { OpenPicture } from './open-picture';
import { encodedForTest, jobForTest, startForTest } from '../testing/index';

vi.mock('../intake/decode', async (original) => ({
  ...(await original<typeof import('../intake/decode')>()),
  decodeProxy: vi.fn(),
}));

const decode = vi.mocked(decodeProxy);
let vips: VipsBinding;
let encoded: Encoded;
beforeAll(async () => {
  vips = await startForTest();
});
afterAll(() => vips.shutdown());
beforeEach(async () => {
  decode.mockReset();
  const pixel =
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  encoded = await encodedForTest(Uint8Array.from(Buffer.from(pixel, 'base64')));
});

/** How often, and whether passing over damage, a picture is decoded when that throws this. */
function triesAfter(thrown: unknown): readonly boolean[] {
  decode.mockImplementation(() => {
    throw thrown;
  });
  expect(() => OpenPicture.open(vips, jobForTest().job, encoded, 1)).toThrow();
  return decode.mock.calls.map(([, , , { tolerant }]) => tolerant);
}

it('reads damaged data again, passing over the damage', () => {
  expect(triesAfter(new Error('pngload: libpng read error'))).toEqual([false, true]);
});

it('reads nothing again with an engine that broke, or after a stop', () => {
  expect(triesAfter(new EngineBroken('unreachable'))).toEqual([false]);
  decode.mockClear();
  expect(triesAfter(new Cancelled())).toEqual([false]);
});
