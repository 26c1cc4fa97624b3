import type { Locator, Page } from '@playwright/test';
import sharp from 'sharp';
import { Editor, type MadeFile } from './pages/editor';
import { photo } from './pages/pictures';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/warm';

/** Measuring takes many runs, and the machine may be busy with other things. */
const patience = 240_000;

/** A step of a document: its operation and the values that are not the initial ones. */
type Planted = readonly [operation: string, parameters?: Readonly<Record<string, unknown>>];

async function begun(
  page: Page,
  url: string,
  picture: MadeFile,
  steps: readonly Planted[],
): Promise<{ editor: Editor; panel: Locator }> {
  const editor = new Editor(page);
  await editor.goto(url);
  await editor.open(picture);
  await page.getByRole('tab', { name: 'Pipeline', exact: true }).last().click();
  await page.getByRole('radio', { name: 'JSON' }).check();
  const operations = steps.map(([operation, parameters = {}], index) => ({
    step: index + 1,
    operation,
    parameters,
  }));
  const text = JSON.stringify({ pipette: 2, name: 'Planted', operations });
  const document = page.getByRole('textbox', { name: 'Pipeline as JSON' });
  // What it shows comes a moment later, and would be put before what is typed by then.
  await expect(document).toHaveValue(/"operations": \[\]/);
  await document.fill(text);
  await expect(editor.steps).toHaveCount(steps.length);
  await page.getByRole('tab', { name: 'Report', exact: true }).click();
  await page.getByRole('radio', { name: 'Speed' }).check();
  return { editor, panel: page.getByRole('region', { name: 'Speed' }) };
}

async function measure(panel: Locator): Promise<void> {
  await panel.getByRole('button', { name: /^Measure/ }).click();
  await expect(panel.getByRole('progressbar')).toBeVisible();
  await expect(panel).toHaveAttribute('aria-busy', 'false', { timeout: patience });
}

/** Returns what a card says was measured: milliseconds before and after. */
async function gainOf(card: Locator): Promise<{ before: number; after: number }> {
  const pattern = /Measured on your picture: ([\d.]+) (ms|s) → ([\d.]+) (ms|s)/;
  const [, before, unit, after, other] = pattern.exec(await card.innerText()) ?? [];
  const inMs = (value = '', name = ''): number => Number(value) * (name === 's' ? 1000 : 1);
  return { before: inMs(before, unit), after: inMs(after, other) };
}

test.describe.configure({ mode: 'default', timeout: patience + 60_000 });

test('a resize after slow steps is found, compared, applied and undone', async ({ page, site }) => {
  const steps: Planted[] = [
    ['gaussian-blur', { radius: 9 }],
    ['unsharp', { radius: 4 }],
    ['resize', { mode: 'long-edge', longEdge: 267 }],
  ];
  const { editor, panel } = await begun(page, site.url, await photo(1200, 800), steps);
  await expect(panel.getByRole('button', { name: 'Measure' })).toBeVisible();
  await expect(panel.getByRole('table')).toHaveCount(0);
  await measure(panel);

  const rows = panel.getByRole('table', { name: 'Time of each part' }).getByRole('row');
  await expect(rows.getByRole('rowheader')).toHaveText([
    'Open',
    'Gaussian blur',
    'Unsharp mask',
    'Resize',
    'JPEG 82',
  ]);
  await expect(panel).toContainText('1 MP');
  const title = 'Resize before Gaussian blur';
  const card = panel.getByRole('article', { name: title });
  await expect(card).toContainText('5 % of the pixels');
  await expectAccessible(page, 'measured');
  await expect(card).toContainText(/SSIM 0\.9[89]\d, worst block 0\.[89]\d\d/);
  const { before, after } = await gainOf(card);
  expect(after).toBeLessThan(before * 0.9);

  await card.getByRole('button', { name: `Compare: ${title}` }).click();
  const dialog = page.getByRole('dialog', { name: title });
  for (const name of ['Whole picture: before', 'Where they differ most, at 100 %: after']) {
    const drawn = dialog.getByRole('img', { name });
    await expect(drawn).toBeVisible();
    const lit = await drawn.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext('2d');
      const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
      return [...data].filter((value) => value > 40 && value < 250).length / data.length;
    });
    expect(lit).toBeGreaterThan(0.2);
  }
  await dialog.getByRole('button', { name: 'Close' }).click();

  await card.getByRole('button', { name: `Apply: ${title}` }).click();
  await expect(editor.titles).toHaveText(['Resize', 'Gaussian blur', 'Unsharp mask']);
  await expect(panel).toContainText('was changed since this was measured');
  await expect(card.getByRole('button', { name: `Apply: ${title}` })).toBeDisabled();
  await editor.undoButton.click();
  await expect(editor.titles).toHaveText(['Gaussian blur', 'Unsharp mask', 'Resize']);
  await expect(panel).not.toContainText('was changed since this was measured');

  // What it claimed is so: measured anew after it was applied, the whole takes less.
  const whole = async (): Promise<number> => {
    const [, value = '', unit = ''] = /([\d.]+) (ms|s)\s+1 MP/.exec(await panel.innerText()) ?? [];
    return Number(value) * (unit === 's' ? 1000 : 1);
  };
  const slow = await whole();
  await card.getByRole('button', { name: `Apply: ${title}` }).click();
  await measure(panel);
  expect(await whole()).toBeLessThan(slow);
  await expect(panel.getByRole('article', { name: title })).toHaveCount(0);
});

