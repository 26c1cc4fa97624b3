import assert from 'node:assert/strict';
import puppeteer from 'puppeteer-core';
import sharp from 'sharp';
import { chromiumArgs, findChromium } from '../../scripts/browsers.mjs';

export const name = 'a link made in Chromium makes the same pixels in Firefox';

/** Milliseconds that the engine may take for one thing on a busy machine. */
const patience = 60_000;

const find = (page, role, label) =>
  page.waitForSelector(`::-p-aria([name="${label}"][role="${role}"])`, {
    timeout: patience,
    visible: true,
  });

const press = async (page, role, label) => (await find(page, role, label)).click();

const settled = (page) =>
  page.waitForSelector('[role=group][aria-label="Picture"][aria-busy="false"] canvas', {
    timeout: patience,
  });

/** Keeps what is downloaded in the page, to be looked at. */
const keepDownloads = (page) =>
  page.evaluateOnNewDocument(() => {
    const create = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (blob) => {
      globalThis.saved = blob;
      return create(blob);
    };
  });

async function addStep(page, operation) {
  await page.keyboard.press('/');
  await find(page, 'combobox', 'Search operations');
  await page.keyboard.type(operation);
  await page.keyboard.press('Enter');
  await page.waitForFunction(
    (title) =>
      [...document.querySelectorAll('[data-testid="step-title"]')].some(
        ({ textContent }) => textContent === title,
      ),
    { timeout: patience },
    operation,
  );
}

/** Exports the sample as PNG and returns its pixels. */
async function exported(page) {
  await settled(page);
  await press(page, 'radio', 'PNG');
  await press(page, 'button', 'Export image');
  await page.waitForFunction(
    () =>
      [...document.querySelectorAll('[role=status]')].some(({ textContent }) =>
        /^\s*Saved .*\.png/.test(textContent),
      ),
    { timeout: patience },
  );
  const encoded = await page.evaluate(async () => {
    const bytes = new Uint8Array(await globalThis.saved.arrayBuffer());
    let text = '';
    for (let at = 0; at < bytes.length; at += 32_768) {
      text += String.fromCharCode(...bytes.subarray(at, at + 32_768));
    }
    return btoa(text);
  });
  return sharp(Buffer.from(encoded, 'base64')).raw().toBuffer();
}

/** Makes a pipeline in Chromium; returns its link and what it makes of the sample. */
async function madeInChromium(executablePath, site) {
  const browser = await puppeteer.launch({ executablePath, args: chromiumArgs, headless: true });
  try {
    const page = await browser.newPage();
    await keepDownloads(page);
    await page.setViewport({ width: 1440, height: 900 });
    await page.goto(site.url);
    await press(page, 'button', 'Try the sample');
    await settled(page);
    for (const operation of ['Exposure', 'White balance', 'Sharpen']) {
      await addStep(page, operation);
    }
    await press(page, 'tab', 'Share');
    await page.waitForFunction(
      () => /This link contains\s*3 steps/.test(document.body.textContent),
      {
        timeout: patience,
      },
    );
    const field = await find(page, 'textbox', 'Link to this pipeline');
    const link = await field.evaluate(({ value }) => value);
    await press(page, 'tab', 'Images');
    return { link, pixels: await exported(page) };
  } finally {
    await browser.close();
  }
}

export async function run({ page, site }) {
  const chromium = await findChromium();
  assert.notEqual(chromium, null, 'the other browser is installed');
  const original = await madeInChromium(chromium, site);
  assert.match(original.link, /#1\.[pdz]/);

  await keepDownloads(page);
  await page.setViewport({ width: 1440, height: 900 });
  await page.goto(original.link);
  await press(page, 'button', 'Replace');
  await page.waitForFunction(
    () => document.querySelectorAll('[data-testid="step-title"]').length === 3,
    { timeout: patience },
  );
  assert.equal(await page.evaluate(() => location.hash), '');
  await press(page, 'button', 'Try the sample');
  const pixels = await exported(page);
  assert.equal(pixels.length, 2400 * 1600 * 3);
  assert.ok(pixels.equals(original.pixels), 'the pixels are the same');
}
