import { writeDocument } from '../../documents/document';
import { parseExportSettings, writeExportSettings } from '../../formats/settings';
import { limits } from '../../base/limits';
import { momentOf } from '../../base/moment';
import { isCount } from '../../base/numbers';
import { fail, ok, type Result } from '../../base/result';
import { type Fields, readFields, readOptionalText, readText } from '../fields';
import { readPipeline } from '../parse';
import { pathInside } from '../path';
import { mismatch, type Problem, Tolerance } from '../tolerance';
import { factsOfContents, settledSettings, tidyCarriers } from './make-version';
import {
  type Carrier,
  carrierKinds,
  type Version,
  versionBounds,
  type VersionHead,
  versionIdForm,
  type VersionLabel,
  type VersionPicture,
  type VersionPin,
  versionReasons,
  type VersionTrace,
} from './version';

/** What a record of a version may have; `kept: "trace"` tells a trace. */
const known: ReadonlySet<string> = new Set(
  ['id lineage parents at reason about label pin picture carriedBy', 'title steps operations bytes']
    .flatMap((names) => names.split(' '))
    .concat('pipeline', 'export'),
);

/** Returns the head of a version as a plain, JSON-able record. */
export function writeHead(head: VersionHead): Readonly<Record<string, unknown>> {
  const { id, lineage, parents, at, reason, about, label, pin, picture, carriedBy } = head;
  const { title, steps, operations, bytes } = head;
  return {
    id,
    lineage,
    parents: [...parents],
    at,
    reason,
    ...(about === undefined ? {} : { about }),
    ...(label === undefined ? {} : { label: { ...label } }),
    ...(pin === undefined ? {} : { pin: { ...pin } }),
    ...(picture === undefined ? {} : { picture: { ...picture } }),
    ...(carriedBy.length === 0 ? {} : { carriedBy: carriedBy.map((one) => ({ ...one })) }),
    title,
    steps,
    operations: [...operations],
    bytes,
  };
}

/** Returns a version as a plain, JSON-able record: the head, the document and the settings. */
export const writeVersion = (version: Version): Readonly<Record<string, unknown>> => ({
  ...writeHead(version),
  pipeline: writeDocument(version.pipeline),
  ...(version.settings === null ? {} : { export: writeExportSettings(version.settings) }),
});

/** Returns a trace as a plain, JSON-able record, which may stand in the version's place. */
export const writeTrace = ({ id, lineage, parents, at }: VersionTrace): unknown => ({
  kept: 'trace',
  id,
  lineage,
  parents: [...parents],
  at,
});

/** Returns what stays of a version when its contents go. */
export const traceOf = ({ id, lineage, parents, at }: VersionHead): VersionTrace => ({
  id,
  lineage,
  parents,
  at,
});

const isId = (value: unknown): value is string =>
  typeof value === 'string' && versionIdForm.test(value);

const isOneOf = <Code extends string>(codes: readonly Code[], value: unknown): value is Code =>
  codes.some((code) => code === value);

function readAt(fields: Fields, path: string, tolerance: Tolerance): Result<number> {
  const came = fields.get('at');
  const at = momentOf(came);
  if (at !== null) return ok(at);
  return tolerance.recover(path, 'milliseconds since 1970', came, 0, 'the beginning of 1970');
}

/** Ids alone are never settled: what is called otherwise is another version. */
function readNode(fields: Fields, tolerance: Tolerance, most: number): Result<VersionTrace> {
  const id = fields.get('id');
  if (!isId(id)) return fail(mismatch('id', 'the id of a version', id));
  const came = fields.get('lineage');
  const lineage = isId(came)
    ? ok(came)
    : tolerance.recover('lineage', 'an id', came, id, 'a pipeline of its own');
  if (!lineage.ok) return lineage;
  const list: unknown = fields.get('parents');
  const items: readonly unknown[] = Array.isArray(list) ? list.slice(0, most + 1) : [];
  const usable = [...new Set(items.filter(isId))].filter((one) => one !== id).slice(0, most);
  const parents =
    Array.isArray(list) && usable.length === list.length
      ? ok(usable)
      : tolerance.recover('parents', `at most ${most} ids`, list, usable, 'those that are ids');
  if (!parents.ok) return parents;
  const at = readAt(fields, 'at', tolerance);
  return at.ok ? ok({ id, lineage: lineage.value, parents: parents.value, at: at.value }) : at;
}

