/**
 * Draws the three entries of public/gallery that are ours, as whoever contributes one makes it: a
 * picture goes through a pipeline into the gallery, and is published. The same sources write the same
 * files. Run: node scripts/draw-gallery.mjs
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { scenesWith } from './gallery/scenes.mjs';
import { withSources } from './sources.mjs';
import { root } from './tasks.mjs';

const folder = join(root, 'public', 'gallery');
const size = { width: 1200, height: 800 };

const entries = [
  {
    name: 'haze-lifted',
    scene: 'hazy',
    title: 'Haze lifted',
    caption: 'Hills behind hills get their depth back; the evening stays soft.',
    tags: ['Landscape', 'Evening'],
    steps: [
      ['auto-levels', { mode: 'together', clip: 0.3, strength: 80 }],
      ['clarity', { amount: 34, radius: 70 }],
      ['vibrance', { amount: 24 }],
      [
        'split-tone',
        { shadowHue: 215, shadowAmount: 16, highlightHue: 38, highlightAmount: 34, balance: 10 },
      ],
    ],
  },
  {
    name: 'harbour-lights',
    scene: 'harbour',
    title: 'Harbour lights',
    caption: 'Blue night and warm windows, with a glow around each lamp.',
    tags: ['Night', 'Harbour'],
    steps: [
      ['exposure', { stops: 0.5 }],
      ['contrast', { strength: 26, pivot: 40 }],
      ['white-balance', { temperature: 5600 }],
      ['vibrance', { amount: 40 }],
      ['glow', { amount: 36 }],
      ['vignette', { strength: 30 }],
    ],
  },
  {
    name: 'still-life-in-two-inks',
    scene: 'still',
    title: 'Still life in two inks',
    caption: 'Printed as if with a dark blue and a pale paper, with grain.',
    tags: ['Still life', 'Monochrome'],
    steps: [
      ['exposure', { stops: 0.5 }],
      ['contrast', { strength: 34 }],
      ['duotone', {}],
      ['grain', { amount: 9, size: 2 }],
      ['vignette', { strength: 24 }],
    ],
  },
];

/** Midday of the day on which they were made. */
const day = Date.UTC(2026, 10, 28, 12);

function drawn(scene, hash) {
  const { width, height } = size;
  const data = new Uint8ClampedArray(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = scene((x + 0.5) / width, (y + 0.5) / height);
      // Half a step of noise keeps skies free of bands.
      for (const [band, value] of colour.entries()) {
        data[(y * width + x) * 3 + band] = value + hash(x, y, band) - 0.5;
      }
    }
  }
  return sharp(data, { raw: { ...size, channels: 3 } })
    .png()
    .toBuffer();
}

async function write(load, engine, entry, number) {
  const { makePreset } = await load('/src/core/presets/make.ts');
  const { makeGalleryEntry } = await load('/src/state/gallery/making.ts');
  const { makePictures, shownPicture } = await load('/src/state/gallery/making-site.ts');
  const { usualKeepAs } = await load('/src/core/gallery/picture-settings.ts');
  const { picturePath, siteTexts } = await load('/src/core/gallery/publish/files.ts');
  const { initialExportSettings } = await load('/src/core/formats/settings.ts');
  const { noCamera } = await load('/src/core/naming/tokens.ts');
  const { hash, ...noise } = await load('/src/core/sample/noise.ts');
  const { mix, gradient } = await load('/src/core/sample/canvas.ts');
  const { name, scene, title, caption, tags, steps } = entry;
  const { pipeline } = makePreset({
    id: name,
    name: title,
    folder: 'Looks',
    description: caption,
    steps: steps.map(([operation, values]) => ({ operation, values })),
  });
  const file = new Blob([await drawn(scenesWith({ hash, ...noise, mix, gradient })[scene], hash)]);
  const order = {
    name: 'scene.png',
    from: { kind: 'file', file, name: 'scene.png' },
    pipeline,
    settings: initialExportSettings(),
    camera: noCamera,
  };
  const said = {
    id: String(number).padStart(16, '0'),
    at: day + number * 60_000,
    title,
    caption,
    tags,
  };
  const choices = { ...usualKeepAs, allowed: { name: false, camera: false } };
  const watched = { progress: () => undefined, signal: new AbortController().signal };
  const made = await makeGalleryEntry(engine, order, said, null, choices, watched);
  if (!made.ok) throw new Error(made.error.message);
  const tools = { engine, file: async ({ hash: of }) => made.value.files.get(of) };
  const sizes = { picture: 1200, middle: null, small: 480, before: 1000, quality: 78 };
  const goesOn = () => true;
  const pictures = await makePictures(tools, [made.value.entry], sizes, { ...watched, goesOn });
  if (!pictures.ok) throw new Error(pictures.error.message);
  const into = join(folder, name);
  rmSync(into, { recursive: true, force: true });
  const put = (path, content) => {
    mkdirSync(dirname(join(into, path)), { recursive: true });
    writeFileSync(join(into, path), content);
  };
  const shown = pictures.value.map((one, index) =>
    shownPicture(one, made.value.entry.files.picture.hash, '', (part, { said: of, bytes }) => {
      const path = picturePath(index, part, of.type);
      put(path, bytes);
      return path;
    }),
  );
  const site = {
    title,
    author: 'Pipette',
    licence: 'CC0 1.0',
    text: '',
    address: null,
    made: new Date(day).toISOString(),
    app: '',
    pictures: shown,
  };
  // The page itself is not needed: the app shows what the list says.
  for (const { name: path, text } of siteTexts(site)) if (path === 'gallery.json') put(path, text);
}

await withSources(async (load) => {
  const { startForTest, jobForTest } = await load('/workers/testing/index.ts');
  const { Session } = await load('/workers/session.ts');
  const { asItIs } = await load('/src/core/engine/requests.ts');
  const vips = await startForTest();
  const session = new Session(vips, [], () => 0);
  let files = 0;
  const engine = {
    exportFile: (file, name, request) => {
      files += 1;
      const source = { ...asItIs, file, name, id: String(files), damaged: false };
      return session.exportFile(jobForTest().job, source, request);
    },
  };
  for (const [index, entry] of entries.entries()) await write(load, engine, entry, index + 1);
  vips.shutdown();
});
const names = entries.map(({ name }) => name);
writeFileSync(join(folder, 'index.json'), `${JSON.stringify({ folders: names }, null, 2)}\n`);
process.exit(0);
