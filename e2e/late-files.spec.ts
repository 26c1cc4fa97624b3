/** What is fetched once the page stands, and cannot be had: windows that need it say so. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from './pages/editor';
import { distFolder, expect, type Page, type Site, test } from './support/test';

/** Lets the host answer for a script of the site that is lost. */
function lose(site: Site, script: string): void {
  const name = readdirSync(join(distFolder, 'assets')).find(
    (one) => one.startsWith(`${script}-`) && one.endsWith('.js'),
  );
  if (name === undefined) throw new Error(`dist has no file for ${script}`);
  site.overrides.set(`/assets/${name}`, { status: 404, body: '<!doctype html><p>no' });
}

async function fromMenu(page: Page, item: string) {
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: item }).click();
  return page.getByRole('dialog');
}

test('windows say that a file is lost', async ({ page, site }) => {
  // It looks for a newer version and keeps the site offline.
  lose(site, 'updates');
  await new Editor(page).goto(site.url);
  await test.step('About: no newer version can be looked for', async () => {
    const about = await fromMenu(page, 'About');
    await about.getByRole('button', { name: 'Check for an update' }).click();
    await expect(about.getByText('This could not be loaded. Reload the page')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(about).toBeHidden();
  });
  await test.step('Settings: decoders could not be stored', async () => {
    const settings = await fromMenu(page, 'Settings');
    const keep = settings.getByRole('button', { name: 'Keep AVIF, JPEG XL and SVG' });
    await keep.click();
    await expect(settings.getByRole('status')).toHaveText(/^Not stored\..*try again\./);
    await expect(keep).toBeEnabled();
  });
});

test('steps are moved without what drags them, which can be fetched again', async ({
  page,
  site,
}) => {
  lose(site, 'updates');
  await page.route('**/assets/sorting-library-*.js', (route) => route.abort());
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Invert');
  const lost = page.getByText(
    'Steps cannot be dragged now: a part of the page could not be loaded.',
  );
  await expect(lost).toBeVisible();
  await editor.add('Sepia');
  await editor.step('Sepia').getByRole('button', { name: 'Move up' }).click();
  await expect(editor.titles).toHaveText(['Sepia', 'Invert']);
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  const handle = editor.step('Sepia').getByRole('button', { name: 'Drag to move' });
  await expect(handle).toHaveAccessibleDescription(/^Press Space to pick the step up/);
  await expect(lost).toBeHidden();
});

test('the column of exports is lost whole, and that is said once', async ({ page, site }) => {
  lose(site, 'updates');
  lose(site, 'columns');
  await page.goto(site.url);
  const lost = page.getByText('This column could not be loaded. Reload the page');
  await expect(lost).toBeVisible();
  await expect(page.getByText('A part of this page could not be loaded. Reload the')).toBeVisible();
  await expect(lost).toHaveCount(1);
});

test('without the operations nothing starts, and stored work stays', async ({ page, site }) => {
  // Else the site would be kept offline.
  lose(site, 'updates');
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Invert');
  await editor.saved();
  // The browser has kept it.
  let lost = (): void => undefined;
  const answered = new Promise<void>((resolve) => (lost = resolve));
  await page.route('**/assets/operations-*.js', async (route) => {
    await answered;
    await route.abort();
  });
  await page.reload();
  await expect(page.getByText('Looking for your last work')).toBeVisible();
  // What comes back would take the place of a new name.
  await expect(page.getByRole('button', { name: 'Rename pipeline' })).toBeDisabled();
  lost();
  await expect(page.getByText('Pipette could not start. Your saved work is')).toBeVisible();
  await page.unrouteAll();
  await page.reload();
  await expect(editor.titles).toHaveText(['Invert']);
});
