/**
 * The same work by other libraries in Node. `loadPeers`: an upright 10 MP JPEG to a long edge of
 * 1920 px, sharpened with a radius of 1, as a progressive JPEG of quality 82; each returns the
 * JPEG's bytes. `loadCodecs`: the encoders of jSquash alone.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import {
  ImageMagick,
  Interlace,
  MagickFormat,
  initializeImageMagick,
} from '@imagemagick/magick-wasm';
import { Jimp } from 'jimp';
import encodeAvif, { init as initAvif } from '@jsquash/avif/encode.js';
import encodeJpeg, { init as initJpeg } from '@jsquash/jpeg/encode.js';
import encodeWebp, { init as initWebp } from '@jsquash/webp/encode.js';
import sharp from 'sharp';

const longEdge = 1920;
const quality = 82;

/** The settings of Pipette's sharpen with its initial values, as libvips takes them. */
const sharpening = { sigma: 1, x1: 1, m1: 0, m2: 1.5, y2: 10, y3: 20 };

const { resolve } = createRequire(import.meta.url);

async function startMagick() {
  await initializeImageMagick(readFileSync(resolve('@imagemagick/magick-wasm/magick.wasm')));
}

function magick(bytes) {
  return ImageMagick.read(bytes, (image) => {
    image.resize(longEdge, longEdge);
    image.sharpen(0, 1);
    image.quality = quality;
    image.settings.interlace = Interlace.Jpeg;
    image.settings.setDefine(MagickFormat.Jpeg, 'sampling-factor', '4:2:0');
    return image.write(MagickFormat.Jpeg, (data) => Buffer.from(data));
  });
}

/**
 * @param fastShrinkOnLoad sharp's default lets the decoder of a JPEG skip every second row and column
 *   where that leaves at least the wanted size; without it every pixel is decoded, as in Pipette.
 *   It then still skips where that leaves twice the wanted size, which this picture does not
 */
async function native(bytes, fastShrinkOnLoad) {
  const size = { width: longEdge, height: longEdge };
  const { data } = await sharp(bytes)
    .autoOrient()
    .resize({ ...size, fit: 'inside', withoutEnlargement: true, fastShrinkOnLoad })
    .sharpen(sharpening)
    .withIccProfile('srgb')
    .jpeg({ quality, progressive: true })
    .toBuffer({ resolveWithObject: true });
  return data;
}

async function jimp(bytes) {
  const image = await Jimp.read(bytes);
  const { width, height } = image.bitmap;
  image.resize(width >= height ? { w: longEdge } : { h: longEdge });
  // Jimp has no unsharp mask; this is the usual 3 by 3 kernel.
  image.convolution([
    [0, -0.5, 0],
    [-0.5, 3, -0.5],
    [0, -0.5, 0],
  ]);
  return image.getBuffer('image/jpeg', { quality });
}

/**
 * Returns the peers in the order they are measured in. `target` is the highest ratio of Pipette's
 * time to theirs that the project aims at.
 */
export async function loadPeers() {
  // A result from libvips's operation cache would be no measurement.
  sharp.cache(false);
  await startMagick();
  const named = `sharp ${sharp.versions.sharp} (native libvips)`;
  return [
    { name: `${named}, whole decode`, target: 1, run: (bytes) => native(bytes, false) },
    { name: `${named}, its default`, target: 1.2, run: (bytes) => native(bytes, true) },
    { name: 'magick-wasm in Node', target: 1, run: async (bytes) => magick(bytes) },
    { name: 'jimp in Node', target: 1, run: jimp },
  ];
}

/**
 * Returns jSquash's encoders by format id, as its users get them but in Node: of one thread. Each
 * takes RGBA of 8 bits with `width` and `height` and settings, and resolves to the file's bytes.
 */
export async function loadCodecs() {
  const start = async (init, file) => {
    await init(await WebAssembly.compile(readFileSync(resolve(file))));
  };
  await start(initJpeg, '@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  await start(initWebp, '@jsquash/webp/codec/enc/webp_enc_simd.wasm');
  await start(initAvif, '@jsquash/avif/codec/enc/avif_enc.wasm');
  const inBytes = (encode) => async (pixels, settings) =>
    new Uint8Array(await encode(pixels, settings));
  return { jpeg: inBytes(encodeJpeg), webp: inBytes(encodeWebp), avif: inBytes(encodeAvif) };
}
