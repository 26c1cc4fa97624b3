import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { AxeResults } from 'axe-core';
import sharp from 'sharp';
import { Editor, Shot } from './pages/editor';
import { photo } from './pages/pictures';
import { ReportTab } from './pages/report';
import { test as fresh } from './support/test';
import { expect, type Page, test } from './support/warm';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Opens a report as somebody does who got it in a mail, and notes every request that it makes. */
async function openFile(page: Page, path: string): Promise<string[]> {
  const requests: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && !url.startsWith('file:')) requests.push(url);
  });
  await page.goto(pathToFileURL(path).href);
  return requests;
}

test('a report tells what was done, in numbers that others find too', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const picture = await photo(900, 600, 'holiday.jpg');
  await editor.open(picture);
  await editor.addExample('Exposure');
  await editor.add('Flip');
  await editor.add('Resize');
  await editor.chooseFormat('PNG');
  const exported = await editor.export();
  const report = new ReportTab(page);
  await report.open();
  await report.choose('Technical');
  const { name, text } = await report.take('JSON');
  expect(name).toBe('untitled-technical-report.json');
  const facts: unknown = JSON.parse(text);
  expect(facts).toMatchObject({
    'pipette-report': 1,
    source: {
      name: null,
      camera: null,
      format: 'JPEG',
      width: 900,
      height: 600,
      fileBytes: picture.buffer.length,
      sha256: sha256(picture.buffer),
    },
    steps: [
      { number: 1, operation: 'exposure', output: { width: 900, height: 600, bands: 3 } },
      { number: 2, operation: 'flip', output: { width: 900, height: 600 } },
      { number: 3, operation: 'resize', output: { width: 900, height: 600 } },
    ],
    export: {
      format: 'png',
      file: {
        width: exported.metadata.width,
        height: exported.metadata.height,
        bytes: exported.bytes.length,
        sha256: sha256(exported.bytes),
        likeness: { ssim: { mean: 1, worst: 1 }, meanSquaredError: 0, psnr: null },
      },
    },
    pipeline: { operations: [{ operation: 'exposure' }, { operation: 'flip' }, {}] },
  });
  const frame = page.frameLocator('iframe[title="Preview of the report"]');
  await expect(frame.getByText(sha256(picture.buffer))).toBeVisible();
  await expect(frame.getByText(sha256(exported.bytes))).toBeVisible();

  for (const form of ['Download report', 'Markdown', 'JSON'] as const) {
    await test.step(`${form} brings the pipeline back`, async () => {
      const taken = await report.take(form);
      await editor.drop({ name: taken.name, mimeType: '', buffer: taken.bytes });
      const card = page.getByRole('dialog', { name: 'Untitled' });
      await expect(card).toContainText(`from the report ${taken.name}`);
      await expect(card.getByRole('listitem')).toHaveText([/Exposure/, /Flip/, /Resize/]);
      await card.getByRole('button', { name: 'Cancel' }).click();
      await expect(card).toBeHidden();
    });
  }
});

