// Longer than a file should be: both languages are held against the browser in one list of cases.
import { execFile } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ExportSettings } from '../../src/core/formats/settings';
import type { Values } from '../../src/core/operations/define';
import type { MetadataEntry } from '../../src/core/metadata/entries';
import { nameFrom, parsePattern } from '../../src/core/naming/pattern';
import { momentOf } from '../../src/core/naming/tokens';
import { javascriptProgram } from '../../src/core/programs/javascript/frame';
import { planProgram } from '../../src/core/programs/plan';
import { pythonProgram } from '../../src/core/programs/python/frame';
import type { VipsBinding } from '../runtime/binding';
import { exportPicture } from './export-picture';
import { LastFinished } from '../memory/last-finished';
import { tellingAll, toldBy as toldByImage } from '../metadata/write-metadata';
import { embeddedPipelineFor } from '../metadata/embedded-pipeline';
import { readMetadata } from '../metadata/read-metadata';
import {
  encodedForTest,
  jobForTest,
  pipelineOf,
  settingsForTest,
  startForTest,
  stepForTest,
  textureOf,
} from '../testing/index';
import {
  jpegTelling,
  namesTold,
  pngTelling,
  sourcesTelling,
  tellingEverything,
  tiffTelling,
} from '../testing/metadata';
import { noteSources } from '../testing/maker-notes';
import {
  avifOf,
  coded as codedAvif,
  codedInside,
  televisionAlpha,
  televisionGrey,
} from '../testing/avif';
import { codes, gamma, gifAt, p3Places, pngOf, turningTexts } from '../testing/said';
import { buildTiff } from '../testing/tiff';

const python = process.env['PIPETTE_PYTHON'] ?? '';
const run = promisify(execFile);
const folderOfRunners = fileURLToPath(
  new URL('../../src/core/testing/run-programs/', import.meta.url),
);

let vips: VipsBinding;
let folder: string;
let sources: Record<string, Uint8Array>;
beforeAll(async () => {
  vips = await startForTest(['heif', 'jxl', 'resvg']);
  folder = mkdtempSync(join(tmpdir(), 'pipette-exports-'));
  symlinkSync(
    fileURLToPath(new URL('../../node_modules', import.meta.url)),
    join(folder, 'node_modules'),
  );
  sources = {
    everything: tellingEverything(vips),
    large: large(),
    moving: moving(),
    names: jpegTelling(vips, { exif: namesTold() }),
    texts: pngTelling(vips),
    scan: tiffTelling(vips),
    ...sourcesTelling(vips),
    note: noteSources(vips)['big jpeg'] ?? new Uint8Array(),
    scannedNote: noteSources(vips)['tiff'] ?? new Uint8Array(),
    dark: pngOf(vips, ramp, 3, [gamma(1)]),
    wide: pngOf(vips, ramp, 3, [gamma(0.45455), p3Places]),
    coded: pngOf(vips, ramp, 3, [codes(9, 1, 0, 1)]),
    fractions: fractions(),
    grey: pngOf(vips, ramp, 1, [gamma(0.8)]),
    bright: pngOf(vips, ramp, 3, [codes(9, 16, 0, 1)]),
    turned: pngOf(vips, ramp, 3, [turningTexts().app1]),
    codedAvif: codedAvif(avifOf(vips, [200, 100, 50]), 12, 13),
    freeAvif: codedAvif(avifOf(vips, [200, 100, 50]), 2, 2, 2),
    insideAvif: codedInside(vips, [200, 100, 50]),
    televisionAvif: televisionGrey(),
    televisionAlpha: televisionAlpha(vips, [200, 100, 50, 126]),
    gap: gifAt(1, 3),
    ruler: new TextEncoder().encode(ruler),
    rare: buildTiff({ width: 1, height: 1, bits: 12, photometric: 1, pixels: [[9]] }),
    dng: buildTiff({ ...preview, more: [[50_706, [1, 4]]] }),
    fuji: new TextEncoder().encode('FUJIFILMCCD-RAW 0201'.padEnd(200)),
    nikon: buildTiff({ ...preview, compression: 34_713 }),
    loose: buildTiff({
      width: 2,
      height: 1,
      bits: 8,
      photometric: 1,
      pixels: [[9], [90]],
      texts: [[305, 'No end']],
    }),
  };
  for (const [name, bytes] of Object.entries(sources)) {
    writeFileSync(join(folder, `${name}.v2.jpg`), bytes);
  }
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vips.shutdown();
});

