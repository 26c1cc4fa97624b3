/** A moment as its parts; month and day count from 1. */
export interface Moment {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

/** What the camera wrote into the source; null where it wrote nothing. */
export interface CameraFacts {
  readonly date: Moment | null;
  readonly camera: string | null;
  readonly lens: string | null;
  readonly iso: string | null;
  readonly author: string | null;
}

/** Everything that a name may be made of, as it is for one file. Sizes in pixels. */
export interface NameFacts {
  /** The source file's name, without its extension. */
  readonly name: string;
  readonly pipeline: string;
  readonly preset: string;
  /** Number of the step whose picture it is, from 1; null for the whole pipeline. */
  readonly step: number | null;
  readonly operation: string;
  /** Number of the file in a run, from 1, in natural order (natural-order.ts). */
  readonly index: number;
  /** How many files the run has. */
  readonly files: number;
  readonly width: number | null;
  readonly height: number | null;
  /** The format's extension. */
  readonly format: string;
  readonly quality: number | null;
  readonly now: Moment;
  readonly exif: CameraFacts;
}

/** One token of file name patterns. */
export interface Token {
  readonly name: string;
  /** As the menu lists it. */
  readonly label: string;
  /** Whether a format is one of its own. */
  takes(format: string): boolean;
  /** The value as text; empty when it is not known. */
  value(facts: NameFacts, format: string): string;
}

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

const text = (name: string, label: string, value: (facts: NameFacts) => string | null): Token => ({
  name,
  label,
  takes: () => false,
  value: (facts) => value(facts) ?? '',
});

/**
 * A number, whose format is its least number of digits: 03.
 * @param digits its least number of digits without a format
 */
const count = (
  name: string,
  label: string,
  value: (facts: NameFacts) => number | null,
  digits: (facts: NameFacts) => number = () => 1,
): Token => ({
  name,
  label,
  takes: (format) => /^0?[1-9]$/.test(format),
  value: (facts, format) => {
    const found = value(facts);
    return found === null ? '' : pad(found, Number(format) || digits(facts));
  },
});

/** As many digits as the last file's number has, so that every system lists the results in order. */
const indexDigits = ({ files }: NameFacts): number => String(files).length;

const pieces: Readonly<Record<string, (moment: Moment) => string>> = {
  YYYY: ({ year }) => pad(year, 4),
  YY: ({ year }) => pad(year % 100, 2),
  MM: ({ month }) => pad(month, 2),
  DD: ({ day }) => pad(day, 2),
  hh: ({ hour }) => pad(hour, 2),
  mm: ({ minute }) => pad(minute, 2),
  ss: ({ second }) => pad(second, 2),
};
const piece = /YYYY|YY|MM|DD|hh|mm|ss/gu;

/** A moment, whose format is made of YYYY, YY, MM, DD, hh, mm and ss and what stands between. */
const moment = (
  name: string,
  label: string,
  usual: string,
  value: (facts: NameFacts) => Moment | null,
): Token => ({
  name,
  label,
  takes: (format) => /YY|MM|DD|hh|mm|ss/.test(format) && !/\p{L}/u.test(format.replace(piece, '')),
  value: (facts, format) => {
    const found = value(facts);
    if (found === null) return '';
    return (format || usual).replace(piece, (part) => pieces[part]?.(found) ?? part);
  },
});

/** All tokens, in the order in which they are offered. */
export const tokens: readonly Token[] = [
  text('name', 'Name of the source', ({ name }) => name),
  text('pipeline', 'Name of the pipeline', ({ pipeline }) => pipeline),
  text('preset', 'Name of the export preset', ({ preset }) => preset),
  count('index', 'Number in the run', ({ index }) => index, indexDigits),
  count('step', 'Number of the step', ({ step }) => step),
  text('operation', 'Operation of the step', ({ operation }) => operation),
  count('width', 'Width in pixels', ({ width }) => width),
  count('height', 'Height in pixels', ({ height }) => height),
  text('format', 'Format', ({ format }) => format),
  count('quality', 'Quality', ({ quality }) => quality),
  moment('date', 'Date of today', 'YYYY-MM-DD', ({ now }) => now),
  moment('time', 'Time', 'hh-mm-ss', ({ now }) => now),
  moment('exif.date', 'Date it was taken', 'YYYY-MM-DD', ({ exif }) => exif.date),
  text('exif.camera', 'Camera', ({ exif }) => exif.camera),
  text('exif.lens', 'Lens', ({ exif }) => exif.lens),
  text('exif.iso', 'ISO', ({ exif }) => exif.iso),
  text('exif.author', 'Author', ({ exif }) => exif.author),
];

const byName = new Map(tokens.map((token) => [token.name, token]));

/** Returns the token with this name, if there is one. */
export const tokenNamed = (name: string): Token | undefined => byName.get(name);

/** Returns a moment of the clock here. */
export const momentOf = (date: Date): Moment => ({
  year: date.getFullYear(),
  month: date.getMonth() + 1,
  day: date.getDate(),
  hour: date.getHours(),
  minute: date.getMinutes(),
  second: date.getSeconds(),
});

/** A camera that wrote nothing. */
export const noCamera: CameraFacts = {
  date: null,
  camera: null,
  lens: null,
  iso: null,
  author: null,
};
