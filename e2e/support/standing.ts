import type { Page } from '@playwright/test';

const standing = new WeakSet<Page>();

/** Notes that the app stands on this page, with nothing in it to begin with: see `warm.ts`. */
export function stand(page: Page): void {
  standing.add(page);
}

/** Returns whether a page need not be loaded to begin at `url`. */
export const stands = (page: Page, url: string): boolean =>
  standing.has(page) && page.url() === url;
