/** Encoders that take long: the watchdog must let every one of them finish. */
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

const cases = [
  ...['jpeg', 'png', 'webp', 'tiff', 'jxl', 'gif'].map((format) => one(format)),
  ...numbers(0, 9).map((effort) => one('avif', { effort }, `avif, effort ${effort}`)),
  one('avif', { lossless: true }, 'avif, lossless'),
  one('jxl', { effort: 9 }, 'jxl, effort 9'),
  one('jxl', { mode: 'lossless', effort: 9 }, 'jxl, lossless, effort 9'),
  one('webp', { effort: 6 }, 'webp, effort 6'),
  one('png', { compression: 9 }, 'png, compression 9'),
  ...['jpeg', 'webp', 'avif', 'jxl'].map((format) =>
    one(format, {}, `${format}, fitted under 300 KB`, 300_000),
  ),
];

/** Links to one quick step and the settings of each case. */
const links = () =>
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

/** What the page says in place of a result. */
const alarm = (page) =>
  page
    .waitForFunction(
      () => {
        const said = [...document.querySelectorAll('[role=alert]')].map((one) =>
          one.textContent.trim().replace(/\s+/g, ' '),
        );
        return said.find((text) => text !== '') ?? null;
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

async function exported(app, url, link) {
  await app.page.goto(`${url}#${link}`);
  await app.page.getByRole('dialog').getByRole('button', { name: 'Replace', exact: true }).click();
  await app.page.getByRole('dialog').waitFor({ state: 'hidden' });
  return timed(app.page, async () => {
    const download = app.page.waitForEvent('download', { timeout: patience });
    await app.exportButton.click();
    await (await download).path();
  });
}

/** Every format at the quality that looks the same. */
async function compared({ page }) {
  await page.getByText('Compare formats').click();
  const measure = page.getByRole('button', { name: 'Measure all formats' });
  return timed(page, async () => {
    await measure.click();
    await measure.waitFor({ state: 'hidden' });
    await measure.waitFor({ timeout: patience });
  });
}

/** Several sizes in several formats from one run. */
async function inSizes({ page }) {
  await page.getByRole('button', { name: 'Export responsive set' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export responsive set' });
  return timed(page, async () => {
    const download = page.waitForEvent('download', { timeout: patience });
    await dialog.getByRole('button', { name: /^Make \d+ files$/ }).click();
    await (await download).path();
  });
}

/** Encodes a photo of `encoderMegapixels` in every way; returns lines of Markdown. */
export async function soakEncoders({ chromium, encoderMegapixels: megapixels }) {
  const height = Math.round(Math.sqrt((megapixels * 1e6 * 2) / 3));
  const width = Math.round(height * 1.5);
  const photo = { bytes: await drawPhoto(width, height), name: 'photo.jpg' };
  const found = [];
  const attempt = async (name, work) => {
    const app = await chromium.newApp();
    try {
      await app.open(photo);
      found.push({ name, seconds: await work(app) });
    } catch (error) {
      found.push({ name, problem: error instanceof Error ? error.message : String(error) });
    } finally {
      await app.close();
    }
    const { seconds, problem } = found.at(-1);
    console.log(`  ${name}: ${problem ?? `${seconds.toFixed(1)} s`}`);
  };
  for (const { name, link } of await links()) {
    await attempt(name, (app) => exported(app, chromium.site.url, link));
  }
  await attempt('Compare formats', compared);
  await attempt('Export responsive set', inSizes);
  const ended = found.filter(({ problem }) => problem !== undefined);
  const times = found.filter(({ seconds }) => seconds !== undefined);
  return {
    ok: ended.length === 0,
    lines: [
      `${found.length} ways to encode a photo of ${width} × ${height} (${megapixels} MP), each in a page of its own: ${ended.length === 0 ? 'every one came to its end' : ended.map(({ name, problem }) => `${name} FAILED (${problem})`).join('; ')}.`,
      `Seconds from the click to the file: ${times.map(({ name, seconds }) => `${name} ${seconds.toFixed(1)}`).join('; ')}.`,
    ],
  };
}
