// Longer than a file should be: every way in is tried against the same card.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import { zipSync } from 'fflate';
import { Editor, type MadeFile } from './pages/editor';
import { exactPicture, photo } from './pages/pictures';
import { expect, type Page, test } from './support/warm';

const document = {
  pipette: 2,
  name: 'Two tones',
  description: 'For the spring series.',
  madeWith: { pipette: '1.0.0', libvips: '8.18.7' },
  source: { format: 'JPEG', width: 3872, height: 2592 },
  operations: [
    { step: 1, id: 'one', operation: 'exposure', parameters: { stops: 1 } },
    { step: 2, id: 'two', operation: 'sepia', enabled: false, note: 'not yet' },
  ],
};
const json = JSON.stringify(document, null, 2);
const older = JSON.stringify({
  pipeline_info: { name: 'Two tones' },
  operations: [
    { step: 1, operation: 'Exposure', parameters: { stops: 1 }, enabled: true },
    { step: 2, operation: 'Sepia', parameters: {}, enabled: false },
  ],
});
const yaml = `pipette: 2
name: Two tones
operations:
  - operation: exposure
    parameters: {stops: 1}
  - operation: sepia
    enabled: false
`;

const file = (name: string, content: string | Uint8Array, mimeType = ''): MadeFile => ({
  name,
  mimeType,
  buffer: Buffer.from(content),
});

/** The card of the pipeline on offer. */
const card = (page: Page, name = 'Two tones') => page.getByRole('dialog', { name });

const press = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

/** Pastes text where the focus is. */
const paste = (page: Page, text: string) =>
  page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData('text/plain', text);
    (globalThis.document.activeElement ?? globalThis.document.body).dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
  const found = await page.evaluate(async (): Promise<AxeResults> => {
    const axe = Reflect.get(globalThis, 'axe') as { run(): Promise<AxeResults> };
    return axe.run();
  });
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}

