import { fileNameBytes } from '../base/limits';
import { systemNames } from '../batch/left-out';
import { formula } from '../batch/manifest';
import { fitRules } from '../formats/fit-under';
import { pointers } from '../metadata/blocks/exif-block';
import { typeBytes } from '../metadata/blocks/exif-types';
import { readingTags, staleTags } from '../metadata/blocks/keep-in-exif';
import { staleSpaces } from '../metadata/blocks/xmp';
import { staleFields } from '../metadata/stale-fields';
import { exifTable, iptcTable, pngTable, xmpTable } from '../metadata/tag-groups';
import { pictureEndings } from '../naming/picture-endings';
import {
  rawAdvice,
  rawSignatures,
  rawWords,
  sensorCompressions,
  sensorPhotometrics,
} from '../source/kinds/raw-photo';

/** A value that a program says; `number` is written in hex where that is how people know it. */
export type ConstantValue =
  | { readonly kind: 'text'; readonly text: string }
  /** Text of bytes, each a letter. */
  | { readonly kind: 'bytes'; readonly text: string }
  | { readonly kind: 'number'; readonly number: number; readonly isHex: boolean }
  | { readonly kind: 'list'; readonly items: readonly ConstantValue[] }
  /** A set of numbers. */
  | { readonly kind: 'set'; readonly items: readonly ConstantValue[] }
  | { readonly kind: 'table'; readonly rows: readonly (readonly [ConstantValue, ConstantValue])[] };

/** A table of the app that runtimes go by. A program says it where it needs it. */
export interface Constant {
  readonly name: string;
  /** What it is, in one line. */
  readonly comment: string;
  readonly value: ConstantValue;
}

const text = (value: string): ConstantValue => ({ kind: 'text', text: value });
const number = (value: number): ConstantValue => ({ kind: 'number', number: value, isHex: false });
const hex = (value: number): ConstantValue => ({ kind: 'number', number: value, isHex: true });
const list = (items: readonly ConstantValue[]): ConstantValue => ({ kind: 'list', items });
const table = (rows: readonly (readonly [ConstantValue, ConstantValue])[]): ConstantValue => ({
  kind: 'table',
  rows,
});
const tags = (words: string): ConstantValue => ({
  kind: 'set',
  items: words.split(' ').map((word) => hex(Number.parseInt(word, 16))),
});
const groups = (rows: readonly (readonly [string, string])[]): ConstantValue =>
  table(rows.map(([group, words]) => [text(group), text(words)]));
const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Every table, by the name that runtimes know it by. */
export const constants: readonly Constant[] = [
  {
    name: 'FIT',
    comment: 'What the search for a size in bytes goes by.',
    value: table(
      Object.entries(fitRules).map(([name, rule]) => [text(snakeCase(name)), number(rule)]),
    ),
  },
  {
    name: 'NAME_BYTES',
    comment: 'Bytes of a file name, at most.',
    value: number(fileNameBytes),
  },
  {
    name: 'ENDINGS',
    comment: 'How names of pictures end.',
    value: list(pictureEndings.map(text)),
  },
  {
    name: 'SYSTEM_NAMES',
    comment: 'What systems keep beside files of people, as an expression; case does not count.',
    value: text(systemNames.source),
  },
  {
    name: 'FORMULA',
    comment: 'How a cell begins that spreadsheets take for a formula.',
    value: text(formula.source),
  },
  {
    name: 'EXIF_GROUPS',
    comment: 'EXIF tags by group, with their numbers.',
    value: groups(exifTable),
  },
  { name: 'XMP_GROUPS', comment: 'XMP properties by group.', value: groups(xmpTable) },
  {
    name: 'IPTC_GROUPS',
    comment: "Datasets of IPTC's record 2 by group.",
    value: groups(iptcTable),
  },
  { name: 'PNG_GROUPS', comment: 'Texts of PNG files by group.', value: groups(pngTable) },
  {
    name: 'READING',
    comment: 'EXIF tags that say how to read the rest: they stay with whatever stays.',
    value: tags(readingTags),
  },
  {
    name: 'STALE',
    comment: 'EXIF tags that describe the file that a picture came from, or show it as it was.',
    value: tags(staleTags),
  },
  {
    name: 'STALE_FIELDS',
    comment: 'What describes the file that a picture came from, and that savers would go by.',
    value: text(staleFields),
  },
  {
    name: 'STALE_SPACES',
    comment: 'Name spaces in XMP of gain maps, and of packets in further segments, which are gone.',
    value: list(staleSpaces.map(text)),
  },
  {
    name: 'TYPE_BYTES',
    comment: 'Bytes of a value in EXIF by type (TIFF 6.0, section 2).',
    value: table(
      Object.entries(typeBytes).map(([type, bytes]) => [number(Number(type)), number(bytes)]),
    ),
  },
  {
    name: 'POINTERS',
    comment: 'EXIF tags that say where another directory begins.',
    value: list(Object.values(pointers).map(hex)),
  },
  {
    name: 'RAW_STARTS',
    comment: 'First bytes of RAW photos, and where they stand.',
    value: list(
      rawSignatures.map(([at, letters]) =>
        list([number(at), { kind: 'bytes', text: letters } as const]),
      ),
    ),
  },
  {
    name: 'SENSOR',
    comment:
      'What a TIFF says of what a sensor measured: photometric interpretations and compressions.',
    value: table([
      [number(262), list([...sensorPhotometrics].map(number))],
      [number(259), list([...sensorCompressions].map(number))],
    ]),
  },
  {
    name: 'RAW_REFUSED',
    comment: 'Why RAW photos are not opened.',
    value: text(`${rawWords}. ${rawAdvice}`),
  },
];
