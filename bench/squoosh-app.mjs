/** Squoosh in Chromium, driven as a person would: a photo is opened, a format chosen, a quality typed. */
import { serveSite } from '../scripts/site-server.mjs';

const patience = 240_000;

/** Runs in the page: waits for another file on the right side, returns when it was there. */
async function nextFile(before) {
  for (;;) {
    const address = globalThis.squooshFile();
    if (address.startsWith('blob:') && address !== before) return performance.now();
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

/** Serves a built Squoosh. Returns what opens pages of it in `browser`, and closes it. */
export async function serveSquoosh(folder, browser) {
  const site = await serveSite({ root: folder });
  return {
    async newPage() {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        serviceWorkers: 'block',
      });
      context.setDefaultTimeout(patience);
      await context.addInitScript(() => {
        // The address of the file on the right side; none while there is no file.
        globalThis.squooshFile = () =>
          [...document.querySelectorAll('a')].filter(({ title }) => title === 'Download')[1]
            ?.href ?? '';
        const note = () => (globalThis.pressed = performance.now());
        addEventListener('change', note, { capture: true });
        addEventListener('input', note, { capture: true });
      });
      const page = await context.newPage();
      await page.goto(site.url, { waitUntil: 'networkidle' });
      return new Squoosh(page);
    },
    close: () => site.close(),
  };
}

/** One page of Squoosh; what is set is set for the right of its two sides. */
class Squoosh {
  constructor(page) {
    this.page = page;
    this.form = page.locator('form').last();
  }

  /** Opens a picture. Returns the milliseconds from the choice to the first file's size. */
  async open({ bytes, name }) {
    const buffer = Buffer.from(bytes);
    const done = this.#timed('');
    const input = this.page.locator('input[type=file]').first();
    await input.setInputFiles({ name, mimeType: 'image/jpeg', buffer });
    return done;
  }

  /** Chooses a format by Squoosh's own id, and waits for its first file. */
  async choose(id) {
    const types = this.page
      .locator('select')
      .filter({ has: this.page.locator('option[value=jxl]') });
    if ((await types.last().inputValue()) === id) return;
    const done = this.#timed(await this.#address());
    await types.last().selectOption(id);
    await done;
  }

  /** Types a quality. Returns the milliseconds from the last key to the file's size. */
  async changeQuality(quality) {
    const done = this.#timed(await this.#address());
    const field = this.form.locator('label', { hasText: /^Quality/ }).locator('input[type=number]');
    await field.fill(String(quality));
    return done;
  }

  /** Returns the bytes of the file that is offered. */
  async file() {
    const numbers = await this.page.evaluate(async () => {
      const answer = await fetch(globalThis.squooshFile());
      return [...new Uint8Array(await answer.arrayBuffer())];
    });
    return Uint8Array.from(numbers);
  }

  close() {
    return this.page.context().close();
  }

  #address() {
    return this.page.evaluate(() => globalThis.squooshFile());
  }

  async #timed(before) {
    const at = await this.page.evaluate(nextFile, before);
    return at - (await this.page.evaluate(() => globalThis.pressed));
  }
}
