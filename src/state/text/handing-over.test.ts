// Longer than a file should be: all archives and projects of it are looked at in one pair of tabs.

import { zipSync, type Zippable } from 'fflate';
import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Detected } from '../../core/documents/detected';
import { readAny } from '../../core/documents/read-any';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { newLineage } from '../../core/pipeline/versions/make-version';
import { resolve } from '../../core/pipeline/versions/resolve';
import { memoryBells, memoryStore } from '../../platform/storage/testing';
import { StoredVersions } from '../../platform/storage/versions';
import { Pictures } from '../set/pictures.svelte';
import { memoryFiles } from '../set/testing';
import { workspaceWith } from '../testing';
import { Importing } from '../work/importing.svelte';
import { Versions } from '../versions/versions.svelte';
import type { ArchiveFile } from '../base/ports';
import { HandingOver } from './handing-over.svelte';

let now = 1_000;

/** Returns a device with a database of its own, what it saves, and how it takes what is saved. */
async function openDevice() {
  const records = memoryStore();
  const { workspace, show } = workspaceWith(openedPicture('a.jpg'));
  const store = new StoredVersions(records, memoryBells()(), () => now);
  const versions = new Versions(store, workspace, {
    now: () => (now += 1),
    newLineage,
    after: () => () => undefined,
    draw: () => Promise.resolve(new Blob(['small'], { type: 'image/webp' })),
    addresses: { make: () => 'blob:1', free: () => undefined },
  });
  workspace.onLeft((work, reason) => void versions.keepLeft(work, reason));
  await versions.start();
  flushSync();
  const saved: { name: string; bytes: Uint8Array }[] = [];
  const assets = new Map<string, Blob>();
  const archive = async (files: readonly ArchiveFile[], stem: string) => {
    const entries: Zippable = {};
    for (const { name, content, text } of files) {
      entries[name] = [new Uint8Array(await content.arrayBuffer()), { level: text ? 6 : 0 }];
    }
    saved.push({ name: `${stem}.pipette`, bytes: zipSync(entries) });
  };
  const texts: Promise<number>[] = [];
  const save = (file: Blob, name: string): void => {
    const done = file.arrayBuffer().then((buffer) => {
      return saved.push({ name, bytes: new Uint8Array(buffer) });
    });
    texts.push(done);
  };
  const kept = memoryFiles();
  let made = 0;
  const pictures = new Pictures(workspace, kept, () => `id-${(made += 1)}`);
  const handing = new HandingOver(
    { state: { kind: 'starting' } },
    workspace,
    versions,
    { save, saveProject: archive, assets: (hash) => Promise.resolve(assets.get(hash) ?? null) },
    { address: 'https://x/', version: '1', schema: 'https://x/schema' },
    pictures,
  );
  const importing = new Importing(
    { renderSmall: () => Promise.reject(new Error('Nothing is drawn in this test.')) },
    workspace,
    { takeCarried: () => Promise.resolve(), picture: () => Promise.resolve(null) },
    versions,
  );
  const last = async (): Promise<Detected> => {
    await Promise.all(texts);
    const file = saved.at(-1);
    if (!file) throw new Error('nothing was saved');
    const found = await readAny(file);
    if (!found.ok) throw new Error(found.error.message);
    return found.value;
  };
  const project = async () => {
    expect((await handing.saveProject()).ok).toBe(true);
    const found = await last();
    const { document, project: { history = null, pictures = [] } = {} } =
      found.kind === 'pipeline' ? found : {};
    if (found.kind !== 'pipeline' || !document || !history) throw new Error('no project');
    return { found, document, history, pictures };
  };
  const ids = () => new Set(versions.heads.map(({ id }) => id));
  const titles = () => workspace.pipeline.steps.map(({ operation }) => operation);
  return {
    workspace,
    versions,
    handing,
    importing,
    assets,
    show,
    saved,
    last,
    project,
    ids,
    titles,
  };
}

beforeEach(() => {
  now = 1_000;
});

