import { Editor, type MadeFile } from './pages/editor';
import { writeHeicGrid } from './pages/heic';
import { exactPicture } from './pages/pictures';
import { test as fresh } from './support/test';
import { expect, test } from './support/warm';

/** A TIFF of two pixels of grey of 12 bits, uncompressed: black and white. */
function deepTiff(photometric = 1): MadeFile {
  const entries = [
    [256, 2],
    [257, 1],
    [258, 12],
    [259, 1],
    [262, photometric],
    [273, 8],
    [277, 1],
    [278, 1],
    [279, 3],
  ];
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag = 0, value = 0], index) => {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(3, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt16LE(value, at + 8);
  });
  const head = Buffer.from([0x49, 0x49, 42, 0, 12, 0, 0, 0, 0x00, 0x0f, 0xff, 0]);
  return { name: 'deep.tif', mimeType: 'image/tiff', buffer: Buffer.concat([head, directory]) };
}

/** A PNG that says it has three frames; its checksum is not looked at in such a chunk. */
async function movingPng(): Promise<MadeFile> {
  const { buffer } = await exactPicture(40, 30);
  const film = Buffer.from([
    0,
    0,
    0,
    8,
    ...Buffer.from('acTL'),
    0,
    0,
    0,
    3,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
  return {
    name: 'moving.png',
    mimeType: 'image/png',
    buffer: Buffer.concat([buffer.subarray(0, 33), film, buffer.subarray(33)]),
  };
}

const raw = (): MadeFile => ({ ...deepTiff(32_803), name: 'shot.nef' });

test('a TIFF of 12 bits opens, and an export has its pixels', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(deepTiff());
  await editor.chooseFormat('PNG');
  const { pixels } = await editor.export();
  expect([...pixels]).toEqual([0, 0, 0, 255, 255, 255]);
});

test('a HEIC photo of tiles opens when one of them stands there twice', async ({ page, site }) => {
  const side = 64;
  const plain = (...colour: readonly number[]): Buffer =>
    Buffer.alloc(side * side * 3, Buffer.from(colour));
  const tiles = [plain(210, 210, 210), plain(20, 20, 20)];
  const editor = new Editor(page);
  await editor.goto(site.url);
  const buffer = writeHeicGrid(tiles, side, [0, 1, 0]);
  await editor.open({ name: 'tiles.heic', mimeType: 'image/heic', buffer });
  await editor.chooseFormat('PNG');
  const { pixels, metadata } = await editor.export();
  expect(metadata).toMatchObject({ width: 3 * side, height: side });
  const middles = [0.5, 1.5, 2.5].map((tile) => pixels[3 * tile * side] ?? 128);
  expect(middles.map((grey) => (grey > 200 ? 'light' : grey < 50 ? 'dark' : grey))).toEqual([
    ...['light', 'dark', 'light'],
  ]);
});

fresh('a RAW photo is called that, on screen and in a run of many', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.choose(raw());
  await expect(page.getByText(/shot\.nef is a RAW photo/).first()).toBeVisible();
  await page.getByRole('button', { name: 'Export many images' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export many images' });
  await dialog
    .getByLabel('Files', { exact: true })
    .first()
    .setInputFiles([raw(), await movingPng()]);
  await dialog.getByRole('button', { name: 'Export 2 files' }).click();
  const rows = dialog.getByRole('listitem');
  await expect(rows.filter({ hasText: 'shot.nef' })).toContainText('is a RAW photo');
  await expect(rows.filter({ hasText: 'moving.png' })).toContainText(
    'This file has 3 frames; the still picture beside is used.',
  );
});
