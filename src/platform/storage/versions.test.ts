import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import { makeVersion } from '../../core/pipeline/versions/make-version';
import type { Version, VersionHead } from '../../core/pipeline/versions/version';
import { operationsById } from '../../core/operations/index';
import { newStep } from '../../core/pipeline/edit';
import { memoryBells, memoryStore } from './testing';
import { StoredVersions } from './versions';

const lineage = '0'.repeat(16);
const day = 86_400_000;

let records = memoryStore();
let bell = memoryBells();
let now = 0;

const openTab = () => new StoredVersions(records, bell(), () => now);

/** Returns a pipeline of one step, which is another one for each name. */
function pipelineCalled(name: string): Pipeline {
  const invert = operationsById.get('invert');
  return { ...emptyPipeline, name, steps: invert ? [{ ...newStep(invert), id: 'invert' }] : [] };
}

const versionOf = (
  name: string,
  at: number,
  parents: readonly string[] = [],
  more: Partial<VersionHead> = {},
): Promise<Version> =>
  makeVersion(
    { pipeline: pipelineCalled(name), settings: null },
    { lineage, parents, at, reason: 'checkpoint', ...more },
  );

async function listed(tab = openTab()) {
  const list = await tab.list();
  if (!list.ok) throw new Error(list.error.message);
  return list.value;
}

const keysOf = (kind: string) =>
  [...records.values.keys()].filter((key) => key.startsWith(`version:${kind}`));

beforeEach(() => {
  records = memoryStore();
  bell = memoryBells();
  now = 0;
});

