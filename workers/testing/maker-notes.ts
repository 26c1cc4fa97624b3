import { joinBytes } from '../../src/core/base/join-bytes';
import { layOut, numberEntry, writeExif } from '../../src/core/metadata/blocks/exif-block';
import { tell } from '../../src/core/metadata/carriers/index';
import { nothingTold } from '../../src/core/metadata/told';
import type { VipsBinding } from '../runtime/binding';
import { textureOf } from './index';
import { textEntry } from './metadata';

/** A note as Canon writes it: a directory whose values are counted from the start of the block. */
const noteAt = (at: number, little: boolean): Uint8Array =>
  layOut(
    {
      little,
      main: [textEntry(0x0006, 'Canon EOS Pipette'), textEntry(0x0009, 'A name in a note')],
      exif: [],
      gps: [],
      interop: [],
    },
    at,
  ).bytes;

const blockWith = (at: number, little: boolean) => ({
  little,
  main: [textEntry(0x010f, 'Canon'), textEntry(0x0110, 'Canon EOS Pipette')],
  exif: [
    { tag: 0x927c, type: 7, count: noteAt(at, little).length, value: noteAt(at, little), at },
    textEntry(0x9003, '2020:01:02 03:04:05'),
  ],
  gps: [],
  interop: [],
});

/** Returns small pictures of a camera with a note that points into itself by places in its block. */
export function noteSources(vips: VipsBinding): Readonly<Record<string, Uint8Array>> {
  const image = textureOf(vips, 16, 12);
  const jpeg = (little: boolean): Uint8Array =>
    tell('jpeg', image.jpegsaveBuffer({ keep: 'none' }).slice(), {
      ...nothingTold,
      exif: writeExif(blockWith(400, little)),
    });
  const tiff = (little: boolean): Uint8Array => {
    const pixels = new Uint8Array(image.writeToMemory().slice().buffer);
    const number = (tag: number, value: number) => numberEntry(tag, value, little);
    const block = blockWith(2_000, little);
    const { bytes, first } = layOut(
      {
        ...block,
        main: [
          ...block.main,
          ...[number(0x100, 16), number(0x101, 12), number(0x106, 2), number(0x115, 3)],
          ...[number(0x102, 8), number(0x103, 1), number(0x111, 8), number(0x116, 12)],
          number(0x117, pixels.length),
        ],
      },
      8 + pixels.length,
    );
    const head = new Uint8Array(8);
    const view = new DataView(head.buffer);
    view.setUint16(0, little ? 0x4949 : 0x4d4d);
    view.setUint16(2, 42, little);
    view.setUint32(4, first, little);
    return joinBytes(head, pixels, bytes);
  };
  return {
    jpeg: jpeg(true),
    'big jpeg': jpeg(false),
    tiff: tiff(true),
    'big tiff': tiff(false),
  };
}
