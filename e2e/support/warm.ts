/**
 * The base of browser tests that are not about a visit: `test` as in `test.ts`, on one page per worker
 * (and one more for tests with a finger and one for those on a phone), which is used again. A fresh page starts the app and two engines, and that takes more of the
 * processor than most tests; here Undo brings the work back to one small picture before each of them, for
 * an engine ends with the picture that it worked on.
 *
 * A test that uses it leaves alone what Undo does not take back (settings, what is stored), and does not
 * want a first visitor. It may read the clipboard, have a window of another size or other colours, and
 * reload the page once its picture is open, to see that its work comes back: so does what was done to
 * that picture, which Undo takes back as ever. A page on which a test failed is thrown away.
 */
import type { Browser, BrowserContext, ViewportSize } from '@playwright/test';
import sharp from 'sharp';
import { serveSite } from '../../scripts/site-server.mjs';
import { Editor } from '../pages/editor';
import { stand } from './standing';
import { distFolder, expect, type Page, type Site, test as base, Watch } from './test';

interface Warm {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly site: Site;
  readonly watch: Watch;
}

/** What a page cannot become later. */
interface Kind {
  readonly hasTouch: boolean;
  readonly isMobile: boolean;
}

const nameOf = ({ hasTouch, isMobile }: Kind): string => `touch ${hasTouch}, mobile ${isMobile}`;

/** The picture that is open before a test opens its own. */
const first = 'before.png';

/** Opens the first picture. */
async function openFirst(editor: Editor): Promise<void> {
  const create = { width: 60, height: 40, channels: 3, background: '#808080' } as const;
  const buffer = await sharp({ create }).png().toBuffer();
  await editor.open({ name: first, mimeType: 'image/png', buffer });
}

/** What the button says when there is nothing to take back but that the first picture was opened. */
const nothingElse = `Undo Open ${first} (Ctrl+Z)`;

/**
 * Takes back what a test left: windows, notices, all of the work, and how it was looked at. It comes before
 * every test, so that it is done within the page, where it takes a third of what a mouse would.
 */
export async function beginAnew(page: Page): Promise<void> {
  const patience = { timeout: 5_000 };
  await page.mouse.move(0, 0);
  const window = page.locator('dialog, [role="dialog"], [role="menu"]').filter({ visible: true });
  for (let left = 5; left > 0 && (await window.count()) > 0; left -= 1) {
    await page.keyboard.press('Escape');
  }
  await expect(window).toHaveCount(0, patience);
  const hasFirst = await page.evaluate(async (nothingElse) => {
    const pressAll = async (label: string): Promise<boolean> => {
      const enabled = `button[aria-label="${label}"]:enabled`;
      for (let left = 300; left > 0; left -= 1) {
        const button = document.querySelector<HTMLButtonElement>(enabled);
        if (button === null || button.title === nothingElse) return button !== null;
        button.click();
        await new Promise(requestAnimationFrame);
      }
      throw new Error(`${label} has no end.`);
    };
    const hasFirst = await pressAll('Undo');
    await pressAll('Dismiss');
    for (const part of document.querySelectorAll('details')) part.open = false;
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
    return hasFirst;
  }, nothingElse);
  const editor = new Editor(page);
  // A page that was loaded again knows what was done to the picture of then, but not the one before.
  if (!hasFirst) {
    await expect(editor.steps).toHaveCount(0, patience);
    await openFirst(editor);
  }
  await expect(page.getByTitle(nothingElse)).toBeVisible(patience);
  await expect(page.getByTitle(first, { exact: true })).toBeVisible(patience);
  await lookAsAtFirst(page, editor);
}

/** Looks at the picture as the app does in the beginning, which Undo does not bring back. */
async function lookAsAtFirst(page: Page, editor: Editor): Promise<void> {
  await page.evaluate(() => {
    const press = (selector: string, name: string, isPressed: string): void => {
      const found = [...document.querySelectorAll<HTMLElement>(selector)].filter(
        (one) => (one.ariaLabel ?? one.textContent).trim() === name,
      );
      const [one] = found;
      if (one === undefined || found.length > 1) throw new Error(`${found.length} × ${name}`);
      const state = one.ariaPressed ?? one.ariaSelected ?? String(one.matches(':has(:checked)'));
      if (state !== isPressed) one.click();
    };
    press('[role="tablist"][aria-label="Export & Share"] [role="tab"]', 'Images', 'true');
    press('[role="radiogroup"] label', 'Split', 'true');
    press('button', 'Histogram', 'true');
    press('button', 'Mark clipped pixels', 'false');
    press('[role="group"][aria-label="Zoom"] button', 'Fit', 'true');
  });
  await editor.settled();
  const position = page.locator('[role="slider"][aria-label="Compare position"]');
  if ((await position.getAttribute('aria-valuenow')) === '50') return;
  await position.press('Home');
  for (let tenths = 0; tenths < 5; tenths += 1) await position.press('PageUp');
  await expect(position).toHaveAttribute('aria-valuenow', '50');
}

