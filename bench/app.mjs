/** Pipette in Chromium, driven as a person would: everything is found by role and name. */
import { chromium } from '@playwright/test';
import { chromiumArgs, ensureChromium } from '../scripts/browsers.mjs';
import { serveSite } from '../scripts/site-server.mjs';
import { installProbe } from './page-probe.mjs';

const patience = 20_000;

/** Serves a built site and starts Chromium. Returns what opens pages, and closes all of it. */
export async function startApp(folder) {
  const site = await serveSite({ root: folder });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: chromiumArgs,
  });
  /** @type {import('@playwright/test').BrowserContextOptions} */
  const usual = { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' };
  const prepared = async (context) => {
    context.setDefaultTimeout(patience);
    await context.addInitScript(installProbe);
    return context;
  };
  const open = async (options = {}) => prepared(await browser.newContext({ ...usual, ...options }));
  const appIn = async (context) => {
    const app = new App(await context.newPage());
    await app.goto(site.url);
    return app;
  };
  return {
    site,
    browser,
    /** Opens the app in a page of a context. */
    appIn,
    /** Opens a browser context of its own: no storage, no service worker. */
    newContext: open,
    /** Opens the app in a page of its own context, without a service worker, and waits for it. */
    async newApp(options = { serviceWorkers: 'block' }) {
      return appIn(await open(options));
    },
    /** Opens the app in a browser of its own that keeps its storage in `folder`, as people's do. */
    async newAppOnDisk(folder) {
      const context = await chromium.launchPersistentContext(folder, {
        executablePath: await ensureChromium(),
        args: chromiumArgs,
        serviceWorkers: 'block',
        ...usual,
      });
      const app = new App(await (await prepared(context)).newPage());
      await app.goto(site.url);
      return app;
    },
    async close() {
      await browser.close();
      await site.close();
    },
  };
}

/** One page of the app. */
export class App {
  constructor(page) {
    this.page = page;
    this.steps = page.getByRole('list', { name: 'Pipeline steps' }).getByRole('listitem');
    this.openButton = page.getByRole('button', { name: 'Open image' }).first();
    this.addButton = page.getByRole('button', { name: 'Add step' }).first();
    this.exportButton = page.getByRole('button', { name: 'Export image' });
  }

  async goto(url) {
    await this.page.goto(url);
    await this.openButton.waitFor();
  }

  async close() {
    await this.page.context().close();
  }

  /** Opens a file and waits for its picture. Returns the milliseconds from choice to picture. */
  async open({ bytes, name, path }) {
    await this.page.evaluate(() => globalThis.pipetteBench.clear());
    const chooser = this.page.waitForEvent('filechooser');
    await this.openButton.click();
    const file = path ?? { name, mimeType: 'image/jpeg', buffer: bytes };
    await (await chooser).setFiles(file);
    const drawn = this.page.waitForFunction(() => globalThis.pipetteBench.drawn.length > 0);
    // A large picture is asked about first, depending on the device.
    const question = this.page.getByRole('button', { name: 'Open anyway' });
    const asked = question.waitFor({ timeout: patience }).then(
      () => question.click(),
      () => undefined,
    );
    await Promise.race([drawn, asked]);
    await drawn;
    const time = await this.page.evaluate(
      () => globalThis.pipetteBench.drawn[0].at - globalThis.pipetteBench.chosen,
    );
    await this.settled();
    return time;
  }

  /** Waits until the engine has answered everything and nothing is being rendered. */
  async settled() {
    await this.page.evaluate(() => globalThis.pipetteBench.quiet());
  }

  /** Labels of all operations, as the add-step dialog lists them. */
  async operations() {
    await this.addButton.click();
    const options = this.page.getByRole('listbox', { name: 'Operations' }).getByRole('option');
    // The list is made in several goes; its end is there when the last group is.
    let count = -1;
    while (count !== (await options.count())) {
      count = await options.count();
      await this.page.waitForTimeout(200);
    }
    const labels = await options.evaluateAll((elements) =>
      elements.map((element) => {
        const named = element.getAttribute('aria-label');
        const by = element.getAttribute('aria-labelledby');
        const label = by === null ? null : document.getElementById(by.split(' ')[0]);
        return (named ?? (label ?? element).textContent ?? '').trim();
      }),
    );
    await this.page.keyboard.press('Escape');
    return labels;
  }

