import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ok } from '../../src/core/base/result';
import { movableIn } from './movable';

/** Node has none. */
class Bitmap {}

beforeEach(() => void vi.stubGlobal('ImageBitmap', Bitmap));
afterEach(() => void vi.unstubAllGlobals());

describe('what of an answer is handed over', () => {
  it('are its bitmaps and the buffers of its bytes, each once, however deep they lie', () => {
    const bitmap = new Bitmap();
    const bytes = new Uint8Array(4);
    const answer = ok({
      frame: { bitmap },
      all: [{ bytes }, { part: bytes.subarray(1) }, null],
      name: 'a',
      count: 3,
    });
    expect([...movableIn(answer)]).toEqual([bitmap, bytes.buffer]);
  });

  it('is nothing of what cannot be moved: blobs, shared memory, nothing at all', () => {
    const shared = new Uint8Array(new SharedArrayBuffer(4));
    expect([...movableIn(ok({ file: new Blob(['x']), shared }))]).toEqual([]);
    expect([...movableIn(ok(null))]).toEqual([]);
  });
});