function readLabel(fields: Fields, tolerance: Tolerance): Result<VersionLabel | undefined> {
  const came = fields.get('label');
  if (came === undefined) return ok(undefined);
  const leftOut = () =>
    tolerance.recover('label', 'a name and a moment', came, undefined, 'left out');
  if (typeof came !== 'object' || came === null || Array.isArray(came)) return leftOut();
  const read = readFields(came, 'label');
  if (!read.ok) return read;
  const { nameLength, noteLength } = versionBounds;
  const name = readText(read.value.get('name'), 'label.name', nameLength, tolerance);
  if (!name.ok) return name;
  if (name.value === '') return leftOut();
  const note = readOptionalText(read.value, 'note', 'label.', noteLength, tolerance);
  if (!note.ok) return note;
  const at = readAt(read.value, 'label.at', tolerance);
  if (!at.ok) return at;
  const said = note.value === undefined ? {} : { note: note.value };
  return ok({ name: name.value, ...said, at: at.value });
}

function readPin(fields: Fields, tolerance: Tolerance): Result<VersionPin | undefined> {
  const came = fields.get('pin');
  if (came === undefined) return ok(undefined);
  const read = readFields(came, 'pin');
  const on = read.ok ? read.value.get('on') : undefined;
  const at = read.ok ? momentOf(read.value.get('at')) : null;
  if (typeof on === 'boolean' && at !== null) return ok({ on, at });
  return tolerance.recover('pin', 'on or off, and a moment', came, undefined, 'left out');
}

function readPicture(fields: Fields, tolerance: Tolerance): Result<VersionPicture | undefined> {
  const came = fields.get('picture');
  if (came === undefined) return ok(undefined);
  const read = readFields(came, 'picture');
  const hash = read.ok ? read.value.get('hash') : undefined;
  const bytes = read.ok ? read.value.get('bytes') : undefined;
  const isUsable = isCount(bytes) && bytes > 0 && bytes <= versionBounds.pictureBytes;
  if (typeof hash === 'string' && /^[0-9a-f]{64}$/.test(hash) && isUsable) {
    return ok({ hash, bytes });
  }
  const expected = `a hash and at most ${versionBounds.pictureBytes} bytes`;
  return tolerance.recover('picture', expected, came, undefined, 'left out');
}

function readCarriers(fields: Fields, tolerance: Tolerance): Result<readonly Carrier[]> {
  const came: unknown = fields.get('carriedBy');
  if (came === undefined) return ok([]);
  const { carriers, nameLength } = versionBounds;
  if (!Array.isArray(came) || came.length > carriers) {
    const expected = `a list of at most ${carriers}`;
    const settled = tolerance.recover('carriedBy', expected, came, [], 'left out');
    return settled;
  }
  const list: Carrier[] = [];
  for (const [index, item] of came.entries()) {
    const path = `carriedBy[${index}]`;
    const read = readFields(item, path);
    const kind = read.ok ? read.value.get('kind') : undefined;
    const at = read.ok ? momentOf(read.value.get('at')) : null;
    if (!read.ok || !isOneOf(carrierKinds, kind) || at === null) {
      const settled = tolerance.recover(path, 'what carried the version', item, 0, 'left out');
      if (!settled.ok) return settled;
      continue;
    }
    const name = readOptionalText(read.value, 'name', `${path}.`, nameLength, tolerance);
    if (!name.ok) return name;
    list.push({ kind, at, ...(name.value === undefined ? {} : { name: name.value }) });
  }
  return ok(tidyCarriers(list));
}

type Said = Omit<VersionHead, 'title' | 'steps' | 'operations' | 'bytes'>;