  /** Adds a step through the dialog and returns it once its picture is drawn. */
  async add(operation) {
    const before = await this.steps.count();
    await this.addButton.click();
    await this.page.getByRole('combobox', { name: 'Search operations' }).fill(operation);
    await this.page.getByRole('option', { name: operation, exact: true }).click();
    const step = this.steps.nth(before);
    await step.waitFor();
    await this.settled();
    // A tool on the picture shows what its step gets, not what it makes: Escape puts it away.
    if (await this.page.getByRole('button', { name: 'Crop: whole area' }).isVisible()) {
      await this.page.keyboard.press('Escape');
      await this.settled();
    }
    return step;
  }

  /** Changes a step's main control and returns the times until its picture was drawn. */
  async change(step, turn) {
    const times = await step.evaluate(
      (element, count) => globalThis.pipetteBench.change(element, count),
      turn,
    );
    if (times === null) throw new Error('a change brought no new picture within 8 s');
    return times;
  }

  /** Drags a step's main control without a rest; returns what the page's own `drag` does. */
  async drag(step, changes) {
    const dragged = await step.evaluate(
      (element, count) => globalThis.pipetteBench.drag(element, count),
      changes,
    );
    if (dragged.times.includes(null)) throw new Error('a change brought no new picture within 8 s');
    return dragged;
  }

  /** Opens a step's card, so that its fields are there. */
  async unfold(step) {
    // What opens a menu says that it has one.
    const header = step.locator('button[aria-expanded=false]:not([aria-haspopup])').first();
    if ((await header.count()) > 0) await header.click();
  }

  /** Closes the picture; the steps stay. */
  async closePicture() {
    await this.page.getByRole('button', { name: 'More' }).first().click();
    await this.page.getByRole('menuitem', { name: 'Close image' }).click();
    await this.page.getByRole('button', { name: 'Try the sample' }).waitFor();
    await this.settled();
  }

  async remove(step) {
    await step.getByRole('button', { name: 'Remove', exact: true }).click();
    await this.settled();
  }

  /** Sets the quality of the exported file, as typed. */
  async changeQuality(quality) {
    const box = this.page.getByRole('tabpanel').getByRole('spinbutton', { name: 'Quality' });
    await box.fill(String(quality));
    await box.press('Enter');
  }

  /** Sets the quality and waits until the file of that quality has been made ahead. */
  async makeAhead(quality) {
    await this.page.evaluate(() => globalThis.pipetteBench.clear());
    await this.changeQuality(quality);
    await this.page.waitForFunction(() =>
      globalThis.pipetteBench.answered.some(({ kind }) => kind === 'export'),
    );
  }

  /**
   * Waits until the card tells the size of a file made since the last `clear`. Returns the milliseconds
   * from the choice of the picture, or from Enter if that came later.
   */
  sizeKnown() {
    return this.page.evaluate(async () => {
      for (;;) {
        const card = document.querySelector('section[aria-label="Size of the file"]');
        const { answered, chosen, clicked } = globalThis.pipetteBench;
        const made = answered.some(({ kind }) => kind === 'export');
        if (made && card?.getAttribute('aria-busy') === 'false') {
          return performance.now() - Math.max(chosen, clicked);
        }
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    });
  }

  /** Sets the quality; returns the milliseconds from Enter to the size of its file on screen. */
  async sizeOfQuality(quality) {
    await this.page.evaluate(() => {
      globalThis.pipetteBench.clear();
      const note = ({ key }) => {
        if (key !== 'Enter') return;
        globalThis.pipetteBench.clicked = performance.now();
        removeEventListener('keydown', note, { capture: true });
      };
      addEventListener('keydown', note, { capture: true });
    });
    await this.changeQuality(quality);
    return this.sizeKnown();
  }

  /** Exports and returns `{ click, engine, bytes }`: milliseconds and the file's size. */
  async export() {
    await this.page.evaluate(() => {
      globalThis.pipetteBench.clear();
      addEventListener('click', () => (globalThis.pipetteBench.clicked = performance.now()), {
        capture: true,
        once: true,
      });
    });
    const download = this.page.waitForEvent('download', { timeout: 30_000 });
    await this.exportButton.click();
    const file = await download.catch(async () => {
      const said = await this.page.locator('[role=alert], [role=status]').allInnerTexts();
      const words = said.join(' ').replace(/\s+/g, ' ').trim();
      throw new Error(`no file came within 30 s. Pipette says: ${words.slice(0, 400)}`);
    });
    const times = await this.page.evaluate(() => {
      const { clicked, saved, answered } = globalThis.pipetteBench;
      const engine = answered.find(({ kind }) => kind === 'export')?.milliseconds ?? Number.NaN;
      const last = saved.at(-1);
      return { click: last.at - clicked, engine, bytes: last.bytes };
    });
    return { ...times, path: await file.path() };
  }
}
