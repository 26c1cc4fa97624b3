import { appError } from '../base/errors';
import { momentOf } from '../base/moment';
import { isCount } from '../base/numbers';
import { fail, ok, type Result } from '../base/result';
import { writeDocument } from '../documents/document';
import { parseExportSettings, writeExportSettings } from '../formats/settings';
import { type Fields, readFields, readOptionalText, readText } from '../pipeline/fields';
import { readPipeline } from '../pipeline/parse';
import { mismatch, type Problem, Tolerance } from '../pipeline/tolerance';
import { type CarriedVersion, readCarried, writeCarried } from '../pipeline/versions/carried';
import { settledSettings } from '../pipeline/versions/make-version';
import { versionIdForm } from '../pipeline/versions/version';
import {
  galleryBounds,
  type GalleryCamera,
  type GalleryEntry,
  type GalleryFile,
  galleryTypes,
  type MadeFile,
  tidyTags,
} from './entry';

/** The version of the records that this program writes. */
export const galleryVersion = 1;

/** The field in which a record says its version. */
export const galleryField = 'gallery';

/** Returns an entry as a plain, JSON-able record, without the bytes of its files. */
export function writeEntry(entry: GalleryEntry): Readonly<Record<string, unknown>> {
  const { id, at, title, caption, tags, source, taken, camera, version, made, files } = entry;
  return {
    [galleryField]: galleryVersion,
    id,
    at,
    title,
    ...(caption === undefined ? {} : { caption }),
    ...(tags.length === 0 ? {} : { tags: [...tags] }),
    ...(source === undefined ? {} : { source }),
    ...(taken === undefined ? {} : { taken }),
    ...(camera === undefined ? {} : { camera: { ...camera } }),
    ...(version === null ? {} : { version: writeCarried(version) }),
    ...(made === undefined ? {} : { made: { ...made } }),
    files: Object.fromEntries(
      Object.entries(files).map(([name, { hash, type, bytes, width, height }]) => [
        name,
        { hash, type, bytes, width, height },
      ]),
    ),
    pipeline: writeDocument(entry.pipeline),
    ...(entry.settings === null ? {} : { export: writeExportSettings(entry.settings) }),
  };
}

export const isGalleryId = (value: unknown): value is string =>
  typeof value === 'string' && versionIdForm.test(value);

/** Whether a number of pixels can be a side; 0 is none. */
const isSide = (value: unknown, most: number): value is number =>
  isCount(value) && value > 0 && value <= most;

/** Says of which version a record is; a failure for one that this program does not know. */
export function checkGalleryVersion(fields: Fields): Result<null> {
  const came = fields.get(galleryField);
  if (came === galleryVersion) return ok(null);
  if (typeof came !== 'number' || came <= galleryVersion) {
    return fail(mismatch(galleryField, String(galleryVersion), came));
  }
  return fail(
    appError('CFG-VERSION', 'This was kept by a newer version of Pipette.', {
      safe: 'Nothing was changed.',
      advice: 'Reload the page to get that version.',
    }),
  );
}

/** Reads a moment in milliseconds since 1970. */
export function readAt(fields: Fields, tolerance: Tolerance): Result<number> {
  const came = fields.get('at');
  const at = momentOf(came);
  if (at !== null) return ok(at);
  return tolerance.recover('at', 'milliseconds since 1970', came, 0, 'the beginning of 1970');
}

function readTags(fields: Fields, tolerance: Tolerance): Result<readonly string[]> {
  const came: unknown = fields.get('tags') ?? [];
  const { tags: most } = galleryBounds;
  // What is far too long is not gone through.
  const items: readonly unknown[] = Array.isArray(came) ? came.slice(0, 10 * most) : [];
  const tidy = tidyTags(items.filter((item) => typeof item === 'string'));
  const isTidy =
    Array.isArray(came) &&
    came.length === tidy.length &&
    tidy.every((tag, index) => tag === items[index]);
  if (isTidy) return ok(tidy);
  return tolerance.recover('tags', `at most ${most} different words`, came, tidy, 'those that are');
}

/** A moment by the camera's clock, which may be any; days of months are not counted. */
const takenForm = /^\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/;

function readTaken(fields: Fields, tolerance: Tolerance): Result<string | undefined> {
  const came = fields.get('taken');
  if (came === undefined || (typeof came === 'string' && takenForm.test(came))) return ok(came);
  return tolerance.recover('taken', 'a date and time', came, undefined, 'left out');
}

function readCamera(fields: Fields, tolerance: Tolerance): Result<GalleryCamera | undefined> {
  const came = fields.get('camera');
  if (came === undefined) return ok(undefined);
  const read = readFields(came, 'camera');
  if (!read.ok) return tolerance.recover('camera', 'an object', came, undefined, 'left out');
  const said: [string, string][] = [];
  for (const name of ['camera', 'lens', 'iso'] as const) {
    const { factLength } = galleryBounds;
    const text = readOptionalText(read.value, name, 'camera.', factLength, tolerance);
    if (!text.ok) return text;
    if (text.value !== undefined) said.push([name, text.value]);
  }
  return ok(said.length === 0 ? undefined : Object.fromEntries(said));
}

function readVersion(fields: Fields, tolerance: Tolerance): Result<CarriedVersion | null> {
  const came = fields.get('version');
  const version = readCarried(came);
  if (came === undefined || version !== null) return ok(version);
  return tolerance.recover('version', 'a version of a pipeline', came, null, 'left out');
}

