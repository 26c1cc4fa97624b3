import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { Editor, type MadeFile } from './pages/editor';
import { photo } from './pages/pictures';
import { expectAccessibleInBoth } from './support/axe';
import { tabTo } from './support/keys';
import { expect, test } from './support/test';

interface Document {
  name: string;
  operations: { id: string; operation: string; parameters: Record<string, unknown> }[];
}

/** The pipeline as a file, as a colleague gets it. */
async function sent(page: Page): Promise<Document> {
  await page.getByRole('tab', { name: 'Pipeline', exact: true }).last().click();
  await page.getByRole('radio', { name: 'JSON' }).check();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download .json' }).click();
  return JSON.parse(await readFile(await (await download).path(), 'utf8')) as Document;
}

const fileOf = (document: Document): MadeFile => ({
  name: 'colleague.json',
  mimeType: 'application/json',
  buffer: Buffer.from(JSON.stringify(document)),
});

const windowOf = (page: Page) => page.getByRole('dialog', { name: 'Merge' });
const amountOf = (editor: Editor) =>
  editor.step('Sepia').getByRole('spinbutton', { name: 'Amount' });

test('a colleague’s changed file is merged, and one undo takes it back', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.add('Exposure');
  await editor.add('Sepia');
  const document = await sent(page);
  const [exposure] = document.operations;
  if (!exposure) throw new Error('There are no steps in the file.');
  exposure.parameters['stops'] = 1.5;
  await editor.add('Vignette');

  await editor.drop(fileOf(document));
  await page.getByRole('dialog').getByRole('button', { name: 'Merge…' }).click();
  const merge = windowOf(page);
  await expect(merge.getByText('1 mine')).toBeVisible();
  await expect(merge.getByText('Exposure: Exposure 0 EV → +1.5 EV')).toBeVisible();
  await expect(merge.getByText(/is a guess/)).toHaveCount(0);

  // Whoever would rather not is asked again what to do with the file.
  await merge.getByRole('button', { name: 'Cancel' }).click();
  await expect(editor.titles).toHaveText(['Exposure', 'Sepia', 'Vignette']);
  await page.getByRole('dialog').getByRole('button', { name: 'Merge…' }).click();

  await merge.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(merge).toBeHidden();
  await expect(page.getByText('Both versions are in History.')).toBeVisible();
  await expect(editor.titles).toHaveText(['Exposure', 'Sepia', 'Vignette']);
  await expect(editor.step('Exposure')).toContainText('+1.5 EV');
  await editor.undoButton.click();
  await expect(editor.step('Exposure')).toContainText(/[^.\d]0 EV/);
  await expect(editor.titles).toHaveText(['Exposure', 'Sepia', 'Vignette']);
  await editor.redoButton.click();

  await page.getByRole('button', { name: 'History', exact: true }).click();
  const versions = page.getByRole('listbox', { name: 'Versions' });
  const merged = versions.getByRole('option', { name: /^Merged/ });
  await expect(merged).toContainText('from “Untitled”');
  await expect(versions.getByRole('option', { name: /Imported/ })).toBeVisible();
  // It comes from both: neither is offered to be merged once more.
  const dialog = page.getByRole('dialog', { name: 'History' });
  for (const name of [/^Imported/, /^Replaced/]) {
    await versions.getByRole('option', { name }).click();
    await expect(dialog.getByText(new RegExp(`^With B, ${name.source.slice(1)}`))).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Restore' })).toBeVisible();
    await expect(dialog.getByRole('button', { name: 'Merge…' })).toHaveCount(0);
  }
});

test('by keyboard alone: a version of another line is merged, with a conflict', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.add('Sepia');
  const history = page.getByRole('dialog', { name: 'History' });
  const list = history.getByRole('listbox', { name: 'Versions' });
  const openHistory = async () => {
    await page.getByRole('button', { name: 'History', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(list).toBeFocused();
  };
  const keep = async (name: string) => {
    await openHistory();
    await tabTo(page, /^Keep this version…$/);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog', { name: 'Keep this version' })).toBeVisible();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(list.getByRole('option', { name })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(history).toBeHidden();
  };
  await keep('Base');
  await editor.type(editor.step('Sepia'), 'Amount', 30);
  await keep('Soft');
  await editor.undoButton.focus();
  await page.keyboard.press('Enter');
  await expect(amountOf(editor)).toHaveValue('80 %');
  await editor.type(editor.step('Sepia'), 'Amount', 100);

  await openHistory();
  const current = () =>
    list.evaluate(
      (element) =>
        document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent,
    );
  for (let press = 0; press < 5 && !/Soft/.test((await current()) ?? ''); press += 1) {
    await page.keyboard.press('ArrowDown');
  }
  await expect.poll(current).toMatch(/Soft/);
  await page.keyboard.press('Space');
  await tabTo(page, /^Merge…$/);
  await page.keyboard.press('Enter');

  const merge = windowOf(page);
  const choices = merge.getByRole('radiogroup', { name: 'Sepia: Amount' });
  await expect(choices).toHaveAccessibleDescription(/It was 80 % before/);
  await expect(choices.getByRole('radio', { name: 'Keep mine' })).toHaveAccessibleDescription(
    /Amount\s+100 %/,
  );
  await expect(merge.getByRole('button', { name: 'Merge', exact: true })).toBeDisabled();
  await tabTo(page, /^Keep mine$/);
  await page.keyboard.press('ArrowDown');
  await expect(choices.getByRole('radio', { name: 'Take theirs' })).toBeChecked();
  await expect(merge.getByText('Decided', { exact: true })).toBeVisible();
  await tabTo(page, /^Merge$/);
  await page.keyboard.press('Enter');
  await expect(merge).toBeHidden();
  await expect(amountOf(editor)).toHaveValue('30 %');
  await page.keyboard.press('Control+z');
  await expect(amountOf(editor)).toHaveValue('100 %');
});

test('axe finds nothing in Merge, wide and on a phone, in dark and light', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.add('Exposure');
  await editor.add('Sepia');
  const { operations } = await sent(page);
  const theirs = operations.map((one) =>
    one.operation === 'sepia' ? { ...one, parameters: { amount: 20 } } : one,
  );
  const inverted = { id: 'new', operation: 'invert', parameters: {} };
  await editor.type(editor.step('Sepia'), 'Amount', 60);
  await editor.add('Vignette');
  // Without its version, so that the base is a guess.
  await editor.drop(fileOf({ name: 'Theirs', operations: [...theirs, inverted] }));
  await page.getByRole('dialog').getByRole('button', { name: 'Merge…' }).click();
  const merge = windowOf(page);
  await expect(merge.getByText(/is a guess/)).toBeVisible();
  const drawn = () => expect(merge.locator('[aria-busy="true"]')).toHaveCount(0);
  await drawn();
  await expectAccessibleInBoth(page, 'a value');
  await merge.getByRole('button', { name: 'Next conflict' }).click();
  await merge.getByRole('radio', { name: 'Both, in this order' }).check();
  await merge.getByRole('button', { name: 'Swap the order' }).click();
  await expect(merge.getByText('4 steps')).toBeVisible();
  await drawn();
  await expectAccessibleInBoth(page, 'a place');

  await page.setViewportSize({ width: 390, height: 844 });
  await drawn();
  await expectAccessibleInBoth(page, 'a place on a phone');
  for (const name of ['Result', 'Steps', 'Changes']) {
    await merge.getByRole('tab', { name, exact: true }).click();
    await drawn();
    await expectAccessibleInBoth(page, `${name} on a phone`);
  }
});
