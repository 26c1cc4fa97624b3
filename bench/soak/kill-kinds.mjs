/** What is done while the browser is killed, and how to see what came of it: as a person would. */
import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { drawPhoto } from './batch.mjs';
import { collectionFaults, Ledger, stateFaults } from './browser-kills.mjs';

/** Milliseconds that an engine may take to start and open a picture, on a busy machine too. */
export const patience = 120_000;

/** Opens a window from the menu “More”. */
export async function fromMenu(app, item) {
  await app.page.getByRole('button', { name: 'More', exact: true }).first().click();
  await app.page.getByRole('menuitem', { name: item }).click();
}

/** Throws when a record cannot be read: it is half-written, and kept aside. */
async function nothingUnread(app) {
  await fromMenu(app, 'Storage');
  const window = app.page.getByRole('dialog', { name: 'Storage' });
  await window.getByRole('row', { name: /^Work in progress/ }).waitFor();
  const isThere = await window.getByRole('heading', { name: 'Could not be read' }).isVisible();
  await closeWindow(app);
  if (isThere) throw new Error('a record could not be read');
}

export async function closeWindow(app) {
  await app.page.keyboard.press('Escape');
  await app.page.getByRole('dialog').waitFor({ state: 'hidden' });
}

const sizeIn = (app, text) => app.page.getByRole('banner').getByText(text);

/** Returns the name and size of the open picture, as the bar at the top says them. */
async function pictureIn(app) {
  const said = sizeIn(app, /^· \d+ × \d+$/);
  await said.waitFor({ timeout: patience }).catch(async () => {
    const words = (await app.page.locator('body').innerText()).replace(/\s+/g, ' ');
    throw new Error(`no picture was open; the page said: ${words.slice(0, 600)}`);
  });
  const [, name = '', size = ''] =
    /^· (.*?)\s*· (\d+ × \d+)$/s.exec(await said.locator('..').innerText()) ?? [];
  return { name: name.trim(), size };
}

export const isSaved = (app) => app.page.getByText(/^Saved on this device/).waitFor();

/** Drops a file on the page, as from another program. */
async function drop(app, name, type, bytes) {
  const data = await app.page.evaluateHandle(
    ({ text, name, type }) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([content], name, { type }));
      return transfer;
    },
    { text: Buffer.from(bytes).toString('base64'), name, type },
  );
  for (const event of ['dragenter', 'dragover', 'drop']) {
    await app.page.dispatchEvent('main', event, { dataTransfer: data });
  }
}

/** Every version that is kept gets a name of its own. */
const versions = {
  name: 'versions',
  words: '“Keep this version”',
  async prepare(app) {
    await app.add('Sharpen');
    await isSaved(app);
  },
  async act(app, ledger) {
    await this.open(app);
    const rows = this.rows(app);
    const before = await rows.count();
    ledger.begin(`version ${before + 1}`);
    await app.page.getByRole('button', { name: 'Keep this version…' }).first().click();
    const naming = app.page.getByRole('dialog', { name: 'Keep this version' });
    await naming.getByLabel('Name').fill(`version ${before + 1}`);
    await naming.getByRole('button', { name: 'Keep', exact: true }).click();
    // It stands in the list once it has been read back.
    await rows.nth(before).waitFor();
    ledger.say(`version ${before + 1}`);
  },
  async look(app) {
    await nothingUnread(app);
    await this.open(app);
    await this.rows(app).first().waitFor();
    const texts = await this.rows(app).allInnerTexts();
    const odd = texts.find((text) => !/version \d/.test(text));
    if (odd !== undefined) throw new Error(`a version says: ${odd}`);
    return texts.map((_, index) => `version ${index + 1}`);
  },
  faults: collectionFaults,
  rows: (app) =>
    app.page.getByRole('listbox', { name: 'Versions' }).getByRole('option', { name: /version \d/ }),
  async open(app) {
    const window = app.page.getByRole('dialog', { name: 'History' });
    if (await window.isVisible()) return;
    await app.page.getByRole('button', { name: 'History', exact: true }).click();
    await window.waitFor();
  },
};

let presetNumber = 0;

const presets = {
  name: 'presets',
  words: '“Save preset”',
  async prepare(app) {
    await app.add('Sharpen');
    await isSaved(app);
  },
  async act(app, ledger) {
    presetNumber += 1;
    const name = `Soaked ${presetNumber}`;
    const window = await this.open(app);
    await window.getByRole('button', { name: 'Save as preset…' }).click();
    await window.getByRole('textbox', { name: 'Name' }).fill(name);
    ledger.begin(name);
    await window.getByRole('button', { name: 'Save preset' }).click();
    await window.getByRole('button', { name, exact: true }).waitFor();
    ledger.say(name);
  },
  async look(app) {
    await nothingUnread(app);
    await this.open(app);
    return this.own(app);
  },
  faults: collectionFaults,
  /** Names of the person's own presets: at least one is there, and the list is read late. */
  async own(app) {
    const cards = app.page.getByRole('dialog').getByRole('button', { name: /^Soaked [\dAB]+$/ });
    await cards.first().waitFor();
    return (await cards.allInnerTexts()).map((text) => text.trim());
  },
  async open(app) {
    const window = app.page.getByRole('dialog');
    if (!(await window.isVisible())) {
      await app.page.getByRole('button', { name: 'Gallery', exact: true }).click();
      await window.waitFor();
    }
    return window;
  },
};

