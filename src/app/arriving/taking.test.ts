import { zipSync, type Zippable } from 'fflate';
import { expect, it } from 'vitest';
import type { PictureWays } from './arrivals';
import type { DetectedPipeline } from '../../core/documents/detected';
import { writeJson } from '../../core/documents/carriers/json';
import { projectFiles } from '../../core/documents/project/write-project';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { effectivePipeline } from '../../core/set/going';
import type { ArchiveFile } from '../../state/base/ports';
import { HandingOver } from '../../state/text/handing-over.svelte';
import type { OfferSource } from '../../state/work/importing.svelte';
import { Notices } from '../../state/screen/notices.svelte';
import { file, setUp, stops, withOwn } from '../../state/set/testing';
import { Detecting } from './detecting';
import { Taking } from './taking';

/** Returns files as the archive of a project. */
async function archived(files: readonly ArchiveFile[]): Promise<File> {
  const entries: Zippable = {};
  for (const { name, content } of files) {
    entries[name] = [new Uint8Array(await content.arrayBuffer()), { level: 0 }];
  }
  return new File([zipSync(entries)], 'walk.pipette');
}

/** Returns a project file with pictures that say their names. */
async function project(...names: readonly string[]): Promise<File> {
  const { files } = projectFiles(
    {
      document: writeJson(emptyPipeline),
      history: { versions: [], traces: [], pictures: new Map() },
      assets: new Map(),
      pictures: names.map((name) => ({ name, content: new Blob([name], { type: 'image/jpeg' }) })),
      madeAt: '2026-11-27T10:00:00.000Z',
    },
    'https://pipette.example/',
  );
  return archived(files);
}

type CarriedBy = Parameters<PictureWays['carried']>;

/** What takes files of a project into a workspace in which nothing is open. */
function begin() {
  const all = setUp();
  const { workspace, pictures } = all;
  const offered: { readonly found: DetectedPipeline; readonly source: OfferSource }[] = [];
  const importing = {
    offer: (found: DetectedPipeline, source: OfferSource) => {
      offered.push({ found, source });
      return Promise.resolve();
    },
    offerAll: () => Promise.reject(new Error('one came')),
  };
  const engine = { embeddedPipeline: () => Promise.reject(new Error('it is no picture')) };
  const nothing = () => undefined;
  const detecting = new Detecting(engine, importing, nothing, nothing, nothing, nothing);
  const taking = new Taking(detecting, { workspace, notices: new Notices() }, { pictures });
  const opening = {
    picture: (file: File) => Promise.reject(new Error(`${file.name} alone`)),
    open: async (open: () => Promise<unknown>) => void (await open()),
  };
  let opened: Promise<void> = Promise.resolve();
  const ways = {
    open: () => Promise.reject(new Error('none is opened alone')),
    ask: () => expect.unreachable('nothing is asked'),
    carried: (...[files, name]: CarriedBy) => (opened = taking.carried(opening, files, name)),
  };
  /** Takes a project in place of what is open. */
  const take = async (file: File): Promise<void> => {
    await taking.files([file], [], ways, new AbortController().signal);
    const [offer] = offered;
    if (!offer) throw new Error('nothing is offered');
    workspace.replacePipeline({ did: 'read' }, offer.found.document.pipeline);
    offer.source.openCarried?.();
    await opened;
  };
  return { ...all, take };
}

it('opens all pictures of a project that comes, not only the first', async () => {
  const { workspace, pictures, take } = begin();
  await take(await project('b.jpg', 'a.jpg', 'c.jpg'));
  expect(pictures.shown.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['a.jpg', 5],
    ['b.jpg', 5],
    ['c.jpg', 5],
  ]);
  expect(workspace.source?.name).toBe('a.jpg');
  expect(await (await pictures.files.of(pictures.current?.id ?? ''))?.text()).toBe('a.jpg');
});

it('brings a set to another place as a project, with all that was said of its pictures', async () => {
  const here = await withOwn();
  here.pictures.rate(3);
  await here.go('c.jpg');
  here.pictures.flag('reject');
  await here.pictures.add([{ file: file('d.jpg'), folder: 'day 2/' }]);
  await here.go('a.jpg');
  here.pictures.own(here.step(), true);
  here.workspace.changeValues(here.step().id, { stops: -3 });
  here.workspace.endGesture();
  await here.go('b.jpg');
  here.pictures.rename('  Trip ');
  const saved: File[] = [];
  const versions = {
    send: () => Promise.resolve(null),
    ahead: () => Promise.resolve(null),
    gather: () => Promise.resolve({ versions: [], traces: [], pictures: new Map() }),
    own: [],
    heads: [],
  };
  const saveProject = async (files: readonly ArchiveFile[]): Promise<void> => {
    saved.push(await archived(files));
  };
  const nothing = () => Promise.resolve(null);
  const handing = new HandingOver(
    { state: { kind: 'starting' } },
    here.workspace,
    versions,
    { save: () => undefined, saveProject, assets: nothing },
    { address: 'https://x/', version: '1', schema: 'https://x/schema' },
    here.pictures,
  );
  expect(handing.goesAlong?.names).toHaveLength(4);
  handing.withPicture = true;
  expect((await handing.saveProject()).ok).toBe(true);

  const there = begin();
  const [came] = saved;
  if (!came) throw new Error('nothing was saved');
  await there.take(came);
  const said = ({ pictures }: Pick<typeof there, 'pictures'>) => {
    const { work } = pictures;
    return work?.set.entries.map((entry) => {
      const { name, folder, bytes, modified, rating, flag } = entry;
      const pipeline = effectivePipeline(work, entry).steps;
      return { name, folder, bytes, modified, rating, flag, pipeline };
    });
  };
  expect(said(there)).toEqual(said(here));
  expect(said(there)?.map(({ rating, flag }) => `${rating} ${flag}`)).toEqual([
    '0 none',
    '3 none',
    '0 reject',
    '0 none',
  ]);
  expect(there.workspace.source?.name).toBe('b.jpg');
  expect(there.pictures.work?.set.name).toBe('Trip');
  expect([stops(there), there.pictures.counts.own]).toEqual([2, 2]);
  expect(there.pictures.shared).toEqual(here.pictures.shared);
  await there.go('c.jpg');
  expect(stops(there)).toBe(1);
});
