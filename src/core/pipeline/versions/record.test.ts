import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { dayInWords } from '../../base/moment-words';
import { initialExportSettings } from '../../formats/settings';
import { anyPipeline } from '../../testing/any-pipeline';
import { headOf, idOf } from '../../testing/any-history';
import { anyFacts, anyVersion } from '../../testing/any-version';
import { emptyPipeline } from '../pipeline';
import { isHistory, readHistory, writeHistory } from './history-file';
import { joinVersions, makeVersion, newLineage, versionId } from './make-version';
import {
  parseHead,
  parseTrace,
  parseVersion,
  readVersion,
  traceOf,
  writeHead,
  writeTrace,
  writeVersion,
} from './record';
import { localDay } from './timeline';
import { type Version, versionBounds, versionIdForm } from './version';

const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe('records of versions', () => {
  it('come back equal from storage, whole and the head alone', async () => {
    await fc.assert(
      fc.asyncProperty(anyVersion, async ([pipeline, settings, facts]) => {
        const version = await makeVersion({ pipeline, settings }, facts);
        expect(parseVersion(stored(writeVersion(version)))).toEqual({ ok: true, value: version });
        const { pipeline: _pipeline, settings: _settings, ...head } = version;
        expect(parseHead(stored(writeVersion(version)))).toEqual({ ok: true, value: head });
        expect(parseHead(stored(writeHead(version)))).toEqual({ ok: true, value: head });
        expect(parseTrace(stored(writeTrace(traceOf(version))))).toEqual({
          ok: true,
          value: traceOf(version),
        });
        expect(readVersion(stored(writeVersion(version)))).toEqual({
          ok: true,
          value: { version, problems: [] },
        });
      }),
      { numRuns: 200 },
    );
  });

  it('that were read from outside are read strictly after writing, whatever came', async () => {
    const paths = ['id', 'lineage', 'parents', 'at', 'reason', 'about', 'label', 'picture'].concat(
      'pin',
      'carriedBy',
      'title',
      'steps',
      'operations',
      'bytes',
      'pipeline',
      'export',
      'more',
    );
    const mutation = fc.tuple(
      fc.constantFrom(...paths),
      fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined)),
    );
    let read = 0;
    await fc.assert(
      fc.asyncProperty(
        anyVersion,
        fc.array(mutation, { maxLength: 4 }),
        async ([pipeline, settings, facts], list) => {
          const version = await makeVersion({ pipeline, settings }, facts);
          const came = stored({ ...writeVersion(version), ...Object.fromEntries(list) });
          const taken = readVersion(came);
          if (!taken.ok) return;
          read += 1;
          expect(parseVersion(stored(writeVersion(taken.value.version)))).toEqual({
            ok: true,
            value: taken.value.version,
          });
          const strict = parseVersion(came);
          if (strict.ok) expect(strict.value).toEqual(taken.value.version);
        },
      ),
      { numRuns: 300 },
    );
    expect(read).toBeGreaterThan(50);
  });

  it.each<[string, Record<string, unknown>]>([
    ['id', { id: 'I-am-no-version' }],
    ['parents', { parents: ['x'] }],
    ['parents', { parents: [idOf(1), idOf(2), idOf(3)] }],
    ['reason', { reason: 'whim' }],
    ['at', { at: -1 }],
    ['at', { at: -0 }],
    ['label.at', { label: { name: 'x', at: -0 } }],
    ['carriedBy[0]', { carriedBy: [{ kind: 'export', at: -0 }] }],
    ['label', { label: { name: '', at: 0 } }],
    ['pin', { pin: { on: 'yes', at: 0 } }],
    ['pin', { pin: { on: true } }],
    ['picture', { picture: { hash: 'c3'.repeat(32), bytes: versionBounds.pictureBytes + 1 } }],
    ['carriedBy[0]', { carriedBy: [{ kind: 'pigeon', at: 0 }] }],
  ])('that do not fit are refused with the place: %s', async (path, wrong) => {
    const facts = { lineage: idOf(0), parents: [], at: 1, reason: 'asked' as const };
    const version = await makeVersion({ pipeline: emptyPipeline, settings: null }, facts);
    expect(parseVersion(writeVersion(version)).ok).toBe(true);
    const read = parseVersion({ ...writeVersion(version), ...wrong });
    expect(read.ok ? '' : read.error.path).toBe(path);
  });
});