function readMade(fields: Fields, tolerance: Tolerance): Result<MadeFile | undefined> {
  const came = fields.get('made');
  if (came === undefined) return ok(undefined);
  const leftOut = () =>
    tolerance.recover('made', 'a format, a size and bytes', came, undefined, 'left out');
  const read = readFields(came, 'made');
  if (!read.ok) return leftOut();
  const [format, width, height, bytes, quality] = (
    ['format', 'width', 'height', 'bytes', 'quality'] as const
  ).map((name) => read.value.get(name));
  const most = Number.MAX_SAFE_INTEGER;
  const isFormat = typeof format === 'string' && /^[a-z0-9-]{1,20}$/.test(format);
  if (!isFormat || !isSide(width, most) || !isSide(height, most) || !isCount(bytes)) {
    return leftOut();
  }
  if (quality === undefined) return ok({ format, width, height, bytes });
  return isCount(quality) && quality <= 100
    ? ok({ format, width, height, bytes, quality })
    : leftOut();
}

/** Reads what is said of a file; null for what is none, for an entry is nothing without it. */
function readFile(input: unknown): GalleryFile | null {
  const read = readFields(input, 'file');
  if (!read.ok) return null;
  const [hash, width, height, bytes] = (['hash', 'width', 'height', 'bytes'] as const).map((name) =>
    read.value.get(name),
  );
  const { side, fileBytes } = galleryBounds;
  const type = galleryTypes.find((one) => one === read.value.get('type'));
  if (type === undefined || typeof hash !== 'string' || !/^[0-9a-f]{64}$/.test(hash)) return null;
  if (!isSide(width, side) || !isSide(height, side)) return null;
  if (!isCount(bytes) || bytes === 0 || bytes > fileBytes) return null;
  return { hash, type, bytes, width, height };
}

function readFiles(fields: Fields, tolerance: Tolerance): Result<GalleryEntry['files']> {
  const read = readFields(fields.get('files'), 'files');
  if (!read.ok) return read;
  const came = read.value.get('before');
  const [picture, small] = [read.value.get('picture'), read.value.get('small')].map(readFile);
  if (!picture) return fail(mismatch('files.picture', 'a file', read.value.get('picture')));
  if (!small) return fail(mismatch('files.small', 'a file', read.value.get('small')));
  const before = readFile(came);
  if (before) return ok({ picture, small, before });
  if (came === undefined) return ok({ picture, small });
  return tolerance.recover('files.before', 'a file', came, { picture, small }, 'left out');
}

function read(input: unknown, tolerance: Tolerance): Result<GalleryEntry> {
  const whole = readFields(input, 'entry');
  if (!whole.ok) return whole;
  const fields = whole.value;
  const known = checkGalleryVersion(fields);
  if (!known.ok) return known;
  const id = fields.get('id');
  if (!isGalleryId(id)) return fail(mismatch('id', 'the id of an entry', id));
  const { titleLength, captionLength, factLength } = galleryBounds;
  const at = readAt(fields, tolerance);
  if (!at.ok) return at;
  const title = readText(fields.get('title'), 'title', titleLength, tolerance);
  if (!title.ok) return title;
  const caption = readOptionalText(fields, 'caption', '', captionLength, tolerance);
  if (!caption.ok) return caption;
  const tags = readTags(fields, tolerance);
  if (!tags.ok) return tags;
  const source = readOptionalText(fields, 'source', '', factLength, tolerance);
  if (!source.ok) return source;
  const taken = readTaken(fields, tolerance);
  if (!taken.ok) return taken;
  const camera = readCamera(fields, tolerance);
  if (!camera.ok) return camera;
  const version = readVersion(fields, tolerance);
  if (!version.ok) return version;
  const made = readMade(fields, tolerance);
  if (!made.ok) return made;
  const files = readFiles(fields, tolerance);
  if (!files.ok) return files;
  const document = readPipeline(fields.get('pipeline'), tolerance);
  if (!document.ok) return document;
  const came = fields.get('export');
  return ok({
    id,
    at: at.value,
    title: title.value,
    ...(caption.value === undefined ? {} : { caption: caption.value }),
    tags: tags.value,
    ...(source.value === undefined ? {} : { source: source.value }),
    ...(taken.value === undefined ? {} : { taken: taken.value }),
    ...(camera.value === undefined ? {} : { camera: camera.value }),
    pipeline: document.value.pipeline,
    version: version.value,
    settings: settledSettings(came === undefined ? null : parseExportSettings(came)),
    ...(made.value === undefined ? {} : { made: made.value }),
    files: files.value,
  });
}

/** Reads an entry from our own records: the first thing that does not fit is the failure. */
export const parseEntry = (input: unknown): Result<GalleryEntry> => read(input, Tolerance.strict());

/** An entry from outside, as far as it was understood. */
export interface ReadEntry {
  readonly entry: GalleryEntry;
  readonly problems: readonly Problem[];
}

/** Reads an entry from outside as far as possible; what does not fit is noted. */
export function readEntry(input: unknown): Result<ReadEntry> {
  const tolerance = Tolerance.lenient();
  const entry = read(input, tolerance);
  return entry.ok ? ok({ entry: entry.value, problems: tolerance.problems }) : entry;
}
