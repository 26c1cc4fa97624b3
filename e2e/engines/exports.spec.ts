/**
 * The file after each step of pipelines in which every operation stands, compared byte for byte:
 * libvips has to compute alike in all engines.
 */
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { examplePipelines, type ExamplePipeline } from '../../scripts/example-pipelines.mjs';
import type { MadeFile } from '../pages/editor';
import { scene } from '../pages/pictures';
import { byRole, EngineApp, expect, needEngine, sha256, test } from './support';

const pipelines = await examplePipelines(8);

/** A photo-like picture in a white frame, so that Trim has something to do. */
async function framedPicture(): Promise<MadeFile> {
  const raw = { width: 134, height: 84, channels: 3 } as const;
  const buffer = await sharp(scene(raw.width, raw.height), { raw })
    .extend({ top: 8, bottom: 8, left: 8, right: 8, background: '#ffffff' })
    .png()
    .toBuffer();
  return { name: 'framed.png', mimeType: 'image/png', buffer };
}

/** Returns the SHA-256 of the picture after each step, by the names in the archive of all steps. */
async function filesOf(app: EngineApp, { operations }: ExamplePipeline, path: string) {
  const { page } = app;
  await page.chooseFiles(byRole('button', 'Open image', byRole('banner')), [path]);
  await page.press(byRole('button', 'Replace', byRole('dialog')));
  await page.gone(byRole('dialog'));
  await page.until(
    (count) => document.querySelectorAll('[data-testid="step-title"]').length === count,
    operations.length,
  );
  await app.settled();
  const dialog = byRole('dialog', 'Export all steps');
  await page.press(byRole('button', 'Export all steps'));
  const { bytes } = await page.download(() => page.press(byRole('button', 'Save zip', dialog)));
  await page.press(byRole('button', 'Close', dialog));
  await page.gone(dialog);
  const files = Object.entries(unzipSync(bytes)).filter(([name]) => name.endsWith('.png'));
  return files.map(([name, content]) => `${name} ${sha256(Buffer.from(content))}`);
}

/** Runs all pipelines in one page of an engine. */
async function allFiles(app: EngineApp, url: string, [picture = '', ...documents]: string[]) {
  await app.goto(url);
  await app.openPicture(picture);
  await app.page.press(byRole('radio', 'PNG'));
  const found: string[][] = [];
  for (const [index, pipeline] of pipelines.entries()) {
    found.push(await filesOf(app, pipeline, documents[index] ?? ''));
  }
  await app.page.close();
  return found;
}

let reference: string[][] | null = null;

for (const engine of ['Firefox', 'WebKit'] as const) {
  test(`${engine} exports every operation's picture as Chromium does`, async ({
    open,
    site,
    onDisk,
  }) => {
    await needEngine(engine);
    const documents = pipelines.map(({ text }, index) => ({
      name: `examples-${index}.json`,
      mimeType: 'application/json',
      buffer: Buffer.from(text),
    }));
    const paths = await onDisk([await framedPicture(), ...documents]);
    reference ??= await allFiles(new EngineApp(await open('Chromium')), site.url, paths);
    pipelines.forEach(({ operations }, index) => {
      const files = reference?.[index] ?? [];
      expect(files, operations.join()).toHaveLength(operations.length + 1);
      const different = new Set(files.map((file) => file.slice(file.indexOf(' '))));
      expect(different.size, `each of ${operations.join()} does something`).toBe(files.length);
    });
    // Pixels are compared as people's engines make them, with every stage of compiling.
    const app = new EngineApp(await open(engine, { optimises: true }));
    expect(await allFiles(app, site.url, paths)).toEqual(reference);
  });
}
