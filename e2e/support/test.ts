/**
 * The base of every browser test: a site of its own on a free port, and a watch that fails the test
 * on any breach of the security policy, any page error and any request that leaves the origin.
 */
import { fileURLToPath } from 'node:url';
import { test as base, expect } from '@playwright/test';
import type { BrowserContext, ConsoleMessage, Locator, Page } from '@playwright/test';
import { serveSite } from '../../scripts/site-server.mjs';
import type { Site, SiteOptions } from '../../scripts/site-server.mjs';

export const distFolder = (
  process.env['PIPETTE_DIST'] ?? fileURLToPath(new URL('../../dist', import.meta.url))
).replace(/\/$/, '');

/** Collects what must not happen. */
export class Watch {
  readonly problems: string[] = [];
  readonly #origins = new Set<string>();

  /** Also lets requests go to the origin of `url`. */
  allow(url: string): void {
    this.#origins.add(new URL(url).origin);
  }

  /** Watches all pages of a context, those already open too. */
  async observe(context: BrowserContext): Promise<void> {
    await context.exposeBinding('reportViolation', (_source, text: string) => {
      this.problems.push(`security policy: ${text}`);
    });
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        const { violatedDirective, blockedURI, sample } = event;
        const report: unknown = Reflect.get(globalThis, 'reportViolation');
        const text = `${violatedDirective} ${blockedURI} ${sample}`;
        if (typeof report === 'function') Reflect.apply(report, globalThis, [text]);
      });
    });
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol === 'blob:' || protocol === 'data:' || this.#origins.has(origin)) return;
      this.problems.push(`request to ${request.url()}`);
    });
    context.on('weberror', (error) => this.problems.push(`page error: ${error.error().message}`));
    const onConsole = (message: ConsoleMessage): void => {
      if (message.type() === 'error' && /content security policy|trusted/i.test(message.text())) {
        this.problems.push(`security policy: ${message.text()}`);
      }
    };
    context.on('console', onConsole);
  }
}

export interface Fixtures {
  /** Starts a site; it is stopped after the test. Its origin is allowed. */
  serve: (options?: Partial<SiteOptions>) => Promise<Site>;
  /** The built site on a host that sends the isolation headers. */
  site: Site;
  watch: Watch;
}

export const test = base.extend<Fixtures>({
  // Playwright demands a destructured first argument.
  // eslint-disable-next-line no-empty-pattern
  watch: async ({}, use) => {
    const watch = new Watch();
    await use(watch);
    expect(watch.problems, 'nothing that must not happen').toEqual([]);
  },
  context: async ({ context, watch }, use) => {
    await watch.observe(context);
    await use(context);
  },
  serve: async ({ watch }, use) => {
    const sites: Site[] = [];
    await use(async (options = {}) => {
      const site = await serveSite({ root: distFolder, ...options });
      sites.push(site);
      watch.allow(site.url);
      return site;
    });
    await Promise.all(sites.map((site) => site.close()));
  },
  site: async ({ serve }, use) => {
    await use(await serve());
  },
});

export { expect };
export type { Locator, Page, Site };

/** Waits until the app has taken the place of the first paint. */
export async function appStarted(page: Page): Promise<void> {
  await expect(page.locator('#app > :not(.boot-shell)').first()).toBeAttached();
}

/** Returns whether the page is cross-origin isolated. */
export const isIsolated = (page: Page): Promise<boolean> =>
  page.evaluate(() => globalThis.crossOriginIsolated);

/** Waits until a service worker is active and in control of the page. */
export async function workerInControl(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise<void>((resolve) => {
      navigator.serviceWorker.addEventListener('controllerchange', () => resolve(), { once: true });
    });
  });
}
