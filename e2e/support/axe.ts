import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/** Runs axe on the page as it is and expects it to find nothing. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  await page.evaluate(axeSource);
  const results = await page.evaluate(async (): Promise<AxeResults> => {
    const axe = Reflect.get(globalThis, 'axe') as { run(): Promise<AxeResults> };
    return axe.run();
  });
  const found = results.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 140)).join(' | ')}`,
  );
  expect(found, state).toEqual([]);
}
