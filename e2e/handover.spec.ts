import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/test';

/** Saves a project file; returns it as the file chooser takes it. */
async function saveProject(page: Page, withPicture = false) {
  await page.getByRole('tab', { name: 'Share', exact: true }).click();
  if (withPicture) await page.getByRole('checkbox', { name: /^With .*\.jpg/ }).check();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save project file' }).click();
  const download = await saved;
  const name = download.suggestedFilename();
  await expect(page.getByText(`Saved ${name} with`)).toBeVisible();
  const buffer = await readFile(await download.path());
  return { name, mimeType: 'application/x-pipette-project', buffer };
}

/** Keeps the pipeline of now under a name. */
async function keep(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'History', exact: true }).click();
  await page.getByRole('button', { name: 'Keep this version…' }).first().click();
  const naming = page.getByRole('dialog', { name: 'Keep this version' });
  await naming.getByLabel('Name').fill(name);
  await naming.getByRole('button', { name: 'Keep' }).click();
  await expect(naming).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'History' })).toBeHidden();
}

test('a project opens elsewhere with its picture, its history and its settings', async ({
  page,
  browser,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48, 'harbour.jpg'));
  await editor.add('Contrast');
  await keep(page, 'First draft');
  await editor.add('Sepia');
  const project = await saveProject(page, true);
  expect(project.name).toBe('untitled.pipette');

  const context = await browser.newContext();
  const other = await context.newPage();
  const far = new Editor(other);
  await far.goto(site.url);
  await far.choose(project);
  const card = other.getByRole('dialog');
  await expect(card.getByText(/from the project untitled\.pipette/)).toBeVisible();
  await expect(
    card.getByText(/Its history comes along: 2 versions, 1 of them named/),
  ).toBeVisible();
  await expect(card.getByRole('checkbox', { name: /also open harbour\.jpg/ })).toBeChecked();
  await expectAccessible(other, 'project card');
  await card.getByRole('button', { name: 'Replace' }).click();
  await expect(far.titles).toHaveText(['Contrast', 'Sepia']);
  await far.settled();
  await expect(other.getByText('2 versions were added to your history.')).toBeVisible();
  await context.close();
});

test('two people send one file to and fro three times, and nothing is lost', async ({
  page,
  browser,
  site,
}) => {
  test.slow();
  const context = await browser.newContext();
  const [mine, theirs] = [page, await context.newPage()];
  const edits = [
    ['Sepia', 'Vignette'],
    ['Invert', 'Grain'],
    ['Glow', 'Emboss'],
  ] as const;
  await new Editor(mine).goto(site.url);
  await new Editor(theirs).goto(site.url);
  await new Editor(mine).add('Contrast');
  for (const [one, other] of edits) {
    for (const [from, to, operation] of [
      [mine, theirs, one],
      [theirs, mine, other],
    ] as const) {
      await new Editor(from).add(operation);
      await keep(from, `With ${operation}`);
      const project = await saveProject(from);
      // An edit that the other one has not sent: it is left, and kept.
      await new Editor(to).add('Hue');
      await new Editor(to).choose(project);
      await to.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
      await expect(to.getByRole('dialog')).toBeHidden();
      await expect(new Editor(to).titles.last()).toHaveText(operation);
    }
  }
  const all = ['Contrast', ...edits.flat()];
  // What each added and did not send is a version of its own, and goes along from then on; that of the
  // one who had nothing before the first file came is of another pipeline.
  for (const [tab, left] of [
    [mine, 5],
    [theirs, 4],
  ] as const) {
    await expect(new Editor(tab).titles).toHaveText(all);
    await tab.getByRole('button', { name: 'History', exact: true }).click();
    const list = tab.getByRole('listbox', { name: 'Versions' });
    for (const operation of edits.flat()) {
      await expect(list.getByRole('option', { name: new RegExp(`With ${operation}`) })).toHaveCount(
        1,
      );
    }
    await expect(list.getByRole('option', { name: /Replaced/ })).toHaveCount(left);
  }
  await context.close();
});