/** A drawing of an inch by half of one, with a letter in it. */
const ruler =
  '<svg xmlns="http://www.w3.org/2000/svg" width="25.4mm" height="0.5in">' +
  '<rect width="10mm" height="1in" fill="red"/><text y="20">a</text></svg>';

/** What a RAW photo shows of itself. */
const preview = { width: 1, height: 1, bits: 8, photometric: 1, pixels: [[9]] };

const ramp = Array.from({ length: 60 }, (_, at) => (at * 37) % 256);

/** Noise over texture, so that bytes can be saved. */
function large(): Uint8Array {
  const texture = textureOf(vips, 400, 300);
  const noise = vips.Image.gaussnoise(400, 300, { sigma: 30, seed: 3 });
  return texture
    .add(noise)
    .cast('uchar')
    .copy({ interpretation: 'srgb' })
    .jpegsaveBuffer({ Q: 95 });
}

/** Fractions of sRGB, as its profile says. */
function fractions(): Uint8Array {
  const named = textureOf(vips, 20, 10).iccTransform('srgb', { input_profile: 'srgb' });
  return named
    .linear([1 / 255], [0])
    .copy({ interpretation: 'scrgb' })
    .tiffsaveBuffer();
}

/** An animation of three frames with times of their own, played four times. */
function moving(): Uint8Array {
  const photo = textureOf(vips, 90, 60);
  const frames = [photo, photo.flip('horizontal'), photo.invert()];
  const strip = vips.Image.arrayjoin(frames, { across: 1 }).copy();
  strip.setInt('page-height', 60);
  strip.setArrayInt('delay', [40, 100, 250]);
  strip.setInt('loop', 4);
  return strip.webpsaveBuffer({ lossless: true, exact: true });
}

const pipeline = {
  ...pipelineOf(stepForTest('sepia', { amount: 60 }), stepForTest('unsharp')),
  name: 'Été à Rome\u2028\u0085',
};

interface File {
  readonly name: string;
  readonly bytes: Uint8Array;
}

async function fromBrowser(source: string, settings: ExportSettings): Promise<File> {
  const encoded = await encodedForTest(sources[source] ?? new Uint8Array(), `${source}.v2.jpg`);
  const { job } = jobForTest();
  const from = { encoded, damaged: false, id: source };
  const request = { pipeline, settings };
  const kept = new LastFinished();
  const embeddedPipeline = await embeddedPipelineFor(vips, job, from, request, kept);
  const made = exportPicture(vips, job, from, request, kept, embeddedPipeline);
  const { extension } = made.encoder.format;
  const facts = {
    name: `${source}.v2`,
    pipeline: pipeline.name,
    preset: '',
    step: null,
    operation: '',
    index: 1,
    files: 1,
    format: extension,
    now: momentOf(new Date()),
    exif: made.camera,
    width: made.width,
    height: made.height,
    quality: made.quality,
  };
  const name = nameFrom(parsePattern(settings.fileName), facts, extension);
  return { name, bytes: made.bytes };
}

type Language = 'python' | 'javascript';
const extensions = { python: 'py', javascript: 'mjs' } as const;
const printers = { python: pythonProgram, javascript: javascriptProgram } as const;

function programText(language: Language, settings: ExportSettings, steps = pipeline): string {
  const plan = planProgram(steps, settings, {
    appVersion: '1.0.0',
    vipsVersion: '8.18.7',
    date: '2026-01-02',
    checksum: null,
    png: () => new Uint8Array(),
  });
  return printers[language](plan);
}

async function fromProgram(
  language: Language,
  source: string,
  settings: ExportSettings,
  steps = pipeline,
): Promise<File> {
  const file = `program.${extensions[language]}`;
  writeFileSync(join(folder, file), programText(language, settings, steps));
  const out = mkdtempSync(join(folder, 'out-'));
  const command = language === 'python' ? python : process.execPath;
  await run(command, [file, `${source}.v2.jpg`, '-o', out], { cwd: folder });
  return onlyFileIn(out);
}

function onlyFileIn(out: string): File {
  const [name = '', ...more] = readdirSync(out);
  expect(more).toEqual([]);
  return { name, bytes: new Uint8Array(readFileSync(join(out, name))) };
}

/**
 * Runs the programs of all cases in one process, since starting one takes longer than its picture.
 * Returns the folder of each one's file.
 */