describe('a project file', () => {
  it('has the pipeline, its version, and all that it came from, with pictures', async () => {
    const { workspace, versions, handing, project, show, saved } = await openDevice();
    await show(0);
    workspace.renamePipeline('Harbour');
    workspace.addStep('invert');
    await versions.keep('asked', { label: { name: 'First' } });
    workspace.addStep('sepia');
    const made = await project();
    expect(saved.map(({ name }) => name)).toEqual(['harbour.pipette']);
    expect(made.document).toMatchObject({ problems: [], pipeline: workspace.pipeline });
    expect(made.document.settings).not.toBeNull();
    expect(made.document.version?.id).toBe(versions.head);
    expect(made.history.versions.map(({ reason }) => reason)).toEqual(['export', 'asked']);
    expect(made.history.versions[0]?.carriedBy).toMatchObject([
      { kind: 'export', name: 'harbour.pipette' },
    ]);
    expect(made.pictures).toEqual([]);
    expect(made.document.source?.name).toBeUndefined();
    handing.withPicture = true;
    expect((await project()).pictures.map(({ name }) => name)).toEqual(['a.jpg']);
  });

  it('has the pictures that steps of any version need', async () => {
    const { workspace, versions, assets, project } = await openDevice();
    const [old, now] = ['a', 'b'].map((letter) => letter.repeat(64));
    if (old === undefined || now === undefined) throw new Error('no hashes');
    for (const hash of [old, now]) assets.set(hash, new Blob([hash]));
    const step = workspace.addStep('image-watermark') ?? '';
    workspace.changeValues(step, { picture: old });
    await versions.keep('asked');
    workspace.changeValues(step, { picture: now });
    const { found } = await project();
    expect([...found.assets.keys()]).toEqual([now, old]);
  });

  it('is taken by another device with all its versions, and is the same pipeline there', async () => {
    const mine = await openDevice();
    mine.workspace.addStep('invert');
    await mine.versions.keep('asked', { label: { name: 'First' } });
    mine.workspace.addStep('sepia');
    const { found } = await mine.project();
    const far = await openDevice();
    far.workspace.addStep('contrast');
    void far.importing.offer(found, { name: 'x.pipette' });
    const taken = await far.importing.replace(true);
    expect(taken?.history).toEqual({ added: 2, known: 0, thinned: 0 });
    expect(far.titles()).toEqual(['invert', 'sepia']);
    expect([far.versions.lineage, far.versions.head]).toEqual([
      mine.versions.lineage,
      mine.versions.head,
    ]);
    // What was there is kept, too, and taking it once more changes nothing.
    await far.versions.keep('import');
    expect(far.versions.heads.map(({ steps }) => steps).sort()).toEqual([1, 1, 2]);
    expect(await far.versions.add((await mine.project()).history)).toEqual({
      ok: true,
      value: { added: 0, known: 2, thinned: 0 },
    });
    expect(far.versions.heads).toHaveLength(3);
  });

  it('leaves history alone when the person says no meanwhile', async () => {
    const mine = await openDevice();
    mine.workspace.addStep('invert');
    const { found } = await mine.project();
    const far = await openDevice();
    void far.importing.offer(found, { name: 'x.pipette' });
    const taking = far.importing.replace(true);
    far.importing.cancel();
    expect(await taking).toBeNull();
    expect(far.versions.heads).toEqual([]);
  });

  it('goes to and fro three times with edits on both sides, and nothing is lost', async () => {
    const [mine, far] = [await openDevice(), await openDevice()];
    mine.workspace.addStep('invert');
    const first = await mine.project();
    void far.importing.offer(first.found, { name: 'x.pipette' });
    await far.importing.replace(true);
    const edits = [
      ['sepia', 'contrast'],
      ['vignette', 'grain'],
      ['exposure', 'sharpen'],
    ] as const;
    for (const [one, other] of edits) {
      for (const [device, operation] of [
        [mine, one],
        [far, other],
      ] as const) {
        device.workspace.addStep(operation);
        await device.versions.keep('asked', { label: { name: operation } });
      }
      const all = new Set([...mine.ids(), ...far.ids()]);
      for (const [from, to] of [
        [far, mine],
        [mine, far],
      ] as const) {
        const { document, history } = await from.project();
        const { pipeline, settings, version } = document;
        await to.versions.add(history);
        const merge = await to.versions.mergeWith({ pipeline, settings }, version);
        expect(merge.baseIsGuess).toBe(false);
        const both = new Map(merge.conflicts.map(({ id }) => [id, 'mine-theirs'] as const));
        await to.versions.finishMerge(resolve(merge, both), version?.id ?? null);
      }
      for (const { ids } of [mine, far]) for (const id of all) expect(ids().has(id)).toBe(true);
      expect(mine.titles()).toEqual(far.titles());
      expect(new Set(mine.titles()).size).toBe(mine.titles().length);
    }
    expect(mine.titles().sort()).toEqual(['invert', ...edits.flat()].sort());
    const named = mine.versions.heads.flatMap(({ label }) => label?.name ?? []);
    expect(named.sort()).toEqual(edits.flat().sort());
    // One pipeline, seen from both ends.
    const lineages = [...mine.versions.heads, ...far.versions.heads].map(({ lineage }) => lineage);
    expect(new Set(lineages).size).toBe(1);
  });
});

