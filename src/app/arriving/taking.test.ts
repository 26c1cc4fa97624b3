import { zipSync, type Zippable } from 'fflate';
import { expect, it } from 'vitest';
import { writeJson } from '../../core/documents/carriers/json';
import { projectFiles } from '../../core/documents/project/write-project';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import type { OfferSource } from '../../state/work/importing.svelte';
import { Notices } from '../../state/screen/notices.svelte';
import { setUp } from '../../state/set/testing';
import { Detecting } from './detecting';
import { Taking } from './taking';

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
  const entries: Zippable = {};
  for (const { name, content } of files) {
    entries[name] = [new Uint8Array(await content.arrayBuffer()), { level: 0 }];
  }
  return new File([zipSync(entries)], 'walk.pipette');
}

it('opens all pictures of a project that comes, not only the first', async () => {
  const { workspace, pictures } = setUp();
  const offered: OfferSource[] = [];
  const importing = {
    offer: (_found: unknown, source: OfferSource) => {
      offered.push(source);
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
    carried: (files: Parameters<Taking['carried']>[1]) => (opened = taking.carried(opening, files)),
  };
  await taking.files(
    [await project('b.jpg', 'a.jpg', 'c.jpg')],
    [],
    ways,
    new AbortController().signal,
  );
  offered[0]?.openCarried?.();
  await opened;
  expect(pictures.shown.map(({ name, bytes }) => [name, bytes])).toEqual([
    ['a.jpg', 5],
    ['b.jpg', 5],
    ['c.jpg', 5],
  ]);
  expect(workspace.source?.name).toBe('a.jpg');
  expect(await (await pictures.files.of(pictures.current?.id ?? ''))?.text()).toBe('a.jpg');
});
