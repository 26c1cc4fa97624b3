/** Holds what our reader finds in files against what exiftool finds there. */
import type { MetadataEntry } from '../../src/core/metadata/entries';
import { exiftool } from './looks';

/** What says how to read the file rather than anything about the picture, as exiftool calls it. */
const structure = new Set(
  (
    'Orientation XResolution YResolution ResolutionUnit YCbCrPositioning ExifVersion ' +
    'ComponentsConfiguration FlashpixVersion ColorSpace ExifImageWidth ExifImageHeight ImageWidth ' +
    'ImageHeight BitsPerSample Compression PhotometricInterpretation StripOffsets SamplesPerPixel ' +
    'RowsPerStrip StripByteCounts PlanarConfiguration Predictor SampleFormat ' +
    'ApplicationRecordVersion CodedCharacterSet XMPToolkit HasExtendedXMP ' +
    // Of PNG.
    'BitDepth ColorType Filter Interlace PixelsPerUnitX PixelsPerUnitY PixelUnits ProfileName'
  ).split(' '),
);

/** Tags that exiftool calls otherwise than their standards do. */
const standardNames: Readonly<Record<string, string>> = {
  'EXIF SerialNumber': 'EXIF BodySerialNumber',
  'EXIF ModifyDate': 'EXIF DateTime',
  // It joins the names of a structure and of its parts.
  'XMP DeepInner': 'XMP Deep',
};

/** One spelling for both: the readers differ in capitals and in signs between words. */
const spelled = (container: string, name: string): string => {
  const joined = `${container} ${name.replaceAll(' ', '')}`;
  return (standardNames[joined] ?? joined).toLowerCase().replaceAll(/[^a-z ]/g, '');
};

const containers: readonly (readonly [RegExp, string])[] = [
  [/^(?:IFD0|IFD1|ExifIFD|GPS|InteropIFD|MakerNotes)$/, 'EXIF'],
  [/^XMP/, 'XMP'],
  [/^IPTC/, 'IPTC'],
  [/^PNG$/, 'PNG text'],
];

const sorted = (names: readonly string[]): readonly string[] => [...new Set(names)].toSorted();

/** Returns what our reader found, each tag once as its container and name, without structure. */
export const toldIn = (entries: readonly MetadataEntry[]): readonly string[] =>
  sorted(
    entries
      .filter(({ group }) => group !== 'structure')
      .map(({ container, name }) => spelled(container, name)),
  );

/** Returns what exiftool finds in every file of a folder, by file name, in the same words. */
export function judged(folder: string): ReadonlyMap<string, readonly string[]> {
  const found: unknown = JSON.parse(exiftool('-q', '-j', '-a', '-G1', '-s', folder));
  if (!Array.isArray(found)) throw new TypeError('exiftool found no files');
  return new Map(
    found.map((file: Record<string, unknown>) => {
      const names = Object.keys(file).flatMap((key) => {
        const [group = '', name = ''] = key.split(':');
        const container = containers.find(([pattern]) => pattern.test(group))?.[1];
        return container === undefined || structure.has(name) ? [] : [spelled(container, name)];
      });
      return [String(file['SourceFile']).replace(/^.*\//u, ''), sorted(names)] as const;
    }),
  );
}