async function runCases(language: Language): Promise<readonly string[]> {
  const jobs = cases.map(([, source, changed], index) => {
    const program = join(folder, `case-${index}.${extensions[language]}`);
    writeFileSync(program, programText(language, settingsForTest(changed)));
    const out = mkdtempSync(join(folder, 'out-'));
    return { program, out, words: [`${source}.v2.jpg`, '-o', out] };
  });
  const list = join(folder, `${language}.json`);
  writeFileSync(list, JSON.stringify(jobs));
  const command = language === 'python' ? python : process.execPath;
  const runner = join(folderOfRunners, `files.${extensions[language]}`);
  const { stdout } = await run(command, [runner, list], { cwd: folder });
  const answers = stdout
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  expect(answers).toEqual(cases.map(() => ({ code: 0, text: expect.any(String) })));
  return jobs.map(({ out }) => out);
}

/** The pixels of all frames, and how they are played. */
const pixelsOf = (bytes: Uint8Array) => {
  const first = vips.Image.newFromBuffer(bytes);
  const moves = first.getTypeof('n-pages') > 0 && first.getInt('n-pages') > 1;
  const image = moves ? vips.Image.newFromBuffer(bytes, 'n=-1') : first;
  const { width, height, bands, format } = image;
  const playing = moves
    ? [image.getInt('page-height'), image.getArrayInt('delay'), image.getInt('loop')]
    : [];
  const data = Buffer.from(image.writeToMemory()).toString('hex');
  return { width, height, bands, format, data, playing };
};

/** The share of pixels that are not the same, of two pictures as `pixelsOf` writes them. */
function othersIn(left: string, right: string, bands: number): number {
  const length = 2 * bands;
  let other = 0;
  for (let at = 0; at < right.length; at += length) {
    if (left.slice(at, at + length) !== right.slice(at, at + length)) other += 1;
  }
  return (other * length) / right.length;
}

/** Everything that a file tells, in an order of its own; the exact text of XMP does not count. */
const toldBy = async (bytes: Uint8Array): Promise<string[]> => {
  const entries = await readMetadata(bytes);
  return entries.map((entry: MetadataEntry) => Object.values(entry).join(' | ')).sort();
};

/** EXIF and texts byte for byte, as they lie in the file. */
const bytesToldBy = async (bytes: Uint8Array): Promise<string[]> => {
  const encoded = await encodedForTest(bytes, 'told');
  const image = vips.Image.newFromBuffer(bytes);
  const { exif, texts } = toldByImage(tellingAll(image, encoded));
  return [exif, texts].map((part) => Buffer.from(part ?? []).toString('latin1'));
};

