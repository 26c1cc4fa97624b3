import { readFile } from 'node:fs/promises';
import Ajv2020 from 'ajv/dist/2020.js';
import { dump, load } from 'js-yaml';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expect, test } from './support/warm';
import type { Page } from './support/warm';

async function showDocument(page: Page, format: 'JSON' | 'YAML') {
  await page.getByRole('tab', { name: 'Pipeline', exact: true }).last().click();
  await page.getByRole('radio', { name: format }).check();
  const field = page.getByRole('textbox', { name: `Pipeline as ${format}` });
  await expect(field).toHaveValue(/pipette/);
  return field;
}

async function begun(page: Page, url: string): Promise<Editor> {
  const editor = new Editor(page);
  await editor.goto(url);
  await editor.open(await photo(64, 48));
  await editor.add('Contrast');
  await editor.add('Sepia');
  return editor;
}

test('the pipeline is shown as JSON that its own schema takes, and follows every change', async ({
  page,
  site,
}) => {
  const editor = await begun(page, site.url);
  const field = await showDocument(page, 'JSON');
  const document = JSON.parse(await field.inputValue()) as Record<string, unknown>;
  expect(document).toMatchObject({
    pipette: 2,
    name: 'Untitled',
    source: { format: 'JPEG', width: 64, height: 48 },
    operations: [
      { step: 1, operation: 'contrast', enabled: true },
      { step: 2, operation: 'sepia', enabled: true },
    ],
  });
  const response = await page.request.get(String(document['$schema']));
  const validate = new Ajv2020({ validateFormats: false }).compile(await response.json());
  expect(validate(document)).toBe(true);
  expect(await field.inputValue()).not.toContain('photo');

  await editor.step('Sepia').getByRole('button', { name: 'Remove' }).click();
  await expect(field).not.toHaveValue(/sepia/);
  await page.getByRole('checkbox', { name: 'With the picture’s file name' }).check();
  await expect(field).toHaveValue(/"name": "photo/);
  await page.getByRole('checkbox', { name: 'With export settings' }).check();
  await expect(field).toHaveValue(/"format": "jpeg"/);
});

for (const format of ['JSON', 'YAML'] as const) {
  test(`${format} is changed in place: one Undo takes it back, and what is wrong is named`, async ({
    page,
    site,
  }) => {
    const editor = await begun(page, site.url);
    const field = await showDocument(page, format);
    const text = await field.inputValue();
    const [parse, print] =
      format === 'JSON'
        ? ([JSON.parse, (value: unknown) => JSON.stringify(value, null, 2)] as const)
        : ([load, dump] as const);
    const changed = parse(text) as { operations: { name?: string; parameters: object }[] };
    changed.operations.reverse();
    Object.assign(changed.operations[0] ?? {}, { name: 'Old look' });
    await field.fill(print(changed));
    await expect(editor.titles).toHaveText(['Old look', 'Contrast']);
    await editor.undoButton.click();
    await expect(editor.titles).toHaveText(['Contrast', 'Sepia']);

    await field.fill(`${text}\n[`);
    await expect(page.getByText('The pipeline is unchanged.')).toBeVisible();
    await expect(field).toHaveAttribute('aria-invalid', 'true');
    await expect(editor.titles).toHaveText(['Contrast', 'Sepia']);
    await page.getByRole('button', { name: 'Discard what I typed' }).click();
    await expect(field).toHaveValue(/sepia/);
  });
}

test('a value that does not fit is named with its line, and applied only when asked', async ({
  page,
  site,
}) => {
  const editor = await begun(page, site.url);
  const field = await showDocument(page, 'JSON');
  const text = (await field.inputValue()).replace(/"strength": \d+/, '"strength": 900');
  await field.fill(text);
  const line = text.split('\n').findIndex((one) => one.includes('900')) + 1;
  const place = page.getByRole('button', { name: new RegExp(`^Line ${line}, operations`) });
  await expect(place).toBeVisible();
  await place.click();
  await expect(field).toBeFocused();
  await expect(editor.undoButton).toHaveAttribute('title', /Sepia/);
  await page.getByRole('button', { name: 'Apply with these changes' }).click();
  await expect(field).toHaveValue(/"strength": 100/);
  await expect(editor.undoButton).toHaveAttribute('title', /Edit as JSON/);
});

test('a document is copied and downloaded', async ({ page, site }) => {
  await begun(page, site.url);
  const field = await showDocument(page, 'YAML');
  const text = await field.inputValue();
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download .yaml' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('untitled.yaml');
  expect(await readFile(await download.path(), 'utf8')).toBe(text);
});
