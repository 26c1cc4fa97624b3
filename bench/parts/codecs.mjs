/** Part (i): bytes and time of our encoders and of jSquash's at the same structural similarity. */
import sharp from 'sharp';
import { startLikeness } from '../likeness.mjs';
import { loadCodecs } from '../peers.mjs';
import { table } from '../print.mjs';
import { withSources } from '../../scripts/sources.mjs';
import { median } from '../statistics.mjs';

const rounds = 5;
const longEdge = 1920;

/** What is compared: our values where they are not the initial ones, and jSquash's likewise. */
const comparisons = [
  { name: 'JPEG, smallest', id: 'jpeg', values: { smallest: true }, theirs: {} },
  // jSquash keeps more colour from quality 80 on (4:2:2), which costs bytes and which a similarity
  // of lightness does not see.
  {
    name: 'JPEG, smallest, both 4:2:0',
    id: 'jpeg',
    values: { smallest: true, chroma: 'on' },
    theirs: { auto_subsample: false, chroma_subsample: 2 },
  },
  { name: 'WebP', id: 'webp', values: {}, theirs: {} },
  { name: 'AVIF', id: 'avif', values: {}, theirs: {} },
  // libvips's effort 2 is the encoder's speed 7; jSquash begins with 6.
  { name: 'AVIF, both speed 7', id: 'avif', values: {}, theirs: { speed: 7 } },
];

/** Returns the picture at 1920 px, upright, as RGB and RGBA of 8 bits. */
async function pixelsOf(bytes) {
  const small = sharp(bytes)
    .autoOrient()
    .resize({ width: longEdge, height: longEdge, fit: 'inside' })
    .toColourspace('srgb')
    .removeAlpha();
  const { data: rgb, info } = await small.clone().raw().toBuffer({ resolveWithObject: true });
  const rgba = await small.clone().ensureAlpha().raw().toBuffer();
  return { rgb, rgba: new Uint8ClampedArray(rgba), width: info.width, height: info.height };
}

/** Returns our side: `encode` as the worker does it, and `alike`, both of files in memory. */
async function ownSide(load, pixels) {
  const { encode } = await load('/workers/export/encode.ts');
  const { formatsById } = await load('/src/core/formats/index.ts');
  const { initialExportSettings } = await load('/src/core/formats/settings.ts');
  const { job, picture, within, alike, close } = await startLikeness(load, pixels);
  const settings = { ...initialExportSettings(), metadata: 'none' };
  return {
    alike,
    close,
    initialQuality: (id) => settings.values[id].quality,
    encode(id, changed) {
      const values = { ...settings.values[id], ...changed };
      const encoder = { format: formatsById.get(id), values, settings, embeddedPipeline: null };
      return within(
        (execution) =>
          encode(job, execution, picture, { encoder, scale: 1, held: 0, name: 'bench' }).bytes,
      );
    },
  };
}

/**
 * Returns the lowest whole quality at which a codec is at least as alike as `target`, and the bytes
 * that it would take at `target` itself: between that quality and the one below, the logarithm of
 * bytes is taken as a straight line over similarity.
 */
async function atSimilarity(target, lowestQuality, measure) {
  const above = await lowestQuality(target, measure);
  if (above.mean < target) throw new Error(`jSquash never reaches a similarity of ${target}.`);
  const below = await measure(above.quality - 1);
  const share = (target - below.mean) / (above.mean - below.mean);
  if (!(share >= 0 && share <= 1)) throw new Error('Similarity does not rise with quality here.');
  const bytes = below.bytes * (above.bytes / below.bytes) ** share;
  return { quality: above.quality, bytes };
}

async function timeOf(work) {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Times each function in turn, once more than is counted; returns their medians. */
async function inTurn(works) {
  const times = works.map(() => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, work] of works.entries()) {
      const taken = await timeOf(work);
      if (round > 0) times[index].push(taken);
    }
  }
  return times.map(median);
}

export async function measureCodecs({ picture }) {
  const codecs = await loadCodecs();
  const pixels = await pixelsOf(picture.bytes);
  const given = { data: pixels.rgba, width: pixels.width, height: pixels.height };
  await withSources(async (load) => {
    const { lowestQuality } = await load('/src/core/formats/equal-quality.ts');
    const own = await ownSide(load, pixels);
    try {
      const rows = [];
      for (const { name, id, values, theirs } of comparisons) {
        const file = own.encode(id, values);
        const target = own.alike(file);
        const jsquash = (quality) => codecs[id](given, { ...theirs, quality });
        const equal = await atSimilarity(target, lowestQuality, async (quality) => {
          const made = await jsquash(quality);
          return { mean: own.alike(made), bytes: made.length };
        });
        const [ours, peer] = await inTurn([
          () => own.encode(id, values),
          () => jsquash(equal.quality),
        ]);
        rows.push([
          name,
          target.toFixed(4),
          `${own.initialQuality(id)} : ${equal.quality}`,
          ...[file.length, equal.bytes].map((bytes) => (bytes / 1000).toFixed(1)),
          (file.length / equal.bytes).toFixed(3),
          ...[ours, peer].map((taken) => taken.toFixed(0)),
          (ours / peer).toFixed(2),
        ]);
      }
      console.log(
        `  ${pixels.width} × ${pixels.height} px, Pipette : jSquash, median of ${rounds}.`,
      );
      table(
        ['format', 'SSIM', 'quality', 'KB', 'jSquash KB', 'ratio', 'ms', 'jSquash ms', 'ratio'],
        rows,
      );
    } finally {
      own.close();
    }
  });
}