/** On a small window, shows the picture instead of the steps or the exports, as at first. */
const showPicture = (page: Page): Promise<void> =>
  page.evaluate(() => document.getElementById('column-tab-picture')?.click());

/** Makes the window as large as it shall be. */
async function resize(page: Page, viewport: ViewportSize | null): Promise<void> {
  const { width, height } = page.viewportSize() ?? {};
  if (viewport === null || (viewport.width === width && viewport.height === height)) return;
  await page.setViewportSize(viewport);
}

async function open(browser: Browser, kind: Kind, viewport: ViewportSize | null): Promise<Warm> {
  const site = await serveSite({ root: distFolder });
  const watch = new Watch();
  watch.allow(site.url);
  // The options of the configuration hold for every context that a test makes.
  const permissions = ['clipboard-read', 'clipboard-write'];
  const context = await browser.newContext({ permissions, viewport, ...kind });
  await watch.observe(context);
  const page = await context.newPage();
  const editor = new Editor(page);
  await editor.goto(site.url);
  await openFirst(editor);
  stand(page);
  return { context, page, site, watch };
}

async function close({ context, site }: Warm): Promise<void> {
  await context.close();
  await site.close();
}

/** What a worker keeps from test to test: a page of each kind that was asked for. */
class Kept {
  readonly #warm = new Map<string, Warm>();

  /** Returns the page of before with nothing on it, or a fresh one where that cannot be had. */
  async take(browser: Browser, kind: Kind, viewport: ViewportSize | null): Promise<Warm> {
    const name = nameOf(kind);
    const warm = this.#warm.get(name);
    if (warm !== undefined) {
      warm.watch.problems.length = 0;
      try {
        await showPicture(warm.page);
        await resize(warm.page, viewport);
        await beginAnew(warm.page);
        return warm;
      } catch (error) {
        console.log(`The page of before is left: ${String(error)}`);
        await this.leave(kind);
      }
    }
    const opened = await open(browser, kind, viewport);
    this.#warm.set(name, opened);
    return opened;
  }

  async leave(kind: Kind): Promise<void> {
    const warm = this.#warm.get(nameOf(kind));
    this.#warm.delete(nameOf(kind));
    if (warm !== undefined) await close(warm);
  }

  async leaveAll(): Promise<void> {
    const all = [...this.#warm.values()];
    this.#warm.clear();
    await Promise.all(all.map(close));
  }
}

export const test = base.extend<{ warm: Warm }, { kept: Kept }>({
  kept: [
    // Playwright demands a destructured first argument.
    // eslint-disable-next-line no-empty-pattern
    async ({}, use) => {
      const kept = new Kept();
      await use(kept);
      await kept.leaveAll();
    },
    { scope: 'worker' },
  ],
  warm: async ({ browser, kept, viewport, colorScheme, hasTouch, isMobile }, use, info) => {
    const kind = { hasTouch, isMobile };
    const warm = await kept.take(browser, kind, info.project.use.viewport ?? null);
    await resize(warm.page, viewport);
    await warm.page.emulateMedia({ colorScheme, forcedColors: 'none' });
    await use(warm);
    if (info.status !== info.expectedStatus) await kept.leave(kind);
  },
  watch: async ({ warm }, use) => {
    await use(warm.watch);
    expect(warm.watch.problems, 'nothing that must not happen').toEqual([]);
  },
  // It is there for its assertion, as in every test.
  context: async ({ warm, watch }, use) => {
    expect(watch).toBe(warm.watch);
    await use(warm.context);
  },
  page: async ({ warm, context }, use) => {
    expect(warm.page.context()).toBe(context);
    await use(warm.page);
  },
  site: async ({ warm }, use) => {
    await use(warm.site);
  },
});

export { expect };
export type { Page, Site };
