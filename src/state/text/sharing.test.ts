import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readLink } from '../../core/documents/share-link';
import type { Copied } from '../../core/base/copied';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { idOf } from '../../core/testing/any-history';
import type { Outgoing } from '../versions/outgoing';
import { outgoingOf } from '../versions/testing';
import { workspaceWith } from '../testing';
import { Sharing } from './sharing.svelte';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => vi.useRealTimers());

interface Link {
  readonly url: string;
  readonly title: string;
}

/** The Share tab, open on a pipeline of one step, with its first link. */
async function setUp(share: ((link: Link) => Promise<boolean>) | null = null, outgoing?: Outgoing) {
  const { workspace } = workspaceWith(openedPicture());
  workspace.addStep('invert');
  workspace.renamePipeline('Mine');
  const copied: string[] = [];
  const copies: { done: Copied } = { done: 'copied' };
  const saved: string[] = [];
  const files: Blob[] = [];
  const outlets = {
    save: (file: Blob, name: string) => {
      saved.push(name);
      files.push(file);
    },
    copy: (text: string): Promise<Copied> => {
      copied.push(text);
      return Promise.resolve(copies.done);
    },
    share,
  };
  const sharing = new Sharing(workspace, 'https://example.org/', outlets, outgoing);
  const stop = sharing.follow();
  await vi.waitFor(
    async () => {
      flushSync();
      await vi.advanceTimersByTimeAsync(200);
      expect(sharing.link).not.toBeNull();
    },
    { timeout: 30_000 },
  );
  return { workspace, sharing, copied, copies, saved, files, stop };
}

/** What a link brings. */
function contentsOf(address: string) {
  const read = readLink(address.slice(address.indexOf('#') + 1));
  if (!read.ok) throw new Error(read.error.message);
  const { pipeline, settings } = read.value;
  return { operations: pipeline.steps.map(({ operation }) => operation), pipeline, settings };
}

it('copies the link of the pipeline as it is now, however short ago it changed', async () => {
  const { workspace, sharing, copied, stop } = await setUp();
  const before = sharing.link?.address;
  workspace.addStep('sepia');
  flushSync();
  expect(sharing.link?.address, 'it rests').toBe(before);
  await sharing.copy();
  expect(contentsOf(copied[0] ?? '').operations).toEqual(['invert', 'sepia']);
  expect(copied[0]).toMatch(/^https:\/\/example\.org\/#/);
  stop();
});

it('takes along only what was chosen, also in its title', async () => {
  const { sharing, stop } = await setUp();
  expect(contentsOf(sharing.link?.address ?? '')).toMatchObject({
    pipeline: { name: 'Mine' },
    settings: null,
  });
  expect(sharing.link?.title).toBe('Mine · Pipette');
  sharing.withNames = false;
  sharing.withSettings = true;
  flushSync();
  await vi.advanceTimersByTimeAsync(200);
  const contents = contentsOf(sharing.link?.address ?? '');
  expect(contents.pipeline.name).not.toBe('Mine');
  expect(contents.settings).not.toBeNull();
  expect(sharing.link?.title).not.toContain('Mine');
  stop();
});

it('says that a pipeline is too long, copies nothing then, and offers a file', async () => {
  const { workspace, sharing, copied, saved, stop } = await setUp();
  // Texts of which nothing repeats, so that they take their room.
  let seed = 1;
  const letter = (): string => {
    seed = (seed * 48_271) % 2_147_483_647;
    return String.fromCharCode(0x4e00 + (seed % 20_000));
  };
  for (let count = 0; count < 150; count += 1) {
    const id = workspace.addStep('invert');
    if (id !== null) workspace.noteStep(id, Array.from({ length: 200 }, letter).join(''));
  }
  flushSync();
  expect(await sharing.copy()).toBe('refused');
  expect([sharing.link, copied]).toEqual([null, []]);
  expect(sharing.problem).toContain('Send it as a file.');
  await sharing.saveFile();
  expect(saved).toEqual(['mine.json']);
  stop();
});

it('offers the link to a mail program and to other apps, by its title', async () => {
  const shared: Link[] = [];
  const { sharing, stop } = await setUp((link) => {
    shared.push(link);
    return Promise.resolve(true);
  });
  expect(sharing.canShare).toBe(true);
  expect(await sharing.share()).toBe(true);
  const address = sharing.link?.address ?? '';
  expect(shared).toEqual([{ url: address, title: 'Mine · Pipette' }]);
  const mail = new URL(sharing.mail ?? '');
  expect(mail.protocol).toBe('mailto:');
  expect(mail.searchParams.get('subject')).toBe('Mine · Pipette');
  expect(mail.searchParams.get('body')).toBe(`${address}\r\n`);
  stop();
});

it('has no app to offer it to where the browser cannot', async () => {
  const { workspace, sharing, stop } = await setUp();
  expect(sharing.canShare).toBe(false);
  expect(await sharing.share()).toBe(false);
  workspace.renamePipeline('Untitled');
  flushSync();
  await vi.advanceTimersByTimeAsync(200);
  expect(sharing.link?.title).toBe('A pipeline for Pipette');
  stop();
});

it('hands over the code and the pipeline as files, with what was chosen', async () => {
  const { sharing, saved, files, stop } = await setUp();
  sharing.saveQr('svg');
  sharing.saveQr('png');
  await sharing.saveFile();
  sharing.withNames = false;
  sharing.withSettings = true;
  await sharing.saveFile();
  expect(saved.slice(0, 3)).toEqual(['mine-qr.svg', 'mine-qr.png', 'mine.json']);
  expect(saved[3]).not.toContain('mine');
  expect(files.map(({ type }) => type)).toEqual([
    'image/svg+xml',
    'image/png',
    'application/json',
    'application/json',
  ]);
  const [svg, , plain, full] = await Promise.all(files.map((file) => file.text()));
  expect(svg).toMatch(/^<svg /);
  expect(JSON.parse(plain ?? '')).not.toHaveProperty('export');
  expect(JSON.parse(full ?? '')).toHaveProperty('export');
  stop();
});

it('keeps the version that a link goes out with, and none where it did not go', async () => {
  const { outgoing, sent } = outgoingOf({ id: idOf(5), parents: [] });
  const apps = { takes: false };
  const { sharing, copies, stop } = await setUp(() => Promise.resolve(apps.takes), outgoing);
  copies.done = 'refused';
  expect([await sharing.copy(), await sharing.share(), sent]).toEqual(['refused', false, []]);
  copies.done = 'copied';
  await sharing.copy();
  expect(sent).toHaveLength(1);
  apps.takes = true;
  await sharing.share();
  expect(sent).toHaveLength(2);
  sharing.saveQr('svg');
  expect(sent.at(-1)).toContain('link mine-qr.svg');
  stop();
});
