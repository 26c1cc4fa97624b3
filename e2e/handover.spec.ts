import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { Editor, type MadeFile } from './pages/editor';
import { photo } from './pages/pictures';
import { SetStrip, walk } from './pages/set';
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
  watch,
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
  await watch.observe(context);
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

test('a set goes elsewhere as a project, with stars, picks and values of single pictures', async ({
  page,
  browser,
  watch,
  site,
}) => {
  const editor = new Editor(page);
  const strip = new SetStrip(page);
  await editor.goto(site.url);
  await strip.open(await walk(3));
  await editor.settled();
  await editor.type(await editor.add('Exposure'), 'Exposure', 0.5);
  await strip.picture('IMG_2.png').click();
  await expect(page).toHaveTitle('IMG_2.png · Pipette');
  const only = editor.step('Exposure').getByRole('switch', { name: 'Only this picture' });
  await only.click();
  await editor.type(editor.step('Exposure'), 'Exposure', 2);
  await strip.picture('IMG_2.png').press('4');
  await strip.picture('IMG_2.png').press('ArrowRight');
  await strip.picture('IMG_3.png').press('x');
  await page.getByRole('tab', { name: 'Share', exact: true }).click();
  await page.getByRole('checkbox', { name: /^With the 3 pictures of the set/ }).check();
  const project = await saveProject(page);

  const context = await browser.newContext();
  await watch.observe(context);
  const other = await context.newPage();
  const far = new Editor(other);
  const there = new SetStrip(other);
  await far.goto(site.url);
  await far.choose(project);
  const card = other.getByRole('dialog');
  await expect(card.getByRole('checkbox', { name: /also open its 3 pictures/ })).toBeChecked();
  await expectAccessible(other, 'project card of a set');
  await card.getByRole('button', { name: 'Replace' }).click();
  await expect(there.pictures).toHaveCount(3);
  await expect(there.picture('IMG_2.png')).toHaveAccessibleName('IMG_2.png, 4 stars, own settings');
  await expect(there.picture('IMG_3.png')).toHaveAccessibleName('IMG_3.png, rejected');
  await expect(far.step('Exposure')).toContainText('+0.5 EV');
  await there.picture('IMG_2.png').click();
  await expect(other).toHaveTitle('IMG_2.png · Pipette');
  await expect(far.step('Exposure')).toContainText('+2 EV');
  await context.close();
});

/** Merges a project; where both added a step at one place, mine comes first. */
async function merge(page: Page, project: MadeFile, asks = false): Promise<void> {
  await new Editor(page).choose(project);
  await page.getByRole('dialog').getByRole('button', { name: 'Merge…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge' });
  if (asks) await dialog.getByRole('radio', { name: 'Both, in this order' }).check();
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(dialog).toBeHidden();
}

test('two people send one file to and fro three times and merge: nothing is lost', async ({
  page,
  browser,
  watch,
  site,
}) => {
  test.slow();
  const context = await browser.newContext();
  await watch.observe(context);
  const [mine, theirs] = [page, await context.newPage()];
  const edits = [
    ['Sepia', 'Vignette'],
    ['Invert', 'Grain'],
    ['Glow', 'Emboss'],
  ] as const;
  await new Editor(mine).goto(site.url);
  await new Editor(theirs).goto(site.url);
  await new Editor(mine).add('Contrast');
  await keep(mine, 'The beginning');
  await new Editor(theirs).choose(await saveProject(mine));
  await theirs.getByRole('dialog').getByRole('button', { name: 'Replace' }).click();
  await expect(new Editor(theirs).titles).toHaveText(['Contrast']);

  const steps = ['Contrast'];
  for (const [one, other] of edits) {
    // Each edits what both have, and does not know of the other's edit.
    await new Editor(mine).add(one);
    await keep(mine, `With ${one}`);
    await new Editor(theirs).add(other);
    // At first both add behind the only step there is, later each behind an own one.
    await merge(theirs, await saveProject(mine), steps.length === 1);
    await merge(mine, await saveProject(theirs));
    steps.push(one, other);
    const titles = await new Editor(theirs).titles.allTextContents();
    expect(titles.toSorted()).toEqual(steps.toSorted());
    await expect(new Editor(mine).titles).toHaveText(titles);
  }
  for (const tab of [mine, theirs]) {
    await tab.getByRole('button', { name: 'History', exact: true }).click();
    const list = tab.getByRole('listbox', { name: 'Versions' });
    for (const [one] of edits) {
      await expect(list.getByRole('option', { name: new RegExp(`With ${one}`) })).toHaveCount(1);
    }
    await expect(list.getByRole('option', { name: /The beginning/ })).toHaveCount(1);
  }
  await context.close();
});
