import { expect, it } from 'vitest';
import { bytesReader } from '../byte-reader';
import { readHeader } from '../header';

/** A frame of one pixel whose data come in so many blocks of one byte. */
function frame(blocks: number): Uint8Array {
  const head = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2];
  const bytes = new Uint8Array(head.length + 2 * blocks + 1).fill(1);
  bytes.set(head);
  bytes[bytes.length - 1] = 0;
  return bytes;
}

async function read(...frames: readonly Uint8Array[]) {
  const screen = [...new TextEncoder().encode('GIF89a'), 1, 0, 1, 0, 0, 0, 0];
  const file = Uint8Array.from([...screen, ...frames.flatMap((one) => [...one]), 0x3b]);
  const header = await readHeader(bytesReader(file), 'test.gif');
  return header.ok ? [header.value.frames, header.value.framesCounted] : header.error.code;
}

it('counts the frames of a GIF as long as its blocks are not too many, in all of them together', async () => {
  expect(await read(frame(1), frame(1), frame(1))).toEqual([3, true]);
  expect(await read(frame(40_000), frame(40_000), frame(1))).toEqual([3, true]);
  expect(await read(frame(60_000), frame(60_000), frame(1))).toEqual([2, false]);
});
