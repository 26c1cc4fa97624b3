import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { type ExifBlock, type ExifEntry, numberEntry, readExif, writeExif } from './exif-block';
import { type MetadataGroup, metadataGroups } from '../groups';
import { joinBytes, latinBytes } from '../../base/join-bytes';
import { exifWithin, keepInExif } from './keep-in-exif';

const all: ReadonlySet<MetadataGroup> = new Set(metadataGroups.map(({ id }) => id));
const size = { width: 640, height: 70_000 };

const entry = (tag: number, type: number, bytes: readonly number[], count = bytes.length) => ({
  tag,
  type,
  count,
  value: Uint8Array.from(bytes),
  at: 0,
});

const camera = (little: boolean): ExifBlock => ({
  little,
  main: [
    entry(0x010f, 2, [...new TextEncoder().encode('Zoë\0')]),
    numberEntry(0x0112, 6, little),
    numberEntry(0x0100, 4000, little),
  ],
  exif: [
    numberEntry(0xa002, 4000, little),
    numberEntry(0xa003, 3000, little),
    entry(0x927c, 7, [1, 2, 3, 4, 5, 6, 7, 8]),
  ],
  gps: [entry(0x0001, 2, [0x4e, 0])],
  interop: [entry(1, 2, [0x52, 0x30, 0x33, 0])],
});

/** What a directory says, without where it said it. */
const said = (entries: readonly ExifEntry[] = []) =>
  entries.map(({ tag, type, value }) => [tag, type, [...value]]);

describe.each([true, false])('an EXIF block whose lowest bytes come first: %s', (little) => {
  const written = writeExif(camera(little));

  it('is read as it was written', () => {
    const read = readExif(joinBytes(latinBytes('Exif\0\0'), written));
    const wanted = camera(little);
    expect(read?.little).toBe(little);
    const byTag = wanted.main.toSorted((left, right) => left.tag - right.tag);
    expect(said(read?.main)).toEqual(said(byTag));
    expect(said(read?.gps)).toEqual(said(wanted.gps));
    expect(said(read?.interop)).toEqual(said(wanted.interop));
  });

  it('says how the picture is now, and keeps the rest byte for byte', () => {
    const kept = readExif(keepInExif(written, all, size) ?? new Uint8Array());
    expect(said(kept?.main)).toEqual([
      [0x010f, 2, [0x5a, 0x6f, 0xc3, 0xab, 0]],
      [0x0112, 3, little ? [1, 0] : [0, 1]],
    ]);
    const sides = little
      ? [
          [0x80, 0x02],
          [0x70, 0x11, 1, 0],
        ]
      : [
          [0x02, 0x80],
          [0, 1, 0x11, 0x70],
        ];
    expect(said(kept?.exif)).toEqual([
      [0x927c, 7, [1, 2, 3, 4, 5, 6, 7, 8]],
      [0xa001, 3, little ? [1, 0] : [0, 1]],
      [0xa002, 3, sides[0]],
      [0xa003, 4, sides[1]],
    ]);
    expect(said(kept?.interop)).toEqual([[1, 2, [0x52, 0x39, 0x38, 0]]]);
  });

  it('keeps the maker’s note where it was, whatever else goes or comes', () => {
    const placeOf = (block: Uint8Array | null) =>
      readExif(block ?? new Uint8Array())?.exif.find(({ tag }) => tag === 0x927c)?.at;
    const before = placeOf(written);
    expect(before).toBeGreaterThan(8);
    for (const groups of [all, new Set<MetadataGroup>(['maker-notes'])]) {
      expect(placeOf(keepInExif(written, groups, size))).toBe(before);
    }
  });

  it('is nothing when nothing that is told stays', () => {
    expect(keepInExif(written, new Set(['software']), size)).toBeNull();
    const place = readExif(keepInExif(written, new Set(['location']), size) ?? new Uint8Array());
    expect([said(place?.gps).length, said(place?.main).length]).toEqual([1, 1]);
  });

  it('loses the maker’s note first where there is no room, then the longest text', () => {
    const long = camera(little);
    const text = entry(
      0x010e,
      2,
      Array.from({ length: 500 }, () => 0x41),
    );
    const block = writeExif({ ...long, main: [...long.main, text] });
    const tags = (max: number) => {
      const read = readExif(exifWithin(block, max));
      return [...(read?.main ?? []), ...(read?.exif ?? [])].map(({ tag }) => tag);
    };
    expect(tags(block.length)).toContain(0x927c);
    expect(tags(block.length - 1)).toEqual(expect.arrayContaining([0x010e, 0x010f]));
    expect(tags(block.length - 1)).not.toContain(0x927c);
    expect(tags(400)).toContain(0x010f);
    expect(tags(400)).not.toContain(0x010e);
  });
});

describe('a hostile EXIF block', () => {
  it('ends soon, in little memory, and never in an error', () => {
    const changes = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(fc.boolean(), changes, fc.nat(400), (little, changed, length) => {
        const block = writeExif(camera(little));
        for (const [at, byte] of changed) if (at < block.length) block[at] = byte;
        const cut = block.subarray(0, Math.max(8, Math.min(block.length, length + 8)));
        const kept = keepInExif(cut, all, size);
        // Values at most twice, twelve bytes for each of four directories of a thousand tags.
        expect(kept?.length ?? 0).toBeLessThan(3 * cut.length + 4 * 12_000 + 200);
        expect(keepInExif(kept ?? new Uint8Array(), all, size)).toEqual(kept);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is none when it is empty, cut or of another kind', () => {
    for (const text of ['', 'II', 'II*\0', 'GIF89a\0\0\0\0', 'MM\0+\0\0\0\x08']) {
      expect(readExif(latinBytes(text)), text).toBeNull();
    }
  });

  it('is read once when its directories point at each other', () => {
    const pointing = camera(true);
    const block = writeExif({ ...pointing, main: [entry(0x8769, 4, [8, 0, 0, 0], 1)] });
    expect(keepInExif(block, all, size)?.length ?? 0).toBeLessThan(1_000);
  });
});