test.describe('a pipeline in a file', () => {
  const kinds: readonly (readonly [string, MadeFile, string])[] = [
    ['JSON', file('two.json', json, 'application/json'), 'from the JSON file two.json'],
    ['JSON under a wrong name', file('two.png', json, 'image/png'), 'from the JSON file two.png'],
    ['YAML', file('two.yaml', yaml), 'from the YAML file two.yaml'],
    ['YAML under a wrong name', file('two.txt', yaml), 'from the YAML file two.txt'],
    ['the older shape', file('old.json', older), 'from the JSON file old.json'],
    [
      'a zip',
      file('two.zip', zipSync({ 'x.jpg': new Uint8Array(9), 'pipeline.json': Buffer.from(json) })),
      'from the zip two.zip',
    ],
    [
      'a report',
      file(
        'r.html',
        `<!doctype html><script type="application/json" id="pipette-pipeline">${json}</script>`,
        'text/html',
      ),
      'from the report r.html',
    ],
  ];

  test('is offered from every kind of file, dropped or chosen, and Replace takes it', async ({
    page,
    site,
  }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    for (const [what, made, where] of kinds) {
      await test.step(what, async () => {
        await editor.drop(made);
        await expect(card(page)).toContainText(`A pipeline ${where}.`);
        await expect(card(page).getByRole('listitem')).toHaveText([
          /Exposure.*\+1 EV/,
          /Sepia.*off/,
        ]);
        await press(page, 'Replace');
        await expect(card(page)).toBeHidden();
        await expect(
          page.getByText(`The pipeline of ${made.name} is here: 2 steps.`),
        ).toBeVisible();
        await expect(editor.titles).toHaveText(['Exposure', 'Sepia']);
        await editor.undoButton.click();
        await expect(editor.steps).toHaveCount(0);
      });
    }
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Import pipeline…' }).click();
    await (await chooser).setFiles(file('two.json', json));
    await expect(card(page)).toBeVisible();
  });

  test('is tried on the open picture; Append keeps what was there, as one change', async ({
    page,
    site,
  }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(300, 200));
    await editor.drop(file('two.json', json));
    await press(page, 'Replace');
    await editor.settled();
    await editor.drop(file('two.json', json.replace('Two tones', 'Again')));
    const again = card(page, 'Again');
    await expect(again.getByText('For the spring series.')).toBeVisible();
    await expect(again.getByText('Made with Pipette 1.0.0 and libvips 8.18.7.')).toBeVisible();
    await expect(again.getByText('Made on a picture: JPEG, 3872 × 2592 px.')).toBeVisible();
    await expect(again.getByText('not yet')).toBeVisible();
    await expect(again.getByText('photo.jpg with these steps')).toBeVisible();
    await expect(again.locator('canvas')).toHaveAttribute('width', '300');
    await press(page, 'Append');
    await expect(page.getByText('Appended 2 steps of two.json.')).toBeVisible();
    await expect(editor.titles).toHaveText(['Exposure', 'Sepia', 'Exposure', 'Sepia']);
    // The pipeline keeps its name: steps were added to it.
    await expect(page.getByText('Again', { exact: true })).toBeHidden();
    // Steps of the same id are told apart: switching one off leaves the other.
    await editor.steps.nth(2).getByRole('switch', { name: 'Enabled' }).click();
    await expect(editor.steps.nth(0).getByRole('switch', { name: 'Enabled' })).toBeChecked();
    await editor.undoButton.click();
    await editor.undoButton.click();
    await expect(editor.titles).toHaveText(['Exposure', 'Sepia']);
    await editor.redoButton.click();
    await expect(editor.steps).toHaveCount(4);
  });

  test('changes nothing when it is declined, with the mouse or with a key', async ({
    page,
    site,
  }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.add('Invert');
    for (const decline of [() => press(page, 'Cancel'), () => page.keyboard.press('Escape')]) {
      await editor.drop(file('two.json', json));
      await expect(card(page)).toBeVisible();
      await expect(card(page).locator(':focus')).toHaveCount(1);
      await decline();
      await expect(card(page)).toBeHidden();
      await expect(editor.titles).toHaveText(['Invert']);
      await expect(editor.undoButton).toHaveAttribute('title', /Add Invert/);
    }
  });

  test('takes its export settings along with Replace, and with Append only when asked', async ({
    page,
    site,
  }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    const withSettings = file(
      's.json',
      JSON.stringify({ ...document, export: { format: 'webp', size: 'web' } }),
    );
    const webp = page
      .getByRole('radiogroup', { name: 'Format' })
      .getByRole('radio', { name: 'WebP' });
    await editor.drop(withSettings);
    await expect(
      card(page).getByText(/Also take the export settings \(WebP, quality \d+, 1920 px\)/),
    ).toBeVisible();
    await press(page, 'Append');
    await expect(editor.steps).toHaveCount(2);
    await expect(webp).not.toBeChecked();
    await editor.drop(withSettings);
    await press(page, 'Replace');
    await expect(webp).toBeChecked();
    await editor.undoButton.click();
    await expect(webp).not.toBeChecked();
    await editor.drop(withSettings);
    await card(page).getByRole('checkbox', { name: 'with Append' }).check();
    await press(page, 'Append');
    await expect(webp).toBeChecked();
  });

  test('says what did not fit, by line, and what was kept', async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    const text = json.replace('"stops": 1', '"stops": 99').replace('"sepia"', '"sparkle"');
    await editor.drop(file('odd.json', text));
    const line = text.split('\n').findIndex((one) => one.includes('99')) + 1;
    await expect(card(page).getByRole('region', { name: 'One thing did not fit' })).toContainText(
      `Line ${line}, operations[0].parameters.stops`,
    );
    await expect(card(page)).toContainText('Expected a number from -4 to 4 (EV), found 99');
    await expect(card(page)).toContainText('does not know the operation "sparkle"');
    await expectAccessible(page);
    await press(page, 'Replace');
    await expect(editor.step('sparkle')).toContainText('Not known here');
  });

  test('says what people write in other ways, and what it takes that for', async ({
    page,
    site,
  }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    const twice = json
      .replace('"stops": 1', '"stops": 2,\n        "stops": 1')
      .replace('"sepia"', '"sepai"');
    await editor.drop(file('twice.json', twice));
    const line = twice.split('\n').findIndex((one) => one.includes('"stops": 1')) + 1;
    await expect(card(page).getByRole('region', { name: 'One thing did not fit' })).toContainText(
      `Line ${line}, operations[0].parameters.stops Expected this name once, found it more than once`,
    );
    await expect(card(page)).toContainText('operation "sepai". Did you mean sepia?');
    await press(page, 'Cancel');
    await editor.drop(file('off.yaml', yaml.replace('enabled: false', 'enabled: no')));
    await expect(card(page).getByRole('region', { name: 'One thing did not fit' })).toContainText(
      'Line 7, operations[1].enabled Expected true or false, found "no". Would become: the step is off.',
    );
    await press(page, 'Replace');
    await expect(editor.step('Sepia').getByRole('switch')).not.toBeChecked();
  });

  test('that lacks a picture says which step needs it', async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(200, 100));
    const step = { operation: 'image-watermark', parameters: { picture: 'ab'.repeat(32) } };
    await editor.drop(
      file('m.json', JSON.stringify({ pipette: 2, name: 'M', operations: [step] })),
    );
    await expect(card(page, 'M')).toContainText('did not come along and is not on this device');
    await expect(card(page, 'M').locator('canvas')).toHaveAttribute('width', '200');
  });

  test('of too many steps cannot be appended', async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.add('Invert');
    const operations = Array(200).fill({ operation: 'flip' });
    await editor.drop(file('many.json', JSON.stringify({ pipette: 2, name: 'Many', operations })));
    await expect(card(page, 'Many')).toContainText('A pipeline may have 200 steps');
    await expect(card(page, 'Many').getByRole('button', { name: 'Append' })).toBeDisabled();
  });
});