test('a report is a page of its own: no requests, no faults for axe, prints whole', async ({
  page,
  site,
  browser,
}, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(1500, 1000));
  await editor.add('Sepia');
  await editor.add('Vignette');
  const report = new ReportTab(page);
  await report.open();
  const context = await browser.newContext({
    offline: true,
    viewport: { width: 900, height: 800 },
  });
  const reader = await context.newPage();
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');
  for (const kind of ['Visual', 'Technical', 'Guide', 'Speed'] as const) {
    await report.choose(kind);
    const { bytes } = await report.take('Download report');
    expect(bytes.length).toBeLessThanOrEqual(1_500_000);
    const path = info.outputPath(`${kind}.html`);
    await writeFile(path, bytes);
    await reader.emulateMedia({ media: 'screen' });
    await reader.setViewportSize({ width: 900, height: 800 });
    expect(await openFile(reader, path), kind).toEqual([]);
    await expect(reader.getByRole('heading', { level: 1, name: 'Untitled' })).toBeVisible();
    await reader.evaluate(axe);
    const found = await reader.evaluate(async () => {
      const tool = Reflect.get(globalThis, 'axe') as { run(): Promise<AxeResults> };
      const { violations } = await tool.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 120) ?? ''}`);
    });
    expect(found, kind).toEqual([]);
    // The room between the margins of A4, in CSS pixels.
    const paper = { width: 695, height: 1016 };
    await reader.emulateMedia({ media: 'print' });
    await reader.setViewportSize(paper);
    const figures = await reader.locator('figure').evaluateAll((all) =>
      all.map((figure) => ({
        height: figure.getBoundingClientRect().height,
        breaks: getComputedStyle(figure).breakInside,
        right: figure.getBoundingClientRect().right,
      })),
    );
    for (const { height, breaks, right } of figures) {
      expect(height).toBeLessThan(paper.height / 2);
      expect(breaks).toBe('avoid');
      expect(right).toBeLessThanOrEqual(paper.width + 1);
    }
    for (const format of ['A4', 'Letter'] as const) {
      const pdf = (await reader.pdf({ format })).toString('latin1');
      const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
      expect(pages, `${kind} on ${format}`).toBeGreaterThanOrEqual(1);
      expect(pages, `${kind} on ${format}`).toBeLessThanOrEqual(5);
    }
  }
  await context.close();
});

test('original and result are compared with the keyboard, without scripts', async ({
  page,
  site,
  browser,
}, info) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(800, 500));
  await editor.add('Invert');
  const report = new ReportTab(page);
  await report.open();
  await report.choose('Visual');
  const path = info.outputPath('report.html');
  await writeFile(path, (await report.take('Download report')).bytes);
  const context = await browser.newContext({ javaScriptEnabled: false, reducedMotion: 'reduce' });
  const reader = await context.newPage();
  await openFile(reader, path);
  const group = reader.getByRole('group', { name: 'Compare Original and Result' });
  const original = group.getByRole('img', { name: 'Original' });
  const place = async () => {
    const shot = await Shot.of(original);
    return [shot.mean(shot.width * 0.25, 40), shot.mean(shot.width * 0.75, 40)] as const;
  };
  const inverted = ([r, g, b]: readonly number[]) => [
    255 - (r ?? 0),
    255 - (g ?? 0),
    255 - (b ?? 0),
  ];
  const near = (one: readonly number[], other: readonly number[]) =>
    one.every((value, band) => Math.abs(value - (other[band] ?? 0)) < 12);

  await group.getByRole('radio', { checked: true }).focus();
  for (let press = 0; press < 5; press += 1) await reader.keyboard.press('ArrowRight');
  const [left, right] = await place();
  for (let press = 0; press < 10; press += 1) await reader.keyboard.press('ArrowLeft');
  const [resultLeft, resultRight] = await place();
  expect(near(resultLeft, inverted(left))).toBe(true);
  expect(near(resultRight, inverted(right))).toBe(true);
  for (let press = 0; press < 5; press += 1) await reader.keyboard.press('ArrowRight');
  const [half, otherHalf] = await place();
  expect(near(half, left)).toBe(true);
  expect(near(otherHalf, resultRight)).toBe(true);
  await context.close();
});

fresh(
  'pictures in a report carry nothing of the camera, and the file keeps to its budget',
  async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(2400, 1600));
    await editor.add('Sepia');
    await editor.add('Grain');
    const report = new ReportTab(page);
    await report.open();
    const large = await report.take('Download report');
    const box = page.getByRole('spinbutton', { name: 'File size budget value' });
    await box.fill('0.4');
    await box.press('Enter');
    await expect(page.getByRole('button', { name: 'Download report' })).toBeDisabled();
    await report.whole();
    const small = await report.take('Download report');
    expect(small.bytes.length).toBeLessThanOrEqual(400_000);
    expect(large.bytes.length).toBeLessThanOrEqual(1_500_000);
    expect(large.bytes.length).toBeGreaterThan(small.bytes.length);
    const pictures = [...large.text.matchAll(/src="data:image\/\w+;base64,([^"]+)"/g)];
    expect(pictures.length).toBeGreaterThanOrEqual(6);
    for (const [, base64 = ''] of pictures) {
      const { exif, icc, xmp, iptc } = await sharp(Buffer.from(base64, 'base64')).metadata();
      expect({ exif, icc, xmp, iptc }).toEqual({});
    }
    expect(large.text).not.toContain('Test camera');
    expect(large.text).not.toContain('photo.jpg');
    await page.getByRole('checkbox', { name: 'Show file name and camera' }).check();
    await report.choose('Technical');
    expect((await report.take('Download report')).text).toContain('Pipette Test camera');
  },
);

test('hostile names run nothing, in the app, in the file, and without its policy', async ({
  page,
  site,
  browser,
}, info) => {
  const hostile = '</script></title><img src=x onerror=window.__pwn=1>';
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(300, 200, '"><svg onload=window.__pwn=1>.jpg'));
  await editor.add('Sepia');
  await editor.stepMenu('Sepia', 'Rename');
  await page.getByRole('textbox', { name: 'Name of step 1' }).fill(hostile);
  await page.keyboard.press('Enter');
  const report = new ReportTab(page);
  await report.open();
  await page.getByRole('checkbox', { name: 'Show file name and camera' }).check();
  await expect(page.getByRole('button', { name: 'Download report' })).toBeDisabled();
  await report.choose('Visual');
  const frame = page.frameLocator('iframe[title="Preview of the report"]');
  await expect(frame.getByRole('heading', { name: hostile })).toBeVisible();
  const { text } = await report.take('Download report');
  const bare = info.outputPath('bare.html');
  await writeFile(bare, text.replace(/<meta http-equiv[^>]*>/, ''));
  const context = await browser.newContext();
  const reader = await context.newPage();
  const requests = await openFile(reader, bare);
  await expect(reader.getByRole('heading', { name: hostile })).toBeVisible();
  await expect(reader.getByText('"><svg onload=window.__pwn=1>.jpg').first()).toBeVisible();
  expect(await reader.evaluate(() => Reflect.has(globalThis, '__pwn'))).toBe(false);
  expect(await page.evaluate(() => Reflect.has(globalThis, '__pwn'))).toBe(false);
  expect(requests).toEqual([]);
  await context.close();
  await page.getByRole('checkbox', { name: 'Show file name and camera' }).uncheck();
});

fresh(
  'printing hands the whole report to the browser, and making one can be stopped',
  async ({ page, site }) => {
    test.slow();
    await page.addInitScript(() => {
      Reflect.defineProperty(HTMLIFrameElement.prototype, 'contentWindow', {
        get(this: HTMLIFrameElement) {
          return { print: () => Reflect.set(globalThis, 'printed', this.srcdoc) };
        },
      });
    });
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(3000, 2000));
    for (const operation of ['Sharpen', 'Grain', 'Clarity']) await editor.add(operation);
    await editor.settled();
    await page
      .getByRole('tablist', { name: 'Export & Share' })
      .getByRole('tab', { name: 'Report' })
      .click();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await expect(page.getByText(/^Stopped\./)).toBeVisible();
    await page.getByRole('button', { name: 'Make it again' }).click();
    const report = new ReportTab(page);
    await report.whole();
    await page.getByRole('button', { name: 'Print / PDF' }).click();
    await expect
      .poll(() => page.evaluate(() => String(Reflect.get(globalThis, 'printed') ?? '')))
      .toContain('Visual report');
  },
);
