import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/**
 * Only what breaks a rule is told in detail: what is in order would be most of the answer. All style
 * sheets and recordings would be read ahead for one rule, which is about sounds, of which there are none.
 */
const asked: RunOptions = { resultTypes: ['violations'], preload: false };

/** The rules that look at colours. */
const ofColours: RunOptions = { ...asked, runOnly: ['color-contrast', 'link-in-text-block'] };

/** Runs axe on the page as it is and expects it to find nothing. */
export async function expectAccessible(page: Page, state: string, options = asked): Promise<void> {
  // A page that is looked at again has it already.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const results = await page.evaluate(async (given): Promise<AxeResults> => {
    const axe = Reflect.get(globalThis, 'axe') as {
      run(given: RunOptions): Promise<AxeResults>;
    };
    return axe.run(given);
  }, options);
  const found = results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`,
  );
  expect(found, state).toEqual([]);
}

/** Waits for what fades or slides: colours on their way are read as they are shown. */
const atRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    await new Promise(requestAnimationFrame);
    const ends = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
      .map(({ finished }) => finished);
    await Promise.allSettled(ends);
  });

/**
 * The same in dark and in light colours, beginning with those that are shown. Which ones that are is
 * up to style sheets alone, so that everything but the colours is the same in both.
 */
export async function expectAccessibleInBoth(page: Page, state: string): Promise<void> {
  const light = await page.evaluate(() => matchMedia('(prefers-color-scheme: light)').matches);
  const [shown, other] = light ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
  await expect(page.locator('html')).toHaveCSS('color-scheme', shown);
  await atRest(page);
  await expectAccessible(page, `${state}, ${shown}`);
  // All that is shown is drawn anew, which takes longer than looking: so it is not switched back.
  await page.emulateMedia({ colorScheme: other });
  await expect(page.locator('html')).toHaveCSS('color-scheme', other);
  await atRest(page);
  await expectAccessible(page, `${state}, ${other}`, ofColours);
}
