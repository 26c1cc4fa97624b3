/** Makes further versions of the built site, to test moving from one to the next. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { distFolder, expect } from './test';
import type { Page } from './test';

export interface SiteVersion {
  /** The folder of the version. */
  readonly root: string;
  /** A script only this version has, as a path below the site's folder. */
  readonly ownScript: string;
  /** A stand-in for an optional decoder, as a path below the site's folder. */
  readonly codec: string;
  remove(): Promise<void>;
}

/**
 * Copies the built site into a folder of its own and turns it into another version: the page carries
 * `mark` as `data-version`, and a script of its own is part of what the service worker keeps.
 */
export async function makeVersion(mark: string): Promise<SiteVersion> {
  const root = await mkdtemp(join(tmpdir(), 'pipette-version-'));
  await cp(distFolder, root, { recursive: true });

  const page = join(root, 'index.html');
  const html = await readFile(page, 'utf8');
  const marked = html.replace('<html ', `<html data-version="${mark}" `);
  if (marked === html) throw new Error('The page has no place for the mark of a version.');
  await writeFile(page, marked);

  const ownScript = `/assets/only-${mark}.js`;
  await writeFile(join(root, ownScript), `export const mark = '${mark}';\n`);

  const codec = `/assets/vips-jxl-only${mark}.wasm`;
  await writeFile(join(root, codec), new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]));

  const workerFile = join(root, 'service-worker.js');
  const worker = await readFile(workerFile, 'utf8');
  const entry = /\{[^{}]*"url":\s*"index\.html"[^{}]*\}/;
  if (!entry.test(worker)) throw new Error('The service worker does not list index.html.');
  const listed = [ownScript, codec].map((path) => `{"revision":null,"url":"${path.slice(1)}"}`);
  const changed = [`{"revision":"${mark}","url":"index.html"}`, ...listed].join(',');
  await writeFile(workerFile, worker.replace(entry, changed));
  await writeFile(join(root, 'version.json'), JSON.stringify({ version: '9.9.9', build: mark }));
  return { root, ownScript, codec, remove: () => rm(root, { recursive: true }) };
}

/** Fails unless the page comes from the version with this mark; null stands for the built site. */
export const expectVersion = (page: Page, mark: string | null): Promise<void> =>
  mark === null
    ? expect(page.locator('html[data-version]')).toHaveCount(0)
    : expect(page.locator('html')).toHaveAttribute('data-version', mark);
