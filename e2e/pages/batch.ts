import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { pythonPath, run } from '../support/programs';
import type { MadeFile } from './editor';
import { scene } from './pictures';

/** A small JPEG. */
export async function picture(name: string, width = 240, height = 160): Promise<MadeFile> {
  const raw = { width, height, channels: 3 } as const;
  const buffer = await sharp(scene(width, height), { raw }).jpeg({ quality: 90 }).toBuffer();
  return { name, mimeType: 'image/jpeg', buffer };
}

/** The window for many files. */
export const dialog = (page: Page) => page.getByRole('dialog', { name: 'Export many images' });

/** The rows of files that are done: they say how large each was and is. */
export const doneRows = (page: Page) =>
  dialog(page).getByRole('listitem').filter({ hasText: ' → ' });

/** Opens the window and chooses files in it. */
export async function choose(page: Page, files: readonly MadeFile[]): Promise<void> {
  await page.getByRole('button', { name: 'Export many images' }).click();
  await dialog(page)
    .getByLabel('Files', { exact: true })
    .first()
    .setInputFiles([...files]);
  await expect(dialog(page).getByRole('listitem')).toHaveCount(files.length);
}

/** Reads an archive with another program: names, sizes, and whether every checksum is right. */
export async function listed(path: string, folder: string): Promise<Record<string, number>> {
  const program = `import json, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
print(json.dumps({one.filename: one.file_size for one in archive.infolist()}))
archive.extractall(sys.argv[2])`;
  const script = join(folder, 'list.py');
  await writeFile(script, program);
  const { code, out } = await run(pythonPath(), [script, path, folder], folder);
  expect(code, out).toBe(0);
  const read: unknown = JSON.parse(out);
  return Object.fromEntries(Object.entries(read ?? {}).map(([name, size]) => [name, Number(size)]));
}

/** Ends a tab as a fault of the browser would. */
export async function crash(page: Page): Promise<void> {
  const client = await page.context().newCDPSession(page);
  const crashed = page.waitForEvent('crash');
  // It is never answered: there is nobody left to do so.
  void client.send('Page.crash').catch(() => undefined);
  await crashed;
}