describe('a history that is added', () => {
  it('is saved alone, too, of this pipeline or of all', async () => {
    const { workspace, versions, handing, last } = await openDevice();
    workspace.addStep('invert');
    await versions.keep('asked');
    workspace.replacePipeline({ did: 'new' }, { name: 'Other', steps: [] });
    workspace.addStep('sepia');
    await versions.keep('asked');
    const titles = async () => {
      const found = await last();
      return found.kind === 'history' ? found.history.versions.map(({ title }) => title) : [];
    };
    expect(await handing.saveHistory(false)).toEqual({
      ok: true,
      value: 'Saved other-history.json with 1 version.',
    });
    expect(await titles()).toEqual(['Other']);
    await handing.saveHistory(true);
    expect((await titles()).sort()).toEqual(['Other', 'Untitled']);
  });

  it('never changes what a version here says, but for its name', async () => {
    const mine = await openDevice();
    mine.workspace.addStep('invert');
    const head = await mine.versions.keep('asked');
    const { history } = await mine.project();
    const [version] = history.versions;
    if (!head || !version) throw new Error('no version');
    const forged = {
      ...version,
      at: 0,
      title: 'Forged',
      lineage: '9'.repeat(16),
      pipeline: { name: 'Forged', steps: [] },
      label: { name: 'Ours', at: 9e15 },
    };
    await mine.versions.add({ ...history, versions: [forged] });
    const [after] = mine.versions.heads;
    expect(after).toMatchObject({ at: head.at, title: head.title, lineage: head.lineage });
    expect(after?.label?.name).toBe('Ours');
    // A name of the future would stand above every later one.
    expect(await mine.versions.name(head.id, 'Mine', '')).toBe(true);
    await mine.versions.add({ ...history, versions: [forged] });
    expect(mine.versions.heads[0]?.label?.name).toBe('Mine');
    const contents = await mine.versions.contents(head.id);
    expect(contents.ok && contents.value.pipeline.steps).toHaveLength(1);
  });

  it('drives nothing out that is here, however much comes, and tells what was thinned out', async () => {
    const mine = await openDevice();
    mine.workspace.addStep('invert');
    await mine.versions.keep('checkpoint');
    mine.workspace.addStep('sepia');
    const { history } = await mine.project();
    const [newest, oldest] = history.versions;
    if (!newest || !oldest) throw new Error('no versions');
    // Made by a clock that is days ahead, or behind.
    const id = (index: number) => `${index}`.padStart(16, '0');
    const versions = Array.from({ length: 40 }, (_, index) => ({
      ...newest,
      id: id(index),
      parents: index === 0 ? [] : [id(index - 1)],
      at: index < 20 ? 1 : 9e12,
    }));
    now = 1_800_000_000_000;
    const before = mine.ids();
    const added = await mine.versions.add({ ...history, versions });
    if (!added.ok) throw new Error(added.error.message);
    expect(added.value.added + added.value.thinned).toBe(40);
    expect(added.value.thinned).toBeGreaterThan(10);
    for (const one of before) expect(mine.ids().has(one)).toBe(true);
    for (const { at } of mine.versions.heads) expect(at).toBeLessThanOrEqual(now);
  });

  it('brings the small pictures that are what they say', async () => {
    const [mine, far] = [await openDevice(), await openDevice()];
    mine.workspace.addStep('invert');
    const { history } = await mine.project();
    const [version] = history.versions;
    if (!version) throw new Error('no version');
    const bytes = new TextEncoder().encode('small');
    const buffer = await crypto.subtle.digest('SHA-256', bytes);
    const hash = Buffer.from(buffer).toString('hex');
    const pictures = new Map([
      [hash, { type: 'image/webp', bytes }],
      ['c'.repeat(64), { type: 'image/webp', bytes }],
    ]);
    const pictured = { ...version, picture: { hash, bytes: 5 } };
    await far.versions.add({ ...history, versions: [pictured], pictures });
    expect(await far.versions.picture(hash)).toBe('blob:1');
    expect(await far.versions.picture('c'.repeat(64))).toBeNull();
  });
});
