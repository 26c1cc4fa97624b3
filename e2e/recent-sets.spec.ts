import { Editor } from './pages/editor';
import { SetStrip, walk } from './pages/set';
import { expectAccessibleInBoth } from './support/axe';
import { expect, type Page, test } from './support/test';

const recent = (page: Page, name: string) =>
  page
    .getByRole('region', { name: 'Recent sets' })
    .getByRole('button', { name: new RegExp(`^${name} `) });

/** Calls the set that is open something else. */
async function rename(page: Page, name: string) {
  await page.getByRole('button', { name: /^Rename set/ }).click();
  const box = page.getByRole('textbox', { name: 'Name of the set' });
  await box.fill(name);
  await box.press('Enter');
  await expect(page.getByRole('button', { name: `Rename set: ${name}` })).toBeFocused();
}

/** Closes the picture that is open, and its set. */
async function close(page: Page) {
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'Close image' }).click();
}

test('two sets have names, stay when other pictures are opened, and come back whole', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  const strip = new SetStrip(page);
  await editor.goto(site.url);
  await strip.open(await walk(5));
  await editor.settled();
  await rename(page, 'Walk');
  for (const index of [0, 1, 2, 3]) {
    // Those that the strip has made are kept for the start page.
    await expect(strip.pictures.nth(index).locator('canvas')).not.toHaveAttribute('width', '1');
  }
  await editor.type(await editor.add('Exposure'), 'Exposure', 0.5);
  await strip.picture('IMG_3.png').click();
  await expect(page).toHaveTitle('IMG_3.png · Pipette');
  await editor.settled();
  const step = editor.step('Exposure');
  await step.getByRole('switch', { name: 'Only this picture' }).click();
  await editor.type(step, 'Exposure', 2);
  await strip.picture('IMG_3.png').press('4');
  await strip.picture('IMG_3.png').press('p');
  await editor.saved();

  await strip.open(await walk(2, 200, 300));
  await expect(strip.pictures).toHaveCount(2);
  await editor.settled();
  await rename(page, 'Hike');
  await editor.saved();
  await close(page);
  await expect(recent(page, 'Hike')).toContainText('2 pictures');
  await expect(recent(page, 'Walk')).toContainText('5 pictures');

  await page.reload();
  await expect(recent(page, 'Hike')).toBeVisible();
  await expect(recent(page, 'Walk').locator('img')).toHaveCount(4);
  await expectAccessibleInBoth(page, 'recent sets');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectAccessibleInBoth(page, 'recent sets on a phone');
  await page.setViewportSize({ width: 1440, height: 900 });

  await recent(page, 'Walk').click();
  await expect(page).toHaveTitle('IMG_3.png · Pipette');
  await expect(strip.pictures).toHaveCount(5);
  await expect(page.getByRole('button', { name: 'Rename set: Walk' })).toBeVisible();
  await expect(strip.current).toHaveAccessibleName('IMG_3.png, picked, 4 stars, own settings');
  const stops = editor.step('Exposure').getByRole('spinbutton', { name: 'Exposure' });
  await expect(stops).toHaveValue(/2/);
  await strip.picture('IMG_1.png').click();
  await expect(page).toHaveTitle('IMG_1.png · Pipette');
  await expect(stops).toHaveValue(/0\.5/);
  await editor.undoButton.click();
  await expect(strip.picture('IMG_3.png')).toHaveAccessibleName('IMG_3.png, 4 stars, own settings');
  await editor.saved();

  await close(page);
  // What was open is among them once it is saved; until then Hike is the last one.
  await expect(recent(page, 'Walk')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Hike from the recent sets' }).click();
  await expect(recent(page, 'Hike')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: 'Recent sets' })).toBeFocused();
  await page.getByRole('button', { name: 'Undo removing' }).click();
  await recent(page, 'Hike').click();
  await expect(strip.pictures).toHaveCount(2);
  await expect(page).toHaveTitle('IMG_1.png · Pipette');

  await editor.saved();
  await close(page);
  for (const name of ['Hike', 'Walk']) {
    await page.getByRole('button', { name: `Remove ${name} from the recent sets` }).click();
    await expect(recent(page, name)).toHaveCount(0);
  }
  await expect(page.getByRole('main').getByRole('button', { name: 'Open image' })).toBeFocused();
});