type Case = readonly [what: string, source: string, settings: Partial<ExportSettings>];
const withWebp = (values: Values): Pick<ExportSettings, 'values'> => {
  const all = settingsForTest().values;
  return { values: { ...all, webp: { ...all['webp'], lossless: true, ...values } } };
};
const exactly = { format: 'webp', ...withWebp({}) };
const cases: readonly Case[] = [
  ['a PNG of another gamma', 'dark', {}],
  ['a PNG of other primaries', 'wide', {}],
  ['a PNG that says its colours in codes', 'coded', {}],
  ['a grey PNG of another gamma', 'grey', {}],
  ['fractions with a profile', 'fractions', {}],
  ['a PNG that a text turns', 'turned', {}],
  ['an AVIF that says its colours in codes', 'codedAvif', {}],
  ['an AVIF of no stated matrix', 'freeAvif', {}],
  ['an AVIF whose coder alone says its colours', 'insideAvif', {}],
  ['a grey AVIF with the levels of television', 'televisionAvif', {}],
  ['an AVIF whose alpha has the levels of television', 'televisionAlpha', {}],
  ['a GIF with empty places', 'gap', {}],
  ['an animation with empty places', 'gap', exactly],
  ['a TIFF with a text without end', 'loose', { format: 'jpeg' }],
  ['the usual settings', 'everything', { format: 'jpeg' }],
  ['everything that fits', 'everything', { format: 'jpeg', metadata: 'all' }],
  ['no metadata', 'everything', { format: 'jpeg', metadata: 'none' }],
  ['names in letters of all kinds', 'names', { format: 'jpeg' }],
  ['names in letters of all kinds, in WebP', 'names', { format: 'webp' }],
  ['names in letters of all kinds, in AVIF', 'names', { format: 'avif' }],
  ['names in letters of all kinds, in TIFF', 'names', { format: 'tiff', metadata: 'all' }],
  ['texts of a PNG', 'texts', { metadata: 'all' }],
  ['texts of a PNG that are no risk', 'texts', {}],
  ['what stands behind the pixels of a PNG', 'png-late', { metadata: 'all' }],
  ['profiles in texts of a PNG, in JPEG', 'texts', { format: 'jpeg', metadata: 'all' }],
  ['XMP in UTF-16', 'utf16', { format: 'jpeg' }],
  ['XMP in its old envelope, in PNG', 'xapmeta', {}],
  ['XMP without an envelope, in WebP', 'bare-rdf', { format: 'webp', metadata: 'all' }],
  ['XMP of a gain map', 'gain-map', { format: 'jpeg', metadata: 'all' }],
  ['what goes on over several segments', 'jpeg-long', { format: 'jpeg', metadata: 'all' }],
  ['several segments, in PNG', 'jpeg-long', { metadata: 'all' }],
  ['a maker’s note, in TIFF', 'note', { format: 'tiff', metadata: 'all' }],
  ['a maker’s note of a TIFF, in PNG', 'scannedNote', { metadata: 'all' }],
  ['what a scan tells, in JPEG', 'scan', { format: 'jpeg' }],
  ['what a scan tells, in TIFF', 'scan', { format: 'tiff', metadata: 'all' }],
  ['the author alone, in TIFF', 'everything', { format: 'tiff', metadata: 'copyright' }],
  [
    'place and date alone, in WebP',
    'everything',
    { format: 'webp', metadata: 'own', metadataGroups: ['location', 'date'] },
  ],
  [
    'what nobody knows, in PNG',
    'everything',
    { metadata: 'own', metadataGroups: ['other', 'maker-notes', 'software'] },
  ],
  [
    'the pipeline inside and nothing else',
    'everything',
    { metadata: 'none', carriesPipeline: true },
  ],
  ['the pipeline inside beside the rest', 'everything', { carriesPipeline: true }],
  ['AVIF', 'large', { format: 'avif' }],
  ['a size to fit inside', 'large', { size: 'custom', format: 'jpeg' }],
  ['a target that costs quality', 'large', { format: 'jpeg', fitUnder: 30_000 }],
  ['a target that costs pixels', 'large', { format: 'jpeg', fitUnder: 4_000 }],
  ['a target that leaves a few pixels', 'large', { format: 'jpeg', fitUnder: 1_500 }],
  ['a target at full size', 'large', { format: 'jpeg', fitUnder: 12_000, fitKeepsSize: true }],
  [
    'a target beside much metadata',
    'everything',
    { format: 'jpeg', metadata: 'all', fitUnder: 6_000 },
  ],
  ['a target without a quality', 'large', { fitUnder: 60_000 }],
  [
    'names of many tokens',
    'everything',
    {
      format: 'jpeg',
      fileName:
        '{index:03}_{name}-{pipeline|slug}-{width}x{height}-q{quality} {{{format|upper}}} ' +
        '{exif.date:DD.MM.YY} {exif.camera|lower}{exif.lens|no lens}{preset|-}{date:YYYY}{nonsense}',
    },
  ],
  [
    'names that no system likes',
    'large',
    { format: 'webp', fileName: ' .con:{exif.camera}<>/{name|upper}\u202e '.padEnd(150, 'é') },
  ],
  ['a name of nothing', 'large', { fileName: '{exif.author}' }],
  ['every frame of an animation', 'moving', exactly],
  ['an animation that tells nothing', 'moving', { ...exactly, metadata: 'none' }],
  [
    'an animation with the pipeline inside',
    'moving',
    { ...exactly, carriesPipeline: true, fileName: '{width}x{height}' },
  ],
  [
    'an animation that is smaller, under a target',
    'moving',
    { ...exactly, fitUnder: 15_000, fileName: '{width}x{height}' },
  ],
  ['an animation in a format that stands still', 'moving', { format: 'png' }],
  [
    'an animation whose first frame is wanted',
    'moving',
    { format: 'webp', ...withWebp({ animation: false }) },
  ],
  ['a picture in a format that may move', 'everything', { format: 'webp', metadata: 'all' }],
  [
    'a quality that is found',
    'large',
    { format: 'jpeg', fitUnder: 30_000, fileName: 'q{quality}' },
  ],
];

