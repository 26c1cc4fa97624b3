import assert from 'node:assert/strict';
import sharp from 'sharp';

export const name = 'the sample is opened, lightened by keyboard and exported';

/** Milliseconds that the engine may take for one thing on a busy machine. */
const patience = 60_000;

/** Waits for an element found by role and name, and returns it. */
const find = (page, role, label) =>
  page.waitForSelector(`::-p-aria([name="${label}"][role="${role}"])`, {
    timeout: patience,
    visible: true,
  });

/** Waits until the picture on screen is that of the pipeline as it is now. */
const settled = (page) =>
  page.waitForSelector('[role=group][aria-label="Picture"][aria-busy="false"] canvas', {
    timeout: patience,
  });

export async function run({ page, site }) {
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.evaluateOnNewDocument(() => {
    globalThis.violations = [];
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      globalThis.violations.push(`${violatedDirective} ${blockedURI}`);
    });
    // What is downloaded, to be looked at: an automated Firefox stores files nobody knows where.
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      globalThis.saved = blob;
      return create(blob);
    };
  });
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(site.url);
  assert.equal(await page.evaluate(() => globalThis.crossOriginIsolated), true);

  await (await find(page, 'button', 'Try the sample')).click();
  await settled(page);

  await page.keyboard.press('/');
  await find(page, 'combobox', 'Search operations');
  await page.keyboard.type('Exposure');
  await page.keyboard.press('Enter');
  await page.waitForSelector('ol[aria-label="Pipeline steps"] > li', { timeout: patience });
  const steps = await page.$$eval('[data-testid="step-title"]', (titles) =>
    titles.map(({ textContent }) => textContent),
  );
  assert.deepEqual(steps, ['Exposure']);
  await settled(page);

  await (await find(page, 'radio', 'PNG')).click();
  await (await find(page, 'button', 'Export image')).click();
  const status = await page.waitForFunction(
    () =>
      [...document.querySelectorAll('[role=status]')]
        .map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '))
        .find((text) => /^Saved .*\.png/.test(text)),
    { timeout: patience },
  );
  assert.match(await status.jsonValue(), /\.png · [\d.]+ MB · 2400 × 1600/);
  const encoded = await page.evaluate(async () => {
    const bytes = new Uint8Array(await globalThis.saved.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 32_768) {
      text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    }
    return btoa(text);
  });
  const { width, height, format } = await sharp(Buffer.from(encoded, 'base64')).metadata();
  assert.deepEqual({ width, height, format }, { width: 2400, height: 1600, format: 'png' });

  assert.deepEqual(await page.evaluate(() => globalThis.violations), []);
  assert.deepEqual(problems, []);
}