describe('a moment that no date can be', () => {
  it('is told as the last one, of versions, their names, pins and carriers', () => {
    const at = Number.MAX_SAFE_INTEGER;
    const said = {
      at,
      label: { name: 'Old', at },
      pin: { on: true, at },
      carriedBy: [{ kind: 'link', at }],
    };
    const read = parseHead({ ...writeHead(headOf(1, [])), ...said });
    if (!read.ok) throw new Error(read.error.message);
    const { value } = read;
    const moments = [value.at, value.label?.at, value.pin?.at, value.carriedBy?.[0]?.at];
    for (const moment of moments) {
      expect(dayInWords(localDay(moment ?? 0), '2026-11-27')).toMatch(/^3[01] December 9999$/);
    }
  });
});

describe('the identity of a version', () => {
  it('is that of contents and parents, not of what is said about them', async () => {
    const contents = { pipeline: emptyPipeline, settings: null };
    const id = await versionId(contents, []);
    expect(id).toMatch(versionIdForm);
    // Frozen: ids stand in documents and links for ever.
    expect(id).toBe('gg45e2sd5dzbczb0');
    expect(await versionId(contents, [idOf(1)])).not.toBe(id);
    expect(await versionId({ ...contents, settings: initialExportSettings() }, [])).not.toBe(id);
    const facts = { lineage: newLineage(), parents: [], at: 5, reason: 'link' as const };
    expect((await makeVersion(contents, facts)).id).toBe(id);
    expect(facts.lineage).toMatch(versionIdForm);
    expect(newLineage()).not.toBe(facts.lineage);
  });

  it('joins two records of one version without losing anything, in any order', async () => {
    await fc.assert(
      fc.asyncProperty(anyPipeline, anyFacts, anyFacts, anyFacts, async (pipeline, ...all) => {
        const contents = { pipeline, settings: null };
        const list: Version[] = [];
        for (const facts of all) list.push(await makeVersion(contents, { ...facts, parents: [] }));
        const [one, two, three] = list;
        if (!one || !two || !three) return;
        const joined = joinVersions(one, two);
        expect(joinVersions(two, one)).toEqual(joined);
        expect(joinVersions(joined, two)).toEqual(joined);
        expect(joinVersions(one, one)).toEqual(one);
        expect(joinVersions(joined, three)).toEqual(joinVersions(one, joinVersions(two, three)));
        expect(joined.at).toBe(Math.min(one.at, two.at));
        expect(joined.carriedBy.length).toBeGreaterThanOrEqual(one.carriedBy.length);
        const labels = [one, two].flatMap(({ label }) => label?.at ?? []);
        if (labels.length > 0) expect(joined.label?.at).toBe(Math.max(...labels));
        const pins = [one, two].flatMap(({ pin }) => pin?.at ?? []);
        if (pins.length > 0) expect(joined.pin?.at).toBe(Math.max(...pins));
      }),
      { numRuns: 200 },
    );
  });
});

describe('a history as a file', () => {
  it('comes back equal, and says what of it does not fit', async () => {
    const make = async (at: number, parents: readonly string[]) =>
      makeVersion(
        { pipeline: { ...emptyPipeline, name: `At ${at}` }, settings: null },
        { lineage: idOf(0), parents, at, reason: 'checkpoint' },
      );
    const first = await make(1, [idOf(7)]);
    const second = await make(2, [first.id]);
    const trace = { id: idOf(7), lineage: idOf(0), parents: [], at: 0 };
    const file = writeHistory([first, second], [trace]);
    expect(isHistory(file)).toBe(true);
    const whole = { versions: [first, second], traces: [trace], problems: new Map(), refused: [] };
    expect(readHistory(stored(file))).toEqual({ ok: true, value: { ...whole, isNewer: false } });
    const damaged = {
      'pipette-history': 2,
      versions: [
        writeVersion(first),
        5,
        { ...writeVersion(second), reason: 'whim' },
        writeVersion(first),
      ],
      traces: [writeTrace(trace), 'x'],
    };
    const read = readHistory(stored(damaged));
    expect(read.ok && read.value.isNewer).toBe(true);
    expect(read.ok && read.value.refused.map(({ place }) => place)).toEqual([2]);
    expect(read.ok && [...read.value.problems.keys()]).toEqual([second.id]);
    expect(read.ok && read.value.versions.map(({ id }) => id)).toEqual([first.id, second.id]);
    expect(read.ok && read.value.traces).toEqual([trace]);
  });

  it.each([[null], [{}], [{ 'pipette-history': 0, versions: [] }], [{ 'pipette-history': 1 }]])(
    'refuses what is none',
    (input) => {
      expect(readHistory(input).ok).toBe(false);
    },
  );

  it('refuses more than is kept', () => {
    const versions = Array.from({ length: versionBounds.imported + 1 }, () => 0);
    const read = readHistory({ 'pipette-history': 1, versions });
    expect(read.ok ? '' : read.error.code).toBe('CFG-SIZE');
  });
});
