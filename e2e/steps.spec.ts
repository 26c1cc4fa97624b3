import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { middleOf } from './support/box';
import { expectAccessible } from './support/axe';
import { test as fresh } from './support/test';
import { touchDrag } from './support/touch';
import { expect, test } from './support/warm';
import type { Page, Site } from './support/warm';

async function threeSteps(page: Page, url: string): Promise<Editor> {
  const editor = new Editor(page);
  await editor.goto(url);
  await editor.open(await photo(600, 400));
  for (const operation of ['Exposure', 'Contrast', 'Saturation']) await editor.add(operation);
  // Closed cards are all the same height.
  await editor.step('Saturation').getByRole('button', { name: 'Saturation', exact: true }).click();
  return editor;
}

/** Where the handle of a step is. */
async function handleOf(editor: Editor, title: string) {
  const handle = editor.step(title).getByRole('button', { name: 'Drag to move' });
  // Described once the library that drags has come.
  await expect(handle).toHaveAccessibleDescription(/Press Space to pick the step up/);
  return middleOf(handle);
}

test('a step is dragged by mouse, and Escape takes a drag back', async ({ page, site }) => {
  const editor = await threeSteps(page, site.url);
  const from = await handleOf(editor, 'Exposure');
  const to = await handleOf(editor, 'Saturation');
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y + 6, { steps: 8 });
  // Wherever the mouse is, it holds the step.
  await expect(page.locator('header').first()).toHaveCSS('cursor', 'grabbing');
  await page.mouse.up();
  await expect(editor.titles).toHaveText(['Contrast', 'Saturation', 'Exposure']);
  await expect(page.locator('header').first()).not.toHaveCSS('cursor', 'grabbing');
  await expect(page.getByText('Exposure is now step 3 of 3.')).toBeAttached();

  const again = await handleOf(editor, 'Exposure');
  await page.mouse.move(again.x, again.y);
  await page.mouse.down();
  await page.mouse.move(from.x, from.y - 6, { steps: 8 });
  await page.keyboard.press('Escape');
  await expect(page.locator('header').first()).not.toHaveCSS('cursor', 'grabbing');
  await page.mouse.up();
  await expect(editor.titles).toHaveText(['Contrast', 'Saturation', 'Exposure']);

  await editor.undoButton.click();
  await expect(editor.titles).toHaveText(['Exposure', 'Contrast', 'Saturation']);
});

test.describe('with a finger', () => {
  test.use({ hasTouch: true });

  test('a step is dragged by its handle', async ({ page, site }) => {
    const editor = await threeSteps(page, site.url);
    const from = await handleOf(editor, 'Saturation');
    const to = await handleOf(editor, 'Exposure');
    await touchDrag(page, from, { x: to.x, y: to.y - 6 });
    await expect(editor.titles).toHaveText(['Saturation', 'Exposure', 'Contrast']);
  });
});

test('a step is picked up, moved and put down by keyboard', async ({ page, site }) => {
  const editor = await threeSteps(page, site.url);
  await handleOf(editor, 'Exposure');
  const handle = editor.step('Exposure').getByRole('button', { name: 'Drag to move' });
  await handle.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Exposure is picked up, at place 1.')).toBeAttached();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Exposure is at place 2.')).toBeAttached();
  await expectAccessible(page, 'a step is being moved');
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('Exposure is at place 3.')).toBeAttached();
  await page.keyboard.press('Space');
  await expect(page.getByText('Exposure is now step 3 of 3.')).toBeAttached();
  await expect(editor.titles).toHaveText(['Contrast', 'Saturation', 'Exposure']);
  await expect(handle).toBeFocused();

  await page.keyboard.press('Space');
  await expect(page.getByText('Exposure is picked up, at place 3.')).toBeAttached();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByText('Exposure is at place 2.')).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Exposure is back where it was.')).toBeAttached();
  await expect(editor.titles).toHaveText(['Contrast', 'Saturation', 'Exposure']);
  await editor.undoButton.click();
  await expect(editor.titles).toHaveText(['Exposure', 'Contrast', 'Saturation']);
});

