import { Editor } from './pages/editor';
import { plainPicture } from './pages/pictures';
import { expectAccessible } from './support/axe';
import { expect, test } from './support/warm';

test('Auto adds what the picture proposes, as steps, and one Undo takes them back', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  // Neither black nor white, in the light of a lamp.
  await editor.open(await plainPicture([178, 150, 116]));
  await page.getByRole('button', { name: 'Auto', exact: true }).click();
  await expect(editor.titles).toHaveText(['White balance', 'Vibrance']);
  await expect(page.getByText('Auto added White balance and Vibrance.')).toBeVisible();
  await editor.settled();
  await expectAccessible(page, 'auto');
  await editor.chooseFormat('PNG');
  const [r = 0, , b = 0] = (await editor.export()).pixels;
  // Half of the cast is gone.
  expect(r - b).toBeLessThan(50);
  expect(r - b).toBeGreaterThan(10);
  // The format first.
  await editor.undoButton.click();
  await editor.undoButton.click();
  await expect(editor.steps).toHaveCount(0);
});

test('Auto says when there is nothing to improve', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await plainPicture([128, 128, 128]));
  await page.getByRole('button', { name: 'Auto', exact: true }).click();
  await expect(page.getByText('Auto found nothing to improve in this picture.')).toBeVisible();
  await expect(editor.steps).toHaveCount(0);
});