test('two resizes in a row become one', async ({ page, site }) => {
  const steps: Planted[] = [
    ['resize', { mode: 'percent', percent: 250 }],
    ['resize', { mode: 'long-edge', longEdge: 300 }],
  ];
  const { editor, panel } = await begun(page, site.url, await photo(900, 600), steps);
  await measure(panel);
  const card = panel.getByRole('article', { name: 'One Resize instead of two steps' });
  const { before, after } = await gainOf(card);
  expect(after).toBeLessThan(before * 0.9);
  await card.getByRole('button', { name: /^Apply/ }).click();
  await expect(editor.steps).toHaveCount(1);
  await page.getByRole('tab', { name: 'Images', exact: true }).click();
  expect((await editor.export()).metadata).toMatchObject({ width: 300, height: 200 });
});

test('a step that changes no pixel is found, and what is off is said to cost nothing', async ({
  page,
  site,
}) => {
  const create = { width: 900, height: 700, channels: 3, background: '#7090b0' } as const;
  const buffer = await sharp({ create }).jpeg().toBuffer();
  const picture = { name: 'plain.jpg', mimeType: 'image/jpeg', buffer };
  const { editor, panel } = await begun(page, site.url, picture, [
    ['median', { radius: 6 }],
    ['sepia'],
    ['grain'],
  ]);
  await editor.step('Grain').getByRole('switch', { name: 'Enabled' }).click();
  await expect(panel).toContainText('Grain is off');
  await measure(panel);
  const card = panel.getByRole('article', { name: 'Remove Median' });
  await expect(card).toContainText('No pixel differs');
  const { before, after } = await gainOf(card);
  expect(after).toBeLessThan(before * 0.9);
  await card.getByRole('button', { name: /^Apply/ }).click();
  await expect(editor.titles).toHaveText(['Sepia', 'Grain']);
});

test('a fast pipeline gets no suggestions', async ({ page, site }) => {
  const { panel } = await begun(page, site.url, await photo(1200, 800), [
    ['crop'],
    ['resize', { mode: 'long-edge', longEdge: 800 }],
    ['exposure', { stops: 0.3 }],
    ['sharpen'],
  ]);
  await measure(panel);
  await expect(panel.getByRole('heading', { name: 'Nothing worth changing' })).toBeVisible();
  await expect(panel.getByRole('button', { name: /^Apply/ })).toHaveCount(0);
  await expect(panel.getByRole('status')).toHaveText('Measured. Nothing worth changing.');
});

test('measuring stops when told to, and by itself when the pipeline changes', async ({
  page,
  site,
}) => {
  const slow: Planted[] = [
    ['median', { radius: 10 }],
    ['median', { radius: 9 }],
  ];
  const { editor, panel } = await begun(page, site.url, await photo(2400, 1600), slow);
  await panel.getByRole('button', { name: 'Measure' }).click();
  await panel.getByRole('button', { name: 'Stop' }).click();
  await expect(panel.getByRole('button', { name: 'Measure' })).toBeVisible({ timeout: 3_000 });
  await expect(panel.getByRole('table')).toHaveCount(0);

  await panel.getByRole('button', { name: 'Measure' }).click();
  await expect(panel.getByRole('progressbar')).toBeVisible();
  await editor.steps.first().getByRole('switch', { name: 'Enabled' }).click();
  await expect(panel).toContainText('Stopped, because the pipeline or the export was changed.');
});
