import { Editor } from './pages/editor';
import { photo } from './pages/pictures';
import { expectAccessibleInBoth } from './support/axe';
import { tabTo } from './support/keys';
import { expect, test } from './support/test';

test('by keyboard alone: keep, name, compare, take one change', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  await editor.add('Sepia');
  await editor.add('Vignette');

  const dialog = page.getByRole('dialog', { name: 'History' });
  const list = dialog.getByRole('listbox', { name: 'Versions' });
  const current = () =>
    list.evaluate(
      (element) =>
        document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.textContent,
    );

  await page.getByRole('button', { name: 'History', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(list).toBeFocused();

  await tabTo(page, /^Keep this version…$/);
  await page.keyboard.press('Enter');
  const naming = page.getByRole('dialog', { name: 'Keep this version' });
  await expect(naming.getByLabel('Name')).toBeFocused();
  await page.keyboard.type('First draft');
  await page.keyboard.press('Enter');
  await expect(naming).toBeHidden();
  await expect(list.getByRole('option', { name: /First draft/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();

  await editor.steps.first().getByRole('button', { name: 'Remove' }).focus();
  await page.keyboard.press('Enter');
  await expect(editor.titles).toHaveText(['Vignette']);

  await page.getByRole('button', { name: 'History', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(list).toBeFocused();
  // Now is A, and the version below it B.
  await page.keyboard.press('Home');
  await expect.poll(current).toMatch(/^\s*Now/);
  await page.keyboard.press('Shift+Space');
  await page.keyboard.press('ArrowDown');
  await expect.poll(current).toMatch(/First draft/);
  await page.keyboard.press('Space');
  await expect(list.getByRole('option', { selected: true })).toHaveCount(2);
  await expect(dialog.getByRole('group', { name: 'A and B' })).toHaveAttribute(
    'aria-busy',
    'false',
  );
  await expect(dialog.getByText('average difference')).toBeVisible();

  // Renamed, with a note.
  await tabTo(page, /^Name…$/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Name this version' })).toBeVisible();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('As sent');
  await page.keyboard.press('Tab');
  await page.keyboard.type('To the client');
  await tabTo(page, /^Save$/);
  await page.keyboard.press('Enter');
  await expect(list.getByRole('option', { name: /As sent.*To the client/s })).toBeVisible();

  await tabTo(page, /^Take this change$/);
  await page.keyboard.press('Enter');
  // A is Now, which has it then.
  await expect(dialog.getByText('A and B are the same.')).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'What changed' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(editor.titles).toHaveText(['Sepia', 'Vignette']);
  await page.keyboard.press('Control+z');
  await expect(editor.titles).toHaveText(['Vignette']);
});

test('a pinned version stays picked while others go by, and is at hand later', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(64, 48));
  const dialog = page.getByRole('dialog', { name: 'History' });
  const list = dialog.getByRole('listbox', { name: 'Versions' });
  const row = (name: string) => list.getByRole('option', { name });
  const open = () => page.getByRole('button', { name: 'History', exact: true }).click();
  for (const [operation, name] of [
    ['Sepia', 'First'],
    ['Vignette', 'Second'],
    ['Invert', 'Third'],
  ] as const) {
    await editor.add(operation);
    await open();
    await dialog.getByRole('button', { name: 'Keep this version…' }).first().click();
    await expect(page.getByLabel('Name', { exact: true })).toBeFocused();
    await page.keyboard.type(name);
    await page.keyboard.press('Enter');
    await expect(row(name)).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
  }
  await open();
  await expect(list).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(row('First')).toContainText(/compared as\s*B/);
  await page.keyboard.press('p');
  await expect(row('First')).toContainText('pinned');
  await expect(dialog.getByRole('button', { name: 'Pin B' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  // Others go by as A.
  for (const name of ['Second', 'Third']) {
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Space');
    await expect(row(name)).toContainText(/compared as\s*A/);
    await expect(row('First')).toContainText(/compared as\s*B/);
  }
  // All of the window stays in sight where it is narrower.
  await page.setViewportSize({ width: 1024, height: 768 });
  const take = dialog.getByRole('button', { name: 'Take this change' }).first();
  await expect(take).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Escape');

  // It is at hand after a reload, whatever the list shows.
  await page.reload();
  await editor.settled();
  await open();
  await dialog.getByRole('searchbox').fill('nothing is called that');
  await expect(list.getByText('No version matches.')).toBeVisible();
  const chooser = dialog.getByRole('combobox', { name: 'Version A' });
  const pinned = chooser.locator('optgroup[label="Pinned"] option');
  await expect(pinned).toHaveCount(1);
  await chooser.selectOption(await pinned.getAttribute('value'));
  await dialog.getByRole('button', { name: 'Pin A' }).click();
  await expect(pinned).toHaveCount(0);
});

for (const width of [1440, 390]) {
  test(`axe finds nothing in History, ${width} px wide, in dark and light`, async ({
    page,
    site,
  }) => {
    await page.setViewportSize({ width, height: 860 });
    const phone = width < 720;
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(64, 48));
    const column = async (name: string) => {
      if (phone) await page.getByRole('tab', { name, exact: true }).last().click();
    };
    await editor.add('White balance');
    if (phone) await editor.column('Export').click();
    await editor.export();
    if (phone) await editor.column('Edit').click();
    await editor.add('Curves');
    await page.getByRole('button', { name: 'More', exact: true }).first().click();
    await page.getByRole('menuitem', { name: 'History' }).click();
    const dialog = page.getByRole('dialog', { name: 'History' });
    const exported = dialog
      .getByRole('listbox', { name: 'Versions' })
      .getByRole('option', { name: /Exported/ });
    await expect(exported).toBeVisible();
    await expectAccessibleInBoth(page, 'versions');
    await column('Compare');
    await expect(dialog.getByText('average difference')).toBeVisible();
    await dialog.getByRole('button', { name: 'Pin A' }).click();
    for (const mode of ['Split', 'Side by side', 'Difference']) {
      await dialog.getByRole('radio', { name: mode }).click();
      await expectAccessibleInBoth(page, mode);
    }
    await column('Changes');
    await expect(dialog.getByText('Curves added')).toBeVisible();
    await expectAccessibleInBoth(page, 'changes');
    await dialog.getByRole('button', { name: 'Keep this version…' }).first().click();
    await expectAccessibleInBoth(page, 'keeping');
    await page.keyboard.press('Escape');
    await column('History');
    await exported.click();
    await column('Changes');
    await dialog.getByRole('button', { name: 'View', exact: true }).click();
    await expect(page.getByText(/Viewing a version/)).toBeVisible();
    await expectAccessibleInBoth(page, 'viewing');
  });
}
