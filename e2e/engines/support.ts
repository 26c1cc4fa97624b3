/** The base of the journeys that every engine makes: a site of its own, and pages in any engine. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import {
  byRole,
  first,
  engineNames,
  type DownloadedFile,
  type EngineName,
  type EnginePage,
  hasEngine,
  openEngine,
} from '../../scripts/engines/engines.mjs';
import { serveSite, type Site } from '../../scripts/site-server.mjs';
import type { MadeFile } from '../pages/editor';
import { distFolder } from '../support/test';

interface EngineFixtures {
  site: Site;
  /** Starts an engine with a fresh profile; it ends with the test. */
  open: (
    engine: EngineName,
    options?: { readonly isPrivate?: boolean; readonly optimises?: boolean },
  ) => Promise<EnginePage>;
  /** Writes made files where a file dialog would find them, and returns their paths. */
  onDisk: (files: readonly MadeFile[]) => Promise<string[]>;
}

export const test = base.extend<EngineFixtures>({
  // Playwright demands a destructured first argument.
  // eslint-disable-next-line no-empty-pattern
  site: async ({}, use) => {
    const site = await serveSite({ root: distFolder });
    await use(site);
    // A journey may have ended it, to be without a network.
    await site.close();
  },
  // eslint-disable-next-line no-empty-pattern
  open: async ({}, use, info) => {
    const pages: EnginePage[] = [];
    await use(async (engine, options) => {
      const page = await openEngine(engine, { optimises: false, ...options });
      pages.push(page);
      return page;
    });
    for (const page of pages) {
      if (page.isOpen && info.status !== info.expectedStatus) {
        const path = info.outputPath(`${page.engine}.png`);
        await writeFile(path, await page.screenshot());
        await info.attach(page.engine, { path, contentType: 'image/png' });
      }
      await page.close();
    }
  },
  // eslint-disable-next-line no-empty-pattern
  onDisk: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'pipette-files-'));
    await use((files) =>
      Promise.all(
        files.map(async ({ name, buffer }) => {
          const path = join(folder, name);
          await writeFile(path, buffer);
          return path;
        }),
      ),
    );
    await rm(folder, { recursive: true });
  },
});

/** Skips the test where the engine is not installed, with a word; under CI that is a failure. */
export async function needEngine(engine: EngineName): Promise<void> {
  const isHere = (await hasEngine(engine)) || Boolean(process.env['CI']);
  test.skip(!isHere, `${engine} is not installed`);
}

export { byRole, engineNames, expect, first };
export type { EnginePage };

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The app as a person uses it, in any engine. */
export class EngineApp {
  constructor(readonly page: EnginePage) {}

  /** Opens the page and waits until it can be used. */
  async goto(url: string): Promise<void> {
    await this.page.goto(url);
    await this.started();
  }

  /** Waits until stored work is back: before that, nothing of it can be used. */
  async started(): Promise<void> {
    await this.page.until(
      () => document.querySelector('main:not([inert])') !== null && document.readyState,
    );
  }

  /** Waits until the picture on screen is that of the pipeline as it is now. */
  async settled(): Promise<void> {
    await this.page.until(
      () =>
        document.querySelector('[role=group][aria-label="Picture"][aria-busy="false"] canvas') !==
        null,
    );
  }

  /** Opens a picture through the file dialog and waits until it is on screen. */
  async openPicture(path: string): Promise<void> {
    await this.page.chooseFiles(byRole('button', 'Open image', byRole('banner')), [path]);
    await this.page.text(byRole('banner'), new RegExp(` ${basename(path)} `));
    await this.settled();
  }

  /** Adds a step: opens the dialog, searches, and presses what is found. */
  async add(operation: string): Promise<void> {
    const { page } = this;
    const before = (await this.titles()).length;
    await page.press(byRole('button', 'Add step'));
    await page.fill(byRole('combobox', 'Search operations'), operation);
    await page.press(byRole('option', operation));
    await this.#added(before + 1);
  }

  /** Adds a step without a mouse: what is found first is taken. */
  async addByKeys(operation: string): Promise<void> {
    const before = (await this.titles()).length;
    await this.page.key('/');
    // Until the focus is there, keys would press what had it before.
    await this.page.until(() => document.activeElement?.getAttribute('role') === 'combobox');
    await this.page.type(operation);
    await this.page.key('Enter');
    await this.#added(before + 1);
  }

  async #added(steps: number): Promise<void> {
    const { page } = this;
    await page.gone(byRole('dialog'));
    await page.until(
      (count) => document.querySelectorAll('[data-testid="step-title"]').length === count,
      steps,
    );
    await this.settled();
  }

  /** Titles of the steps from top to bottom. */
  titles(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('[data-testid="step-title"]')].map(
        ({ textContent }) => textContent,
      ),
    );
  }

  /** Waits until the steps have these titles. */
  async hasSteps(...titles: string[]): Promise<void> {
    await expect.poll(() => this.titles(), { timeout: 60_000 }).toEqual(titles);
  }

  /** Keeps the pipeline as a preset. */
  async savePreset(name: string): Promise<void> {
    const { page } = this;
    const gallery = byRole('dialog');
    await page.press(byRole('button', 'Gallery'));
    await page.press(byRole('button', 'Save as preset…', gallery));
    await page.fill(byRole('textbox', 'Name', gallery), name);
    await page.press(byRole('button', 'Save preset', gallery));
    await page.find(byRole('button', name, gallery));
    await page.press(byRole('button', 'Close', gallery));
    await page.gone(gallery);
  }

  /** Exports the picture as PNG. */
  async exportPng(): Promise<DownloadedFile> {
    await this.page.press(byRole('tab', 'Images'));
    await this.page.press(byRole('radio', 'PNG'));
    return this.page.download(() => this.page.press(byRole('button', 'Export image')));
  }

  /** Returns the link to the pipeline. */
  async link(): Promise<string> {
    await this.page.press(byRole('tab', 'Share'));
    return this.page.value(byRole('textbox', 'Link to this pipeline'), /#1\.[pdz]/);
  }

  /** Answers the question that a link asks: its steps come in place of what is there. */
  async takeLink(link: string): Promise<void> {
    await this.page.goto(link);
    await this.page.press(byRole('button', 'Replace', byRole('dialog')));
    await this.page.gone(byRole('dialog'));
  }

  /** Waits until everything is written to the browser's storage. */
  async saved(): Promise<void> {
    await this.page.until(() => document.body.innerText.includes('Saved on this device'));
  }
}
