import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { readCollectionText } from '../../core/documents/collection';
import { communityGalleries, communityPresets, namesOfIndex, presetsOfFile } from './community';

const folderOf = (name: string): string =>
  fileURLToPath(new URL(`../../../public/${name}/`, import.meta.url));
const folder = folderOf('presets');
const textOf = (name: string): string => readFileSync(folder + name, 'utf8');
const files = readdirSync(folder).filter((name) => name !== 'index.json');

describe('the presets of the community', () => {
  it('are all named in the index, and the index names nothing else', () => {
    expect([...namesOfIndex(textOf('index.json'), 'files')].sort()).toEqual(files.sort());
  });

  it.each(files)('%s is read without a problem and says whose it is', (name) => {
    const read = readCollectionText(textOf(name));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.refused).toEqual([]);
    expect(read.value.presets).toHaveLength(1);
    for (const { preset, problems } of read.value.presets) {
      expect(problems).toEqual([]);
      expect(preset.id).toBe(name.replace('.json', ''));
      expect(preset.description).not.toBe('');
      expect(preset.author).not.toBe('');
      expect(preset.licence).not.toBe('');
      expect(preset.pipeline.steps.every(({ kind }) => kind === 'known')).toBe(true);
    }
    expect(presetsOfFile(name, textOf(name))[0]?.id).toBe(`community:${name.replace('.json', '')}`);
  });

  it('are left out, not guessed at, when a file is no collection', () => {
    expect(presetsOfFile('x.json', '<!doctype html>')).toEqual([]);
    expect(namesOfIndex('{"files":["../x.json","a.json",7]}', 'files')).toEqual(['a.json']);
    expect(namesOfIndex('{"folders":["..","a/b","a-b",7]}', 'folders')).toEqual(['a-b']);
    expect(namesOfIndex('[]', 'folders')).toEqual([]);
  });
});

const site = folderOf('.');
const gallery = folderOf('gallery');

/** What an entry of the gallery may have on every device that keeps the site for offline use, in bytes. */
const mostBytes = 300_000;

/** Has the page's requests answered with what the site has; what breaks off does so in its body. */
function serve(breaks: (path: string) => boolean = () => false): void {
  vi.stubGlobal('fetch', (path: string) => {
    const file = path.replace(/^\.\/(?=gallery\/|presets\/)/, site);
    if (!existsSync(file)) return Promise.resolve(new Response('', { status: 404 }));
    const cut = new ReadableStream({ start: (body) => body.error(new TypeError('cut')) });
    return Promise.resolve(new Response(breaks(path) ? cut : readFileSync(file)));
  });
}

afterEach(() => vi.unstubAllGlobals());

describe('the pictures of the community', () => {
  const names = namesOfIndex(readFileSync(`${gallery}index.json`, 'utf8'), 'folders');

  it('are all named in the index, and the index names nothing else', () => {
    const there = readdirSync(gallery).filter((name) => name !== 'index.json');
    expect([...names].sort()).toEqual(there.sort());
  });

  it('are read as the app does, each file being what its list says, and say whose they are', async () => {
    serve();
    const { found: galleries, complete } = await communityGalleries();
    expect(complete).toBe(true);
    expect(galleries).toHaveLength(names.length);
    for (const [index, name] of names.entries()) {
      const opened = galleries[index];
      if (!opened) throw new Error(name);
      const { author, licence } = opened.facts;
      expect([opened.refused, author !== '', licence !== ''], name).toEqual([0, true, true]);
      expect(opened.pictures.length, name).toBeGreaterThan(0);
      const named = ['gallery.json'];
      for (const picture of opened.pictures) {
        const { entry, paths } = picture;
        expect(entry.title, name).not.toBe('');
        expect(entry.pipeline.steps.length, name).toBeGreaterThan(0);
        expect(entry.pipeline.steps.every(({ kind }) => kind === 'known')).toBe(true);
        // One cannot see what was done without it.
        expect(entry.files.before, name).toBeDefined();
        for (const part of ['picture', 'small', 'before'] as const) {
          expect(await opened.file(picture, part), `${name}: ${part}`).toMatchObject({ ok: true });
          expect(paths?.[part], name).toMatch(/^pictures\/[\w-]+\.(?:jpg|webp)$/);
          named.push(paths?.[part] ?? '');
        }
      }
      const there = readdirSync(gallery + name, { recursive: true, encoding: 'utf8' })
        .map((path) => path.replaceAll('\\', '/'))
        .filter((path) => statSync(`${gallery}${name}/${path}`).isFile());
      expect(there.sort(), name).toEqual(named.sort());
      const bytes = there.map((path) => statSync(`${gallery}${name}/${path}`).size);
      expect(
        bytes.reduce((sum, size) => sum + size, 0),
        name,
      ).toBeLessThan(mostBytes);
    }
  });

  it('are the others where one breaks off, and can be tried again', async () => {
    const said = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    const [first = ''] = names;
    let breaks = (path: string): boolean => path.includes(`/${first}/gallery.json`);
    serve((path) => breaks(path));
    expect(await communityGalleries()).toMatchObject({
      found: { length: names.length - 1 },
      complete: false,
    });
    breaks = (path) => path.endsWith('/index.json');
    expect(await communityGalleries()).toEqual({ found: [], complete: false });
    breaks = () => false;
    const all = await communityGalleries();
    expect([all.found.length, all.complete]).toEqual([names.length, true]);
    breaks = (path) => path.endsWith(`/${files[0] ?? ''}`);
    const presets = await communityPresets();
    expect(presets).toHaveLength(files.length - 1);
    // A picture whose bytes break off is none, without more ado.
    breaks = (path) => path.endsWith('.jpg');
    const [opened] = all.found;
    const [picture] = opened?.pictures ?? [];
    if (!opened || !picture) throw new Error(first);
    expect(await opened.file(picture, 'small')).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('is missing') as unknown },
    });
    said.mockRestore();
  });

  it('are none where the site cannot be reached', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    const said = vi.spyOn(console, 'info').mockImplementation(() => undefined);
    expect(await communityGalleries()).toEqual({ found: [], complete: false });
    said.mockRestore();
  });
});