test('keys move a step, rename, duplicate and remove it', async ({ page, site }) => {
  const editor = await threeSteps(page, site.url);
  const header = (title: string) => editor.steps.getByRole('button', { name: title, exact: true });
  await header('Saturation').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(editor.titles).toHaveText(['Exposure', 'Saturation', 'Contrast']);
  await expect(header('Saturation')).toBeFocused();
  await page.keyboard.press('Alt+ArrowUp');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(editor.titles).toHaveText(['Saturation', 'Exposure', 'Contrast']);
  await expect(page.getByText('Saturation is already the first step.')).toBeAttached();
  await page.keyboard.press('Alt+ArrowDown');
  await expect(editor.titles).toHaveText(['Exposure', 'Saturation', 'Contrast']);
  await expect(header('Saturation')).toBeFocused();

  await page.keyboard.press('F2');
  const name = page.getByRole('textbox', { name: 'Name of step 2' });
  await expect(name).toBeFocused();
  await name.fill('Punch');
  await page.keyboard.press('Escape');
  await expect(editor.titles).toHaveText(['Exposure', 'Saturation', 'Contrast']);
  await page.keyboard.press('F2');
  await name.fill('Punch');
  await page.keyboard.press('Enter');
  await expect(editor.titles).toHaveText(['Exposure', 'Punch', 'Contrast']);
  await expect(header('Punch')).toBeFocused();

  await page.keyboard.press('Control+d');
  await expect(editor.steps).toHaveCount(4);
  await expect(editor.titles).toHaveText(['Exposure', 'Punch', 'Punch', 'Contrast']);
  await page.keyboard.press('Delete');
  await expect(editor.titles).toHaveText(['Exposure', 'Punch', 'Contrast']);
});

test('the menu of a step renames, duplicates and resets it', async ({ page, site }) => {
  const editor = await threeSteps(page, site.url);
  await editor.step('Exposure').getByRole('button', { name: 'Exposure', exact: true }).click();
  const exposure = editor.step('Exposure');
  await editor.type(exposure, 'Exposure', 2);
  await expect(exposure).toContainText('+2 EV');

  await editor.stepMenu('Exposure', 'Duplicate');
  await expect(editor.titles).toHaveText(['Exposure', 'Exposure', 'Contrast', 'Saturation']);
  const copy = editor.steps.nth(1);
  await expect(copy).toContainText('+2 EV');
  await copy.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Reset' }).click();
  await expect(copy).toContainText('Changes nothing yet.');
  await copy.getByRole('button', { name: 'Show an example' }).click();
  await expect(copy).toContainText('+0.8 EV');
  await expect(page.getByText('shows an example. Undo takes it back.')).toBeAttached();
  // The button is gone; the keyboard goes on from the step.
  await expect(copy.getByRole('button', { name: 'Exposure', exact: true })).toBeFocused();
  await editor.undoButton.click();
  await expect(copy).toContainText('Changes nothing yet.');
  await expect(editor.steps.nth(0)).toContainText('+2 EV');

  await copy.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  const name = page.getByRole('textbox', { name: 'Name of step 2' });
  await name.fill('A little light');
  await name.press('Enter');
  await expect(editor.titles).toHaveText(['Exposure', 'A little light', 'Contrast', 'Saturation']);
  await editor.saved();
  await page.reload();
  await editor.settled();
  await expect(editor.titles).toHaveText(['Exposure', 'A little light', 'Contrast', 'Saturation']);
});

test('a note is written, kept, and taken away by Undo', async ({ page, site }) => {
  const editor = await threeSteps(page, site.url);
  await editor.step('Exposure').getByRole('button', { name: 'Exposure', exact: true }).click();
  await editor.stepMenu('Exposure', 'Add a note');
  const field = editor.step('Exposure').getByRole('textbox', { name: 'Note' });
  await expect(field).toBeFocused();
  await field.fill('Lifts the <b>face</b>.');
  await field.press('Control+Enter');
  await expect(editor.step('Exposure').getByText('Lifts the <b>face</b>.')).toBeVisible();
  await editor.saved();
  await page.reload();
  await editor.settled();
  await expect(editor.step('Exposure').getByText('Lifts the <b>face</b>.')).toBeVisible();
  await editor.stepMenu('Exposure', 'Edit the note');
  await field.fill('Something else');
  await field.press('Escape');
  await expect(editor.step('Exposure').getByText('Lifts the <b>face</b>.')).toBeVisible();
  await editor.undoButton.click();
  await expect(editor.step('Exposure').getByText('Lifts')).toBeHidden();
});