describe('stored versions', () => {
  it('come back with their contents, and every other tab is told', async () => {
    const [one, other] = [openTab(), openTab()];
    let rang = 0;
    other.watch(() => (rang += 1));
    const version = await versionOf('a', 5);
    expect((await one.keep({ versions: [version] })).ok).toBe(true);
    expect(rang).toBe(1);
    const { heads } = await listed(other);
    expect(heads.map(({ id }) => id)).toEqual([version.id]);
    const [head] = heads;
    expect(head).not.toHaveProperty('pipeline');
    expect(head && (await other.contents(head))).toEqual({ ok: true, value: version });
  });

  it('are all there when two tabs keep at once, one of them twice', async () => {
    const [one, other] = [openTab(), openTab()];
    const versions = await Promise.all(['a', 'b', 'c', 'd'].map((name) => versionOf(name, 1)));
    const carrier = (name: string) => ({ kind: 'export', at: 1, name }) as const;
    const twice = await versionOf('a', 1);
    await Promise.all([
      other.keep({ versions: [{ ...twice, carriedBy: [carrier('x')] }] }),
      ...versions.map((version) => one.keep({ versions: [version] })),
      other.amend(twice.id, (head) => ({ ...head, carriedBy: [...head.carriedBy, carrier('y')] })),
    ]);
    const { heads } = await listed();
    expect(heads.map(({ title }) => title).sort()).toEqual(['a', 'b', 'c', 'd']);
    const kept = heads.find(({ id }) => id === twice.id);
    expect(kept?.carriedBy.map(({ name }) => name)).toEqual(['x', 'y']);
  });

  it('are let go of in the transaction that keeps another, and leave a trace', async () => {
    const tab = openTab();
    const root = await versionOf('root', 0);
    const [first, second] = [await versionOf('b', 1, [root.id]), await versionOf('c', 2, [])];
    const line = [root, first, { ...second, parents: [first.id] }];
    await tab.keep({ versions: line });
    expect(keysOf('contents')).toHaveLength(3);
    now = 9 * day;
    const last = await versionOf('d', now, [second.id]);
    const writes = records.values.size;
    await tab.keep({ versions: [last] });
    expect(writes).toBe(6);
    // Of one day one is enough, and where a line ends stays: here its newest and the new one.
    const { heads, traces } = await listed();
    expect(heads.map(({ title }) => title).sort()).toEqual(['c', 'd']);
    expect(traces.map(({ id }) => id).sort()).toEqual([root.id, first.id].sort());
    expect(keysOf('contents')).toHaveLength(2);
  });

  it('keep what is in use', async () => {
    const tab = openTab();
    const root = await versionOf('root', 0);
    const first = await versionOf('b', 1, [root.id]);
    await tab.keep({ versions: [root, first, await versionOf('c', 2, [first.id])] });
    now = 9 * day;
    const pinned = new Set([root.id]);
    await tab.keep({ versions: [await versionOf('z', now)] }, pinned);
    expect((await listed()).heads.map(({ title }) => title)).toContain('root');
  });

  it('keep what the person pinned, as every tab knows, and no more once that is taken back', async () => {
    const [one, other] = [openTab(), openTab()];
    const root = await versionOf('root', 0);
    const first = await versionOf('b', 1, [root.id]);
    await one.keep({ versions: [root, first, await versionOf('c', 2, [first.id])] });
    await listed(one);
    await other.amend(root.id, (head) => ({ ...head, pin: { on: true, at: 3 } }));
    now = 9 * day;
    await one.keep({ versions: [await versionOf('y', now)] });
    expect((await listed(one)).heads.map(({ title }) => title)).toContain('root');
    await other.amend(root.id, (head) => ({ ...head, pin: { on: false, at: 4 } }));
    await one.keep({ versions: [await versionOf('z', now)] });
    expect((await listed(one)).heads.map(({ title }) => title)).not.toContain('root');
  });

  it('share a small picture, which goes with the last of them', async () => {
    const tab = openTab();
    const [one, other] = [await versionOf('a', 1), await versionOf('b', 2)];
    await tab.keep({ versions: [one, other] });
    const picture = new Blob([new Uint8Array([1, 2, 3])], { type: 'image/webp' });
    for (const { id } of [one, other]) await tab.depict(id, picture);
    expect(keysOf('picture')).toHaveLength(1);
    const [head] = (await listed()).heads;
    const read = await tab.picture(head?.picture?.hash ?? '');
    if (!read.ok || !read.value) throw new Error('no picture');
    expect(read.value.type).toBe('image/webp');
    expect(new Uint8Array(await read.value.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
    await tab.remove(one.id);
    expect(keysOf('picture')).toHaveLength(1);
    await tab.remove(other.id);
    expect(keysOf('picture')).toHaveLength(0);
  });

  it('take no picture that is too large', async () => {
    const tab = openTab();
    const version = await versionOf('a', 1);
    await tab.keep({ versions: [version] });
    await tab.depict(version.id, new Blob([new Uint8Array(12 * 1024 + 1)]));
    expect((await listed()).heads[0]?.picture).toBeUndefined();
    expect(keysOf('picture')).toHaveLength(0);
  });

  it('are as they were when there is no room', async () => {
    const tab = openTab();
    await tab.keep({ versions: [await versionOf('a', 1)] });
    records.isFull = true;
    const kept = await tab.keep({ versions: [await versionOf('b', 2)] });
    expect(kept).toMatchObject({ ok: false, error: { code: 'STO-QUOTA' } });
    expect((await listed()).heads.map(({ title }) => title)).toEqual(['a']);
  });
});

describe('what cannot be read', () => {
  it('is kept aside before its place is taken', async () => {
    const tab = openTab();
    const version = await versionOf('a', 1);
    records.values.set(`version:head:${version.id}`, { of: 'tomorrow' });
    expect((await listed()).heads).toEqual([]);
    now = 7;
    await tab.keep({ versions: [version] });
    expect((await listed()).heads).toHaveLength(1);
    expect(records.values.get(`unread:7:version:head:${version.id}`)).toEqual({ of: 'tomorrow' });
  });

  it('is kept aside when contents are asked for', async () => {
    const tab = openTab();
    const version = await versionOf('a', 1);
    await tab.keep({ versions: [version] });
    const key = `version:contents:${version.id}`;
    records.values.set(key, { pipeline: { pipette: 99 } });
    now = 7;
    expect(await tab.contents(version)).toEqual({ ok: true, value: null });
    expect(records.values.has(key)).toBe(false);
    expect(records.values.get(`unread:7:${key}`)).toEqual({ pipeline: { pipette: 99 } });
    // Kept once more it is whole again.
    await tab.keep({ versions: [version] });
    expect(await tab.contents(version)).toEqual({ ok: true, value: version });
  });
});

describe('the list that there was before', () => {
  const saved: unknown = JSON.parse(
    readFileSync(
      new URL('../../core/pipeline/versions/saved/versions-1.json', import.meta.url),
      'utf8',
    ),
  );
  const old = Object.entries(saved as Record<string, unknown>);

  beforeEach(() => {
    for (const [id, record] of old) records.values.set(`version:${id}`, record);
  });

  it('becomes versions once, in whatever tab, and its records go', async () => {
    const [one, other] = await Promise.all([listed(openTab()), listed(openTab())]);
    expect(one.heads.map(({ title, steps }) => [title, steps])).toEqual(
      other.heads.map(({ title, steps }) => [title, steps]),
    );
    expect(keysOf('3f0c')).toEqual([]);
    const { heads } = await listed();
    expect(heads.map(({ reason }) => reason).sort()).toEqual([
      'asked',
      'export',
      'left',
      'replaced',
    ]);
  });

  it('stays where there is no room, and becomes versions later', async () => {
    records.isFull = true;
    const tab = openTab();
    expect(await tab.list()).toMatchObject({ ok: false, error: { code: 'STO-QUOTA' } });
    expect(keysOf('3f0c')).toHaveLength(old.length);
    records.isFull = false;
    expect((await listed(tab)).heads).toHaveLength(old.length);
  });

  it('leaves what it cannot read in its place', async () => {
    records.values.set('version:strange', { at: 'yesterday' });
    expect((await listed()).heads).toHaveLength(old.length);
    expect(records.values.get('version:strange')).toEqual({ at: 'yesterday' });
  });
});
