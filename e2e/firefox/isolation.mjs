import assert from 'node:assert/strict';

export const name = 'the built page opens and is cross-origin isolated';

export async function run({ page, site }) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(site.url);
  await page.waitForFunction(() => document.querySelector('#app > :not(.boot-shell)') !== null);
  assert.equal(await page.evaluate(() => globalThis.crossOriginIsolated), true);
  assert.equal(await page.evaluate(() => document.querySelector('#notice')?.textContent), '');
  assert.deepEqual(problems, []);
}
