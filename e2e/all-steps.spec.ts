import { unzipSync } from 'fflate';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { pythonPath, run } from './support/programs';
import { expect, test } from './support/warm';

test('one archive holds the picture after each step and how it was made', async ({
  page,
  site,
}, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(640, 427, 'holiday.jpg'));
  await editor.add('Flip');
  await editor.add('Sepia');
  await editor.add('Invert');
  await editor.chooseFormat('PNG');
  await page.getByRole('button', { name: 'Export all steps' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export all steps' });
  await dialog.getByRole('switch', { name: '2 Sepia' }).click();
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save zip' }).click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe('holiday.zip');
  await expect(dialog.getByText('Saved 3 pictures in one zip.')).toBeVisible();
  const files = unzipSync(await readFile(await saved.path()));
  expect(Object.keys(files)).toEqual([
    'step_00_original.png',
    'step_01_flip.png',
    'step_03_invert.png',
    'pipeline.json',
    'pipeline.yaml',
    'pipeline.py',
    'report.html',
    'report.json',
    'README.txt',
  ]);
  const pixels = async (name: string) =>
    sharp(Buffer.from(files[name] ?? []))
      .removeAlpha()
      .raw()
      .toBuffer();
  const [original, flipped] = [
    await pixels('step_00_original.png'),
    await pixels('step_01_flip.png'),
  ];
  expect([...flipped.subarray(0, 3)]).toEqual([...original.subarray(639 * 3, 640 * 3)]);
  const text = (name: string): string => new TextDecoder().decode(files[name]);
  const document: unknown = JSON.parse(text('pipeline.json'));
  expect(document).toMatchObject({
    operations: [{ operation: 'flip' }, { operation: 'sepia' }, { operation: 'invert' }],
  });
  expect(text('pipeline.yaml')).toMatch(/operation: sepia/);
  expect(JSON.parse(text('report.json'))).toMatchObject({
    source: { width: 640 },
    steps: [{ number: 1 }, {}, {}],
  });
  const folder = info.outputPath();
  await writeFile(join(folder, 'pipeline.py'), text('pipeline.py'));
  const { out } = await run(pythonPath(), ['pipeline.py', '--verify'], folder);
  expect(out).toMatch(/^PASS: /);
});
