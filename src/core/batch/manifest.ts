/** What a manifest says of one file of a run. */
export interface ManifestRow {
  /** The source's path. */
  readonly source: string;
  /** The result's name; empty when there is none. */
  readonly name: string;
  readonly bytes: number | null;
  readonly width: number | null;
  readonly height: number | null;
  readonly seconds: number | null;
  /** SHA-256 of the result in hex. */
  readonly sha256: string;
  /** In words; empty when all went well. */
  readonly error: string;
}

const columns = [
  'source',
  'name',
  'bytes',
  'width',
  'height',
  'seconds',
  'sha256',
  'error',
] as const;

/**
 * Spreadsheets take a cell that begins like this for a formula (OWASP, "CSV injection"): also after
 * spaces, and in the wide letters of East Asian keyboards.
 */
export const formula = /^\s*[=+\-@\t\r\n＝＋－＠]/u;

/** Without it Excel reads UTF-8 as the alphabet of the computer: "Zoë" would be "ZoÃ«". */
const byteOrderMark = '\ufeff';

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/**
 * Returns the manifest of a run as CSV (RFC 4180), a line per file in order; sizes in pixels. It
 * begins with a byte order mark.
 */
export const manifestCsv = (rows: readonly ManifestRow[]): string =>
  byteOrderMark +
  [columns.join(','), ...rows.map((row) => columns.map((name) => cell(row[name])).join(','))]
    .map((line) => `${line}\r\n`)
    .join('');