let pictureNumber = 0;

/** Every picture has a width of its own, which its name tells. */
const opening = {
  name: 'opening',
  words: 'opening a picture',
  async prepare(app) {
    await app.add('Sharpen');
    await isSaved(app);
  },
  async act(app, ledger) {
    pictureNumber += 1;
    const width = 1000 + pictureNumber;
    const name = `wide ${width}.jpg`;
    ledger.begin(name);
    await drop(app, name, 'image/jpeg', await drawPhoto(width, 700));
    await sizeIn(app, `· ${width} × 700`).waitFor({ timeout: patience });
    await isSaved(app);
    ledger.say(name);
  },
  async look(app) {
    const { name, size } = await pictureIn(app);
    const [, width] = /^wide (\d+)\.jpg$/.exec(name) ?? [];
    if (size !== `${width} × 700`) throw new Error(`${name} is ${size} pixels`);
    if ((await app.steps.count()) !== 1) throw new Error('the step was lost');
    await nothingUnread(app);
    return [name];
  },
  faults: stateFaults,
};

/** Two backups, of which nothing is alike: step, picture, preset and theme. */
const restoring = {
  name: 'restoring',
  words: 'restoring a backup in place of everything',
  backups: null,
  next: 0,
  async prepare(app) {
    this.backups ??= await makeBackups(app);
  },
  async act(app, ledger) {
    this.next += 1;
    const { letter, bytes } = this.backups[this.next % 2];
    ledger.begin(letter);
    await drop(app, 'backup.zip', 'application/zip', bytes);
    const offer = app.page.getByRole('dialog', { name: 'Restore a backup' });
    const replace = offer.getByRole('button', { name: 'Replace everything' });
    const loaded = app.page.waitForEvent('load', { timeout: patience });
    loaded.catch(() => undefined);
    await replace.click();
    await loaded;
    await app.page.locator('main:not([inert])').waitFor({ timeout: patience });
    await pictureIn(app);
    ledger.say(letter);
  },
  async look(app) {
    const { name: picture } = await pictureIn(app);
    const backup = this.backups.find(({ expected }) => expected.picture === picture);
    // The settings come last; what never comes is told below.
    await app.page
      .waitForFunction(
        (wanted) => document.documentElement.dataset.theme === wanted,
        backup?.expected.theme,
      )
      .catch(() => undefined);
    await app.page.locator('main:not([inert])').waitFor({ timeout: patience });
    await pictureIn(app);
    const steps = await app.steps.getByTestId('step-title').allInnerTexts();
    await presets.open(app);
    const kept = await presets.own(app);
    await closeWindow(app);
    await versions.open(app);
    await versions.rows(app).first().waitFor();
    const rows = await versions.rows(app).count();
    await closeWindow(app);
    await nothingUnread(app);
    const theme = await app.page.evaluate(() => document.documentElement.dataset.theme);
    const found = JSON.stringify({ picture, steps, kept, rows, theme });
    const whole = this.backups.find(({ expected }) => JSON.stringify(expected) === found);
    if (whole === undefined) throw new Error(`half of a backup: ${found}`);
    return [whole.letter];
  },
  faults: stateFaults,
};

/** Returns the list of a backup with what tells one from the other. */
function renamed(list, { letter, operation, theme }) {
  const text = JSON.stringify(list, (_, value) =>
    value?.operation === 'sharpen' ? { operation, id: value.id } : value,
  )
    .replaceAll(/Soaked \d+/g, `Soaked ${letter}`)
    .replaceAll('any.png', `${letter}.png`);
  return strToU8(JSON.stringify({ ...JSON.parse(text), texts: { theme } }));
}

/** Makes a backup of what somebody keeps, and of it two that have nothing in common. */
async function makeBackups(app) {
  const png = (background) =>
    sharp({ create: { width: 600, height: 400, channels: 3, background } })
      .png()
      .toBuffer();
  await app.add('Sharpen');
  await drop(app, 'any.png', 'image/png', await png('#604020'));
  await pictureIn(app);
  await presets.act(app, new Ledger());
  await closeWindow(app);
  await versions.act(app, new Ledger());
  await closeWindow(app);
  await isSaved(app);
  await fromMenu(app, 'Storage');
  const download = app.page.waitForEvent('download');
  await app.page.getByRole('button', { name: 'Back up everything' }).click();
  const files = unzipSync(new Uint8Array(readFileSync(await (await download).path())));
  await closeWindow(app);
  const list = JSON.parse(strFromU8(files['backup.json']));
  const [picture] = Object.keys(files).filter((name) => name.startsWith('pictures/'));
  const kinds = [
    { letter: 'A', operation: 'invert', step: 'Invert', theme: 'dark', colour: '#604020' },
    { letter: 'B', operation: 'flip', step: 'Flip', theme: 'light', colour: '#204060' },
  ];
  return Promise.all(
    kinds.map(async (kind) => ({
      letter: kind.letter,
      bytes: zipSync(
        { 'backup.json': renamed(list, kind), [picture]: new Uint8Array(await png(kind.colour)) },
        { level: 0 },
      ),
      expected: {
        picture: `${kind.letter}.png`,
        steps: [kind.step],
        kept: [`Soaked ${kind.letter}`],
        rows: 1,
        theme: kind.theme,
      },
    })),
  );
}

export const killKinds = [versions, presets, opening, restoring];