/** Reads what a head says that does not follow from the contents. */
function readSaid(fields: Fields, tolerance: Tolerance): Result<Said> {
  const node = readNode(fields, tolerance, 2);
  if (!node.ok) return node;
  const came = fields.get('reason');
  const reason = isOneOf(versionReasons, came)
    ? ok(came)
    : tolerance.recover('reason', 'a known reason', came, 'import' as const, 'imported');
  if (!reason.ok) return reason;
  const about = readOptionalText(fields, 'about', '', versionBounds.nameLength, tolerance);
  if (!about.ok) return about;
  const label = readLabel(fields, tolerance);
  if (!label.ok) return label;
  const pin = readPin(fields, tolerance);
  if (!pin.ok) return pin;
  const picture = readPicture(fields, tolerance);
  if (!picture.ok) return picture;
  const carriedBy = readCarriers(fields, tolerance);
  if (!carriedBy.ok) return carriedBy;
  return ok({
    ...node.value,
    reason: reason.value,
    ...(about.value === undefined ? {} : { about: about.value }),
    ...(label.value === undefined ? {} : { label: label.value }),
    ...(pin.value === undefined ? {} : { pin: pin.value }),
    ...(picture.value === undefined ? {} : { picture: picture.value }),
    carriedBy: carriedBy.value,
  });
}

function read(input: unknown, tolerance: Tolerance): Result<Version> {
  const fields = readFields(input, 'version');
  if (!fields.ok) return fields;
  const said = readSaid(fields.value, tolerance);
  if (!said.ok) return said;
  const document = readPipeline(fields.value.get('pipeline'), tolerance);
  if (!document.ok) return document;
  const came = fields.value.get('export');
  const settings = settledSettings(came === undefined ? null : parseExportSettings(came));
  for (const [name, value] of tolerance.isLenient ? fields.value : []) {
    if (known.has(name)) continue;
    tolerance.recover(pathInside('', name), 'no such field', value, null, 'left out');
  }
  const contents = { pipeline: document.value.pipeline, settings };
  return ok({ ...said.value, ...factsOfContents(contents), ...contents });
}

/** Reads a version from our own records: the first thing that does not fit is the failure. */
export const parseVersion = (input: unknown): Result<Version> => read(input, Tolerance.strict());

/**
 * Reads only the head of a version from our own records, without looking at what it contains: a
 * history of thousands is listed by this.
 */
export function parseHead(input: unknown): Result<VersionHead> {
  const fields = readFields(input, 'version');
  if (!fields.ok) return fields;
  const said = readSaid(fields.value, Tolerance.strict());
  if (!said.ok) return said;
  const { nameLength, steps: most } = limits.document;
  const title = readText(fields.value.get('title'), 'title', nameLength, Tolerance.strict());
  if (!title.ok) return title;
  const steps = fields.value.get('steps');
  if (!isCount(steps)) return fail(mismatch('steps', 'a number of steps', steps));
  const bytes = fields.value.get('bytes');
  if (!isCount(bytes)) return fail(mismatch('bytes', 'a number of bytes', bytes));
  const came: unknown = fields.value.get('operations');
  const list: readonly unknown[] = Array.isArray(came) ? came.slice(0, most) : [];
  const operations = list.filter((one) => typeof one === 'string');
  if (!Array.isArray(came) || operations.length !== came.length) {
    return fail(mismatch('operations', 'a list of operations', came));
  }
  return ok({ ...said.value, title: title.value, steps, operations, bytes });
}

/** Whether a record says of itself that it is a trace. */
export const isTraceRecord = (input: unknown): boolean =>
  typeof input === 'object' && input !== null && Reflect.get(input, 'kept') === 'trace';

/** Ancestors that a trace may name: where traces between were let go there are more than two. */
export const traceParentsMost = 64;

/** Reads a trace from our own records or from a history that was imported; there is no leniency. */
export function parseTrace(input: unknown): Result<VersionTrace> {
  const fields = readFields(input, 'trace');
  if (!fields.ok) return fields;
  if (!isTraceRecord(input)) return fail(mismatch('kept', '"trace"', fields.value.get('kept')));
  return readNode(fields.value, Tolerance.strict(), traceParentsMost);
}

/** A version from outside, as far as it was understood. */
export interface ReadVersion {
  readonly version: Version;
  readonly problems: readonly Problem[];
}

/** Reads a version from outside as far as possible; what does not fit is noted. */
export function readVersion(input: unknown): Result<ReadVersion> {
  const tolerance = Tolerance.lenient();
  const version = read(input, tolerance);
  return version.ok ? ok({ version: version.value, problems: tolerance.problems }) : version;
}