/** A zip of one file that says it unpacks to little and unpacks to 100 MB. */
function bomb(): Buffer {
  const packed = deflateRawSync(new Uint8Array(100_000_000));
  const zip = Buffer.from(zipSync({ 'pipeline.json': [packed, { level: 0 }] }));
  // Stored becomes deflated, in the file's own head and in the list.
  zip.writeUInt16LE(8, 8);
  zip.writeUInt16LE(8, zip.lastIndexOf('PK\x01\x02') + 10);
  zip.writeUInt32LE(100, zip.lastIndexOf('PK\x01\x02') + 24);
  return zip;
}

test('what holds no pipeline is refused in words, and nothing changes', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.add('Invert');
  const refused: readonly (readonly [MadeFile, RegExp])[] = [
    [
      file('notes.txt', 'Remember the milk.'),
      /notes\.txt holds no pipeline that Pipette can read: it is text/,
    ],
    [
      file('data.json', '{"a": 1}'),
      /data\.json holds no pipeline that Pipette can read: it is a JSON document/,
    ],
    [
      file('cut.json', json.slice(0, 200)),
      /cut\.json was not read\. Line \d+, column \d+: This is not JSON/,
    ],
    [
      file('said.json', json.replace('  "name"', '  // mine\n  "name"')),
      /said\.json was not read\. Line 3, column 3: .* comments are not JSON; YAML allows them/,
    ],
    [
      file('latin.json', Buffer.from(json.replace('Two tones', 'Deux t\u00e9mes'), 'latin1')),
      /latin\.json was not read\. Line 3: a byte here is no text in UTF-8/,
    ],
    [file('x.yaml', yaml.replace('Two tones', '*alias')), /x\.yaml was not read\. Line 2/],
    [file('x.py', 'print("hello")'), /x\.py holds no pipeline that Pipette can read: it is text/],
    [
      file('plain.zip', zipSync({ 'a.txt': Buffer.from('a') })),
      /plain\.zip holds no pipeline .* without a pipeline\.json/,
    ],
    [file('bomb.zip', bomb()), /bomb\.zip was not read\. The archive is damaged/],
    [
      file('half.zip', zipSync({ 'pipeline.json': Buffer.from(json) }).subarray(0, 120)),
      /half\.zip was not read/,
    ],
    [file('empty.json', ''), /empty\.json is empty/],
    [
      file('paper.pdf', '%PDF-1.7 \xff'),
      /paper\.pdf is not a picture that can be opened: it is a PDF document/,
    ],
    [
      file('key.json', '{"pipette": 2, "operations": [], "__proto__": {}}'),
      /key\.json was not read/,
    ],
  ];
  for (const [made, words] of refused) {
    await editor.drop(made);
    await expect(page.getByText(words)).toBeVisible();
  }
  await paste(page, 'just words');
  await expect(
    page.getByText('What was pasted holds no pipeline that Pipette can read.'),
  ).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(editor.titles).toHaveText(['Invert']);
});

