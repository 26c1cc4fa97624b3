import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { choose, dialog, picture } from './pages/batch';
import { Editor } from './pages/editor';
import { expectAccessibleInBoth } from './support/axe';
import { expect, test } from './support/test';

test('results of a run become a contact sheet, its pages and a PDF with the very files', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await choose(page, [await picture('a.jpg'), await picture('b.jpg'), await picture('c.jpg')]);
  const zip = page.waitForEvent('download');
  await dialog(page).getByRole('button', { name: 'Export 3 files' }).click();
  await zip;
  await dialog(page).getByRole('button', { name: 'Contact sheet or PDF…' }).click();
  const sheet = page.getByRole('dialog', { name: 'Contact sheet or PDF' });
  const save = sheet.getByRole('button', { name: /^Save contact-sheet/ });
  await expect(save).toBeEnabled();
  await expectAccessibleInBoth(page, 'a contact sheet');
  await sheet.getByRole('spinbutton', { name: 'Columns' }).fill('3');
  await sheet.getByRole('spinbutton', { name: 'Columns' }).press('Enter');
  const size = sheet.getByRole('region', { name: 'Size of the contact sheet or PDF' });
  await expect(size).toHaveAttribute('aria-busy', 'false');
  await expect(save).toBeEnabled();
  const told = await size.innerText();
  let download = page.waitForEvent('download');
  await save.click();
  const file = await readFile(await (await download).path());
  const { format, width = 0, height = 0 } = await sharp(file).metadata();
  expect(format).toBe('jpeg');
  expect(told).toContain(`${width} × ${height}`);
  expect(width).toBe(3 * 240 + 4 * 24);
  expect(height).toBeLessThan(300);

  await sheet.getByRole('radio', { name: 'One picture a page' }).check({ force: true });
  download = page.waitForEvent('download');
  await sheet.getByRole('button', { name: 'Save pictures.pdf' }).click();
  const pdf = await readFile(await (await download).path());
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1').match(/\/DCTDecode/g)?.length).toBe(3);
  await expect(size).toContainText('3 pages');
});
