import fc from '../../testing/properties';
import { describe, expect, it } from 'vitest';
import { limits } from '../../base/limits';
import { emptyPipeline } from '../../pipeline/pipeline';
import { makeVersion } from '../../pipeline/versions/make-version';
import type { Version } from '../../pipeline/versions/version';
import { idOf } from '../../testing/any-history';
import { anyVersion } from '../../testing/any-version';
import { roundTrips } from '../../testing/proof';
import { joinHistories } from './join-histories';
import { readAny, readPasted } from '../read-any';
import { historyLimits, isHistoryText, readHistoryText, writeHistoryText } from './history-text';

const schema = 'https://pipette.example/schema/history-1.json';
const bytes = (length: number) => new Uint8Array(length).fill(7);

async function line(count: number, named = 0): Promise<readonly Version[]> {
  const versions: Version[] = [];
  for (let at = 0; at < count; at += 1) {
    const version = await makeVersion(
      { pipeline: { ...emptyPipeline, name: `At ${at}` }, settings: null },
      {
        lineage: idOf(1),
        parents: versions.at(-1) ? [versions.at(-1)?.id ?? ''] : [],
        at,
        reason: at < named ? 'asked' : 'checkpoint',
        picture: { hash: `${at}`.padStart(64, '0'), bytes: 100 },
      },
    );
    versions.push(version);
  }
  return versions;
}

const picturesOf = (versions: readonly Version[]) =>
  new Map(
    versions.flatMap(({ picture }) =>
      picture ? [[picture.hash, { type: 'image/webp', bytes: bytes(picture.bytes) }] as const] : [],
    ),
  );

describe('a history as text', () => {
  it('comes back equal, with its small pictures', async () => {
    const versions = await line(3);
    const history = { versions, traces: [], pictures: picturesOf(versions) };
    const { text, leftOut } = writeHistoryText(history, schema);
    expect(leftOut).toBe(0);
    expect(isHistoryText(text)).toBe(true);
    const read = readHistoryText(text);
    expect(read).toMatchObject({ ok: true, value: history });
    expect(await readAny({ name: 'x.json', bytes: new TextEncoder().encode(text) })).toMatchObject({
      ok: true,
      value: { kind: 'history', history },
    });
    expect(readPasted(text)).toMatchObject({ ok: true, value: { kind: 'history' } });
  });

  it('comes back whatever the versions are', async () => {
    await fc.assert(
      fc.asyncProperty(anyVersion, async ([pipeline, settings, facts]) => {
        const version = await makeVersion({ pipeline, settings }, facts);
        const history = { versions: [version], traces: [], pictures: new Map() };
        const read = readHistoryText(writeHistoryText(history).text);
        expect(read.ok && [read.value.versions, [...read.value.problems]]).toEqual([[version], []]);
      }),
      { numRuns: roundTrips(100) },
    );
  });

  it('is known by its first field, wherever that stands in JSON', () => {
    expect(isHistoryText('{ "pipette-history": 1')).toBe(true);
    expect(isHistoryText('{"pipette":2}')).toBe(false);
    const turned = '{"versions":[],"pipette-history":1}';
    expect(isHistoryText(turned)).toBe(false);
    expect(readPasted(turned)).toMatchObject({ ok: true, value: { kind: 'history' } });
    expect(readPasted('{"pipette-history":1}')).toMatchObject({
      ok: false,
      error: { code: 'CFG-SHAPE' },
    });
  });

  it('may be larger than any other text that is read, up to its own limit', async () => {
    const large = (length: number) => {
      const file = new Uint8Array(length).fill(0x20);
      file.set(new TextEncoder().encode('{"pipette-history":1,"versions":[]}'));
      return readAny({ name: 'x.json', bytes: file });
    };
    expect(await large(limits.carrier.textBytes + 1)).toMatchObject({ ok: true });
    expect(await large(historyLimits.bytes + 1)).toMatchObject({
      ok: false,
      error: { code: 'CFG-SIZE' },
    });
  });

  it('loses its pictures, then its oldest versions without a name, before it is too large', async () => {
    const versions = await line(8, 2);
    const history = { versions, traces: [], pictures: picturesOf(versions) };
    const room = (size: number) =>
      writeHistoryText(history, schema, { ...historyLimits, bytes: size });
    const whole = new TextEncoder().encode(writeHistoryText(history, schema).text).length;
    expect(room(whole).leftOut).toBe(0);
    expect(room(whole).text).toContain('base64');
    const bare = room(whole - 1);
    expect([bare.leftOut, bare.text.includes('base64')]).toEqual([0, false]);
    const less = room(bare.text.length - 1);
    expect(less.leftOut).toBe(3);
    const read = readHistoryText(less.text);
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.versions.map(({ at }) => at)).toEqual([0, 1, 5, 6, 7]);
    expect(read.value.traces.map(({ at }) => at)).toEqual([2, 3, 4]);
    // A limit that holds nothing still ends.
    expect(room(10).leftOut).toBe(8);
  });

  it.each([
    ['another type', { type: 'text/html', base64: 'AAAA' }],
    ['no bytes', { type: 'image/webp', base64: '' }],
    ['no base64', { type: 'image/webp', base64: '<<<' }],
    ['too many bytes', { type: 'image/webp', base64: 'A'.repeat(20_000) }],
  ])('passes over small pictures that are none: %s', async (_, wrong) => {
    const [version] = await line(1);
    if (!version) throw new Error('no version');
    const { text } = writeHistoryText({ versions: [version], traces: [], pictures: new Map() });
    const one = { hash: version.picture?.hash, ...wrong };
    const told = { ...(JSON.parse(text) as object), pictures: [one, 5, { hash: 'x' }] };
    const read = readHistoryText(JSON.stringify(told));
    expect(read.ok && [read.value.versions.length, read.value.pictures.size]).toEqual([1, 0]);
  });

  it('passes over small pictures that no version has', async () => {
    const [version] = await line(1);
    if (!version) throw new Error('no version');
    const pictures = new Map([['f'.repeat(64), { type: 'image/webp', bytes: bytes(1) }]]);
    const read = readHistoryText(
      writeHistoryText({ versions: [version], traces: [], pictures }).text,
    );
    expect(read.ok && read.value.pictures.size).toBe(0);
  });

  it('is one where several came', async () => {
    const versions = await line(2);
    const of = (list: readonly Version[]) => {
      const text = writeHistoryText({
        versions: list,
        traces: [],
        pictures: picturesOf(list),
      }).text;
      const read = readHistoryText(text);
      if (!read.ok) throw new Error(read.error.message);
      return read.value;
    };
    const joined = joinHistories([of(versions.slice(0, 1)), of(versions.slice(1))]);
    expect(joined).toEqual(of(versions));
  });
});