test('a pipeline that is pasted is offered, but not what is pasted into a text field', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const name = page.getByRole('textbox', { name: 'File name' });
  await name.focus();
  await paste(page, json);
  await name.blur();
  for (const [text, from] of [
    [json, 'from pasted JSON'],
    [yaml, 'from pasted YAML'],
    [`const PIPELINE = String.raw\`\n${json}\n\`;\n`, 'from a pasted JavaScript program'],
  ] as const) {
    await paste(page, text);
    await expect(card(page)).toContainText(`A pipeline ${from}.`);
    await press(page, 'Cancel');
    // What is pasted while a window is still going is meant for that window.
    await expect(page.getByRole('dialog')).toHaveCount(0);
  }
  await paste(page, json);
  await press(page, 'Replace');
  await expect(page.getByText('The pipeline of pasted text is here: 2 steps.')).toBeVisible();
  await expect(editor.titles).toHaveText(['Exposure', 'Sepia']);
});

for (const format of ['JPEG', 'PNG', 'WebP', 'TIFF', 'AVIF', 'JXL'] as const) {
  test(`an exported ${format} brings its pipeline back`, async ({ page, site }) => {
    const editor = new Editor(page);
    await editor.goto(site.url);
    await editor.open(await photo(320, 240));
    await editor.add('Sepia');
    await editor.add('Flip');
    await page.getByRole('switch', { name: 'Keep the pipeline inside the file' }).click();
    await editor.chooseFormat(format);
    await editor.settled();
    const download = page.waitForEvent('download');
    await editor.exportButton.click();
    const saved = await download;
    const buffer = await readFile(await saved.path());
    for (const name of ['Sepia', 'Flip']) {
      await editor.step(name).getByRole('button', { name: 'Remove' }).click();
    }
    await editor.drop({ name: 'result.bin', mimeType: '', buffer });
    const offered = page.getByRole('dialog');
    await expect(offered).toContainText('A pipeline inside the picture result.bin.', {
      timeout: 20_000,
    });
    await expect(offered).toContainText('The picture is already the result of these steps.');
    await press(page, 'Replace');
    await expect(editor.titles).toHaveText(['Sepia', 'Flip']);
    await expect(page.getByText('photo.jpg').first()).toBeVisible();

    await editor.drop({ name: 'result.bin', mimeType: '', buffer });
    await press(page, 'Open the picture instead');
    await editor.settled();
    await expect(page.getByText('result.bin is open.').first()).toBeVisible();
    await expect(editor.titles).toHaveText(['Sepia', 'Flip']);
  });
}

test('a picture without a pipeline is opened at once, and says so when one is looked for', async ({
  page,
  site,
}) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  const picture = await exactPicture();
  await editor.drop({ ...picture, name: 'wrong.json', mimeType: 'application/json' });
  await editor.settled();
  await expect(page.getByText('wrong.json').first()).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Import pipeline…' }).click();
  await (await chooser).setFiles(picture);
  await expect(page.getByText('exact.png is a picture that carries no pipeline.')).toBeVisible();
});

test('the zip of all steps brings the pipeline back', async ({ page, site }) => {
  const editor = new Editor(page);
  await editor.goto(site.url);
  await editor.open(await photo(320, 240, 'holiday.jpg'));
  await editor.add('Sepia');
  await editor.add('Flip');
  await page.getByRole('button', { name: 'Export all steps' }).click();
  const download = page.waitForEvent('download');
  await press(page, 'Save zip');
  const buffer = await readFile(await (await download).path());
  await expect(page.getByRole('dialog').getByText('Saved 3 pictures in one zip.')).toBeVisible();
  await page.keyboard.press('Escape');
  await editor.step('Sepia').getByRole('button', { name: 'Remove' }).click();
  await editor.drop({ name: 'holiday.zip', mimeType: 'application/zip', buffer });
  await expect(page.getByRole('dialog')).toContainText('A pipeline from the zip holiday.zip.');
  await press(page, 'Replace');
  await expect(editor.titles).toHaveText(['Sepia', 'Flip']);
});
