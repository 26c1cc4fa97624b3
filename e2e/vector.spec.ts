import { Editor } from './pages/editor';
import { expect, test } from './support/warm';

test('an SVG is drawn as large as is chosen, stays sharp, and comes back so after a reload', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="#fff"/><rect x="30" width="30" height="40" fill="#f00"/></svg>';
  await editor.open({ name: 'half.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  await editor.chooseFormat('PNG');
  await expect(page.getByText('This drawing was turned into 60 × 40 pixels.')).toBeVisible();

  await page.getByRole('button', { name: 'Change size…' }).click();
  const window = page.getByRole('dialog', { name: 'Size of the drawing' });
  const width = window.getByRole('spinbutton', { name: 'Width' });
  const height = window.getByRole('spinbutton', { name: 'Height' });
  await expect(height).toHaveValue('40 px');
  await width.fill('1500');
  await width.press('Enter');
  await expect(height).toHaveValue('1000 px');
  await window.getByRole('button', { name: 'Draw', exact: true }).click();
  await expect(page.getByText('This drawing was turned into 1500 × 1000 pixels.')).toBeVisible();
  await expect(page.getByText('half.svg is drawn with 1500 × 1000 pixels.').first()).toBeVisible();
  await editor.settled();
  const { metadata, pixels } = await editor.export();
  expect([metadata.width, metadata.height]).toEqual([1500, 1000]);
  const at = (x: number) => {
    const from = (500 * 1500 + x) * (metadata.channels ?? 3);
    return [...pixels.subarray(from, from + 3)];
  };
  // The edge lies between two pixels: enlarged from 60, it would be a ramp.
  expect([at(749), at(750)]).toEqual([
    [255, 255, 255],
    [255, 0, 0],
  ]);

  await editor.saved();
  await page.reload();
  await editor.settled();
  await expect(page.getByText('This drawing was turned into 1500 × 1000 pixels.')).toBeVisible();

  // The window is in the menu too, for when the notice was put away.
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'Size of the drawing…' }).click();
  await height.fill('60000');
  await window.getByRole('button', { name: 'Draw', exact: true }).click();
  await expect(page.getByText(/half\.svg would be 90,000 × 60,000 pixels/).first()).toBeVisible();
  await expect(page.getByText('This drawing was turned into 1500 × 1000 pixels.')).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).first().click();
  await page.getByRole('menuitem', { name: 'Size of the drawing…' }).click();
  await window.getByRole('button', { name: 'Its own size' }).click();
  await expect(page.getByText('This drawing was turned into 60 × 40 pixels.')).toBeVisible();
  await editor.undoButton.click();
  await expect(page.getByText('This drawing was turned into 1500 × 1000 pixels.')).toBeVisible();
});

test('the letters of a drawing are drawn, without a request, in its size in inches', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="1in" height="48pt" viewBox="0 0 96 64">' +
    '<rect width="96" height="64" fill="#fff"/><foreignObject width="9" height="9"/>' +
    '<image href="https://elsewhere.example/a.png" width="9" height="9"/>' +
    '<text x="8" y="48" font-size="40" font-family="sans-serif">Hx</text></svg>';
  await editor.open({ name: 'text.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(svg) });
  await editor.chooseFormat('PNG');
  await expect(page.getByText('This drawing was turned into 96 × 64 pixels.')).toBeVisible();
  await expect(page.getByText(/^Its text was drawn by this browser/)).toBeVisible();
  const { metadata, pixels } = await editor.export();
  const channels = metadata.channels ?? 3;
  const dark = Array.from({ length: 96 * 64 }, (_, at) => pixels[at * channels] ?? 255);
  expect(dark.filter((value) => value < 128).length).toBeGreaterThan(150);
});
