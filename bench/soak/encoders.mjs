/** Encoders that take long: the watchdog must let every one of them finish. */
import { loadavg } from 'node:os';
import { withSources } from '../../scripts/sources.mjs';
import { drawPhoto } from './batch.mjs';

/** Milliseconds that one file may take, on a busy machine too; Pipette's own limits are shorter. */
const patience = 3_600_000;

const numbers = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

/**
 * One thing to encode.
 * @param {string} format its id
 * @param {Record<string, unknown>} values what is set apart from the initial values
 * @param {string} name how it is called
 * @param {number | null} fitUnder the most that it may take, in bytes
 */
const one = (format, values = {}, name = format, fitUnder = null) => ({
  format,
  values,
  name,
  fitUnder,
});

/** What is encoded; what takes longest comes last. */
const casesUpTo = (effort) => [
  ...['jpeg', 'png', 'webp', 'tiff', 'jxl', 'gif'].map((format) => one(format)),
  one('png', { compression: 9 }, 'png, compression 9'),
  one('png', { colours: '8', effort: 10 }, 'png, 256 colours, effort 10'),
  one('gif', { effort: 10 }, 'gif, effort 10'),
  one('webp', { effort: 6 }, 'webp, effort 6'),
  one('webp', { lossless: true, effort: 6 }, 'webp, lossless, effort 6'),
  ...['jpeg', 'webp', 'avif', 'jxl'].map((format) =>
    one(format, {}, `${format}, fitted under 300 KB`, 300_000),
  ),
  one('jxl', { effort: 9 }, 'jxl, effort 9'),
  one('jxl', { mode: 'lossless', effort: 9 }, 'jxl, lossless, effort 9'),
  one('avif', { lossless: true }, 'avif, lossless'),
  ...numbers(0, effort).map((each) => one('avif', { effort: each }, `avif, effort ${each}`)),
];

/** Links to one quick step and the settings of each case. */
const links = (cases) =>
  withSources(async (load) => {
    const { writeLink } = await load('/src/core/documents/share-link.ts');
    const { initialExportSettings } = await load('/src/core/formats/settings.ts');
    const { emptyPipeline } = await load('/src/core/pipeline/pipeline.ts');
    const { newStep } = await load('/src/core/pipeline/edit.ts');
    const { invert } = await load('/src/core/operations/colour/invert.ts');
    const pipeline = { ...emptyPipeline, steps: [newStep(invert)] };
    return cases.map(({ format, values, name, fitUnder }) => {
      const settings = initialExportSettings();
      const own = { ...settings.values[format], ...values };
      const changed = { format, fitUnder, values: { ...settings.values, [format]: own } };
      const link = writeLink(pipeline, { names: false, settings: { ...settings, ...changed } });
      return { name, link };
    });
  });

/** What the page says in place of a result: an alarm, or what an export came to, with its code. */
const alarm = (page) =>
  page
    .waitForFunction(
      () => {
        const texts = (role) =>
          [...document.querySelectorAll(`[role=${role}]`)].map((one) =>
            one.textContent.trim().replace(/\s+/g, ' '),
          );
        const failed = texts('status').filter((text) => /\b[A-Z]{3}-[A-Z]+: /.test(text));
        return [...texts('alert'), ...failed].find((text) => text !== '') ?? null;
      },
      undefined,
      { timeout: patience, polling: 500 },
    )
    .then((found) => found.jsonValue());

/** Resolves to the seconds until `work` is done; rejects with what the page says instead. */
async function timed(page, work) {
  const began = performance.now();
  const failed = alarm(page).then((said) => Promise.reject(new Error(said)));
  failed.catch(() => undefined);
  await Promise.race([work(), failed]);
  return (performance.now() - began) / 1000;
}

/**
 * Resolves to what the page says of the time that the file will take, as soon as it says so; to null
 * when the file is there without a word.
 */
function forecast(page) {
  const card = page.getByRole('region', { name: 'Size of the file' });
  const told = card.getByText(/takes about/i).textContent({ timeout: patience });
  const made = card.and(page.locator('[aria-busy=false]')).waitFor({ timeout: patience });
  for (const one of [told, made]) one.catch(() => undefined);
  return Promise.race([
    told.then((text) => /about [\d.]+ \w+/.exec(text)?.[0] ?? null),
    made.then(() => null),
  ]);
}

async function exported(app, url, link) {
  await app.page.goto(`${url}#${link}`);
  await app.page.getByRole('dialog').getByRole('button', { name: 'Replace', exact: true }).click();
  await app.page.getByRole('dialog').waitFor({ state: 'hidden' });
  let told = null;
  const seconds = await timed(app.page, async () => {
    told = await forecast(app.page);
    const download = app.page.waitForEvent('download', { timeout: patience });
    await app.exportButton.click();
    await (await download).path();
  });
  return { seconds, told };
}

/** Every format at the quality that looks the same. */
async function compared({ page }) {
  await page.getByText('Compare formats').click();
  const measure = page.getByRole('button', { name: 'Measure all formats' });
  const seconds = await timed(page, async () => {
    await measure.click();
    await measure.waitFor({ state: 'hidden' });
    await measure.waitFor({ timeout: patience });
  });
  return { seconds, told: null };
}

/** Several sizes in several formats from one run. */
async function inSizes({ page }) {
  await page.getByRole('button', { name: 'Export responsive set' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export responsive set' });
  const seconds = await timed(page, async () => {
    const download = page.waitForEvent('download', { timeout: patience });
    await dialog.getByRole('button', { name: /^Make \d+ files$/ }).click();
    await (await download).path();
  });
  return { seconds, told: null };
}

/** A row of the table; a file that failed says what the page said. */
const row = ({ name, seconds, told, problem, load }) =>
  `| ${name} | ${problem === undefined ? seconds.toFixed(1) : 'none'} | ${told ?? 'none'} | ${problem ?? 'no'} | ${load} |`;

/**
 * Encodes a photo of `encoderMegapixels` in every way, AVIF at efforts up to `encoderEffort`; returns
 * lines of Markdown.
 */
export async function soakEncoders({
  chromium,
  encoderMegapixels: megapixels,
  encoderEffort: effort,
}) {
  const height = Math.round(Math.sqrt((megapixels * 1e6 * 2) / 3));
  const width = Math.round(height * 1.5);
  const photo = { bytes: await drawPhoto(width, height), name: 'photo.jpg' };
  const found = [];
  const attempt = async (name, work) => {
    const app = await chromium.newApp();
    let answer;
    try {
      await app.open(photo);
      answer = await work(app);
    } catch (error) {
      answer = { problem: error instanceof Error ? error.message : String(error) };
    } finally {
      await app.close();
    }
    found.push({ name, ...answer, load: loadavg()[0].toFixed(0) });
    console.log(`  ${row(found.at(-1))}`);
  };
  await attempt('Compare formats', compared);
  await attempt('Export responsive set', inSizes);
  for (const { name, link } of await links(casesUpTo(effort))) {
    await attempt(name, (app) => exported(app, chromium.site.url, link));
  }
  const ended = found.filter(({ problem }) => problem !== undefined);
  return {
    ok: ended.length === 0,
    lines: [
      `${found.length} ways to encode a photo of ${width} × ${height} (${megapixels} MP), each in a page of its own, which knows no more of the device than that: ${ended.length === 0 ? 'every one came to its end' : `${ended.length} did NOT come to their end`}. Seconds are from the settings to the file; the forecast is what the page told before.`,
      [
        '| what | seconds | forecast | stopped | load |',
        '| ---- | ------- | -------- | ------- | ---- |',
        ...found.map(row),
      ].join('\n'),
    ],
  };
}
