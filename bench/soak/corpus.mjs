/**
 * Opens every file of the folder that PIPETTE_CORPUS names in the built site and compares what an
 * export as PNG holds with what another decoder makes of the file.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, extname, join, relative } from 'node:path';
import sharp from 'sharp';
import { findProgram } from '../../scripts/browsers.mjs';

/** Milliseconds until a file is open or refused; the hardest ones take the engine's own limits. */
const patience = 120_000;
/** The same pixels but for rounding, as the mean difference of a value from 0 to 255. */
const same = 1;

const endings = new Set(
  'jpg jpeg jpe jfif png apng webp tif tiff gif avif heic heif hif jxl svg dng'.split(' '),
);

function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && endings.has(extname(one.name).slice(1).toLowerCase()))
    .map((one) => join(one.parentPath, one.name))
    .sort();
}

const kindOf = (path) =>
  extname(path)
    .slice(1)
    .toLowerCase()
    .replace(/^(?:jpe?|jfif)$/, 'jpg')
    .replace('jpeg', 'jpg')
    .replace('tiff', 'tif');

/** Opens a file. Resolves to null when its picture is there, else to what is said of it. */
async function open(app, path) {
  const { page } = app;
  const name = basename(path);
  const chooser = page.waitForEvent('filechooser');
  await app.openButton.click();
  await (await chooser).setFiles(path);
  const about = { hasText: name };
  const opened = page.getByRole('banner').getByText(name);
  const refused = page.getByRole('alert').filter(about);
  const asked = page.getByRole('alertdialog').filter(about);
  await opened.or(refused).or(asked).first().waitFor({ timeout: patience });
  if (await opened.first().isVisible()) {
    await app.settled();
    return null;
  }
  const said = (await asked.isVisible()) ? asked : refused;
  const words = await said.first().innerText();
  return words.replace(/\s+/g, ' ').trim();
}

async function exported({ page, exportButton }) {
  await page
    .getByRole('radiogroup', { name: 'Format' })
    .getByRole('radio', { name: 'PNG' })
    .click();
  const download = page.waitForEvent('download', { timeout: patience });
  await exportButton.click();
  return readFileSync(await (await download).path());
}

/** Programs that decode what browsers do not, and how they write a PNG. */
const decoders = [
  { program: 'djxl', kinds: ['jxl'], args: (from, to) => [from, to] },
  { program: 'heif-convert', kinds: ['heic', 'heif', 'hif'], args: (from, to) => [from, to] },
];

/** Returns a file that browsers decode, and who made it; null where nothing here decodes it. */
async function readableBy(path, folder) {
  const kind = kindOf(path);
  for (const { program, kinds, args } of decoders) {
    if (!kinds.includes(kind) || findProgram([program]) === null) continue;
    const to = join(folder, 'other.png');
    rmSync(to, { force: true });
    if (spawnSync(program, args(path, to)).status !== 0) return null;
    return { bytes: readFileSync(to), by: program };
  }
  if (kind !== 'tif') return { bytes: readFileSync(path), by: 'Chromium' };
  try {
    return { bytes: await sharp(path, { failOn: 'error' }).rotate().png().toBuffer(), by: 'sharp' };
  } catch {
    return null;
  }
}

/** Runs in the page: how far two files are apart as the browser decodes them. */
async function difference([one, other, kind]) {
  const pixels = async (base64, type) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.codePointAt(0));
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([bytes], { type }));
    await image.decode();
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  };
  let theirs;
  try {
    theirs = await pixels(other, kind === 'svg' ? 'image/svg+xml' : '');
  } catch {
    return null;
  }
  const ours = await pixels(one, 'image/png');
  if (ours.width !== theirs.width || ours.height !== theirs.height) {
    return `${ours.width} x ${ours.height} here, ${theirs.width} x ${theirs.height} there`;
  }
  let sum = 0;
  for (let at = 0; at < ours.data.length; at += 1) {
    // What nobody sees has no colour.
    const isHidden = ours.data[at | 3] === 0 && theirs.data[at | 3] === 0;
    if (!isHidden) sum += Math.abs(ours.data[at] - theirs.data[at]);
  }
  return sum / ours.data.length;
}

async function judged(app, path, folder) {
  const said = await open(app, path);
  if (said !== null) return { said };
  const file = await exported(app);
  const other = await readableBy(path, folder);
  if (other === null) return { by: null };
  const found = await app.page.evaluate(difference, [
    file.toString('base64'),
    other.bytes.toString('base64'),
    kindOf(path),
  ]);
  return found === null ? { by: null } : { by: other.by, found };
}

/** Tries every file of the corpus; returns lines of Markdown: a table, and what needs a look. */
export async function soakCorpus({ chromium }) {
  const corpus = process.env.PIPETTE_CORPUS;
  if (corpus === undefined) return { ok: true, lines: ['PIPETTE_CORPUS names no folder.'] };
  const folder = mkdtempSync(join(tmpdir(), 'pipette-corpus-'));
  const table = new Map();
  const remarks = [];
  let ok = true;
  for (const path of filesIn(corpus)) {
    const kind = kindOf(path);
    const row = table.get(kind) ?? { files: 0, agree: 0, differ: 0, alone: 0, refused: 0 };
    table.set(kind, row);
    row.files += 1;
    const name = relative(corpus, path);
    const app = await chromium.newApp();
    try {
      const { said, by, found } = await judged(app, path, folder);
      if (said !== undefined) {
        row.refused += 1;
        remarks.push(`- ${name}: ${said}`);
      } else if (by === null) {
        row.alone += 1;
      } else if (typeof found === 'number' && found < same) {
        row.agree += 1;
      } else {
        row.differ += 1;
        const far = typeof found === 'number' ? `differs by ${found.toFixed(2)}` : found;
        remarks.push(`- ${name}: ${far} (${by})`);
      }
    } catch (error) {
      ok = false;
      remarks.push(`- ${name}: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      await app.close();
    }
  }
  rmSync(folder, { recursive: true });
  const rows = [...table].map(
    ([kind, { files, agree, differ, alone, refused }]) =>
      `| ${kind} | ${files} | ${agree} | ${differ} | ${alone} | ${refused} |`,
  );
  const head = '| kind | files | as another decoder | differ | nobody else reads it | refused |';
  return {
    ok,
    lines: [
      `Every file opened, exported as PNG and compared: the same is a mean difference below ${same} of 255.`,
      [head, '| --- | --- | --- | --- | --- | --- |', ...rows].join('\n'),
      remarks.join('\n'),
    ],
  };
}