/** A step as it might come from a version that does not exist yet. */
const fromTheFuture = {
  id: 'future-1',
  operation: 'holographic-depth',
  name: 'Depth',
  enabled: true,
  parameters: { layers: [1, 2, { of: 'light' }], strength: 0.25 },
};

/**
 * Puts a step into the stored workspace, or reads the stored steps, from a page of the same site
 * that is not the app: an app that is open would write its own work over it.
 */
async function inStorage(page: Page, site: Site, added: unknown): Promise<unknown> {
  const body = '<!doctype html><title>Storage</title><p>Storage';
  site.overrides.set('/storage.html', { body });
  await page.goto(`${site.url}storage.html`);
  await expect(page.getByText('Storage')).toBeVisible();
  return page.evaluate(async (step) => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => (name ? [name] : []));
    const settled = <Value>(request: IDBRequest<Value>): Promise<Value> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(new Error(String(request.error)));
      });
    const database = await settled(
      indexedDB.open(names.find((name) => name.endsWith('work')) ?? ''),
    );
    const store = database.transaction('values', 'readwrite').objectStore('values');
    const keys = await settled(store.getAllKeys());
    const key = keys.find((name) => typeof name === 'string' && name.startsWith('work:'));
    if (key === undefined) throw new Error('no workspace is stored');
    const work: { pipeline: { operations: unknown[] } } = await settled(store.get(key));
    if (step !== null) {
      work.pipeline.operations.splice(1, 0, step);
      await settled(store.put(work, key));
    }
    database.close();
    return work.pipeline.operations;
  }, added);
}

fresh('a step of a newer version is kept, explained and does nothing', async ({ page, site }) => {
  const editor = await threeSteps(page, site.url);
  await editor.saved();
  await inStorage(page, site, fromTheFuture);
  await editor.goto(site.url);
  await editor.settled();
  await expect(editor.titles).toHaveText(['Exposure', 'Depth', 'Contrast', 'Saturation']);
  const unknown = editor.step('Depth');
  await expect(unknown).toContainText('Not known here');
  await expect(unknown).toContainText(
    'This version does not know the operation "holographic-depth". The step is kept but does nothing.',
  );
  await expect(unknown.getByRole('switch', { name: 'Enabled' })).toBeDisabled();
  expect((await editor.export()).metadata).toMatchObject({ width: 600, height: 400 });

  // Written again with other work, it is still what it was.
  await editor.add('Vignette');
  await editor.saved();
  await page.reload();
  await editor.settled();
  await expect(unknown).toContainText('does not know the operation');
  const stored = await inStorage(page, site, null);
  expect(stored).toContainEqual({ step: 2, ...fromTheFuture });
  expect(stored).toHaveLength(5);
});

test.describe('in a short window', () => {
  test.use({ viewport: { width: 1024, height: 600 } });

  test('a step that is added or opened comes into sight', async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(600, 400));
    for (const operation of ['Exposure', 'Contrast', 'Saturation', 'Clarity', 'Sharpen']) {
      const step = await editor.add(operation);
      await expect(
        step.getByRole('button', { name: 'Remove', exact: true }).last(),
      ).toBeInViewport();
    }
    const header = (title: string) =>
      editor.steps.getByRole('button', { name: title, exact: true });
    // Taller than the column: its beginning, at the upper end.
    await editor.add('Curves');
    await expect(header('Curves')).toBeInViewport();
    expect((await middleOf(header('Curves'))).y).toBeLessThan(200);
    await header('Sharpen').click();
    const last = editor.step('Sharpen').getByRole('button', { name: 'Remove', exact: true }).last();
    await expect(last).toBeInViewport();
    const summary = page.getByText(/^6 steps · \d/);
    const whole = ({ scrollWidth, clientWidth }: HTMLElement) => scrollWidth <= clientWidth;
    expect(await summary.evaluate(whole), 'the heading is not cut').toBe(true);
  });
});