describe.each(['python', 'javascript'] as const)(
  'a program in %s',
  { timeout: 60_000 },
  (language) => {
    let folders: readonly string[] = [];
    beforeAll(async () => {
      folders = await runCases(language);
    }, 300_000);

    it.each(cases.map((one, index) => [...one, index] as const))(
      'writes the file that the browser writes: %s',
      async (_, source, changed, index) => {
        const settings = settingsForTest(changed);
        const expected = await fromBrowser(source, settings);
        const found = onlyFileIn(folders[index] ?? '');
        expect(found.name).toBe(expected.name);
        expect(await toldBy(found.bytes)).toEqual(await toldBy(expected.bytes));
        expect(await bytesToldBy(found.bytes)).toEqual(await bytesToldBy(expected.bytes));
        expect(pixelsOf(found.bytes)).toEqual(pixelsOf(expected.bytes));
      },
    );

    it('draws an inch as 96 pixels, and says that letters may be others', async () => {
      const settings = settingsForTest();
      const expected = pixelsOf((await fromBrowser('ruler', settings)).bytes);
      const found = pixelsOf((await fromProgram(language, 'ruler', settings)).bytes);
      expect([found.width, found.height]).toEqual([96, 48]);
      expect([expected.width, expected.height]).toEqual([96, 48]);
      // Python has another renderer.
      if (language === 'javascript') expect(found).toEqual(expected);
      const command = language === 'python' ? python : process.execPath;
      const file = language === 'python' ? 'program.py' : 'program.mjs';
      const said = await run(command, [file, 'ruler.v2.jpg', '-o', `drawn-${language}`], {
        cwd: folder,
      });
      expect(said.stderr).toContain('ruler.v2.jpg: its letters');
    });

    it('refuses a pipeline that is too long for a JPEG to carry', async () => {
      const settings = settingsForTest({ format: 'jpeg', carriesPipeline: true });
      const off = Array.from({ length: 150 }, (_, index) => ({
        ...stepForTest('sepia', {}, `off-${index}`),
        enabled: false,
        note: 'n'.repeat(400),
      }));
      const long = { ...pipeline, steps: [...pipeline.steps, ...off] };
      await expect(fromProgram(language, 'large', settings, long)).rejects.toMatchObject({
        stderr: expect.stringContaining('takes more than 60000 bytes of XMP'),
      });
    });

    it.each([
      ['bright', 'an HDR picture, which the browser shows in SDR and this program does not'],
      ['rare', 'a rare kind of TIFF, which this program does not read'],
      ['dng', 'a RAW photo: it holds what the sensor of a camera measured'],
      ['fuji', 'a RAW photo: it holds what the sensor of a camera measured'],
      ['nikon', 'a RAW photo: it holds what the sensor of a camera measured'],
    ])('says what it does not do: %s', async (source, words) => {
      await expect(fromProgram(language, source, settingsForTest())).rejects.toMatchObject({
        stderr: expect.stringContaining(words),
      });
    });

    it('writes an animation as GIF with its times, and refuses what would flicker', async () => {
      const settings = settingsForTest({ format: 'gif' });
      const expected = pixelsOf((await fromBrowser('moving', settings)).bytes);
      const found = pixelsOf((await fromProgram(language, 'moving', settings)).bytes);
      expect(found.playing).toEqual([60, [40, 100, 250], 4]);
      expect({ ...found, data: '' }).toEqual({ ...expected, data: '' });
      const { data, bands } = expected;
      const share = othersIn(found.data, data, bands);
      expect(share).toBeLessThanOrEqual(language === 'python' ? 0.02 : 0);
      expect(programText(language, settings).includes('colours of a palette')).toBe(
        language === 'python',
      );
      const flickering = pipelineOf(stepForTest('equalise'));
      await expect(
        fromProgram(language, 'moving', settings, { ...flickering, name: '' }),
      ).rejects.toMatchObject({ stderr: expect.stringContaining('the animation would flicker') });
    });

    it('chooses nearly the same palette, and says that it may be another', async () => {
      const { values } = settingsForTest();
      const settings = settingsForTest({
        values: { ...values, png: { ...values['png'], colours: '4' } },
      });
      const [expected, found] = [
        await fromBrowser('large', settings),
        await fromProgram(language, 'large', settings),
      ].map(({ bytes }) => pixelsOf(bytes).data);
      // Dithering spreads a difference in the last digit of a fraction to its neighbours.
      const share = othersIn(found ?? '', expected ?? '', 3);
      expect(share).toBeLessThanOrEqual(language === 'python' ? 0.02 : 0);
      expect(programText(language, settings).includes('colours of a palette')).toBe(
        language === 'python',
      );
    });
  },
);

it('a program in JavaScript reads a JPEG XL whose metadata are packed', async () => {
  const settings = settingsForTest({ format: 'jpeg' });
  const expected = await fromBrowser('jxl-packed', settings);
  const found = await fromProgram('javascript', 'jxl-packed', settings);
  expect(await toldBy(found.bytes)).toEqual(await toldBy(expected.bytes));
  expect((await toldBy(found.bytes)).join()).toContain('KeptMake');
}, 60_000);
