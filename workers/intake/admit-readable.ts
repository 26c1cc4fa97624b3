import { tellInPng } from '../../src/core/metadata/carriers/png';
import { toldByHeic } from '../../src/core/metadata/sources/heic';
import type { Told } from '../../src/core/metadata/told';
import type { Result } from '../../src/core/base/result';
import type { Size } from '../../src/core/base/geometry';
import { drawableSvg, hasText, sizeWithout } from '../../src/core/source/kinds/drawable-svg';
import { isReadByEngine } from '../../src/core/source/kinds/tiff-layout';
import { admitFile } from './admitted';
import type { VipsBinding } from '../runtime/binding';
import { drawnTo, type Encoded } from './decode';
import { decodeHeic, type HeicPicture } from './heic';
import type { OpenRequest } from '../../src/core/engine/requests';
import { readableTiff } from './readable-tiff';
import { drawInPage } from './vector-drawer';

type Admitted = Awaited<ReturnType<typeof admitFile>>;

/**
 * Checks a file as `admitFile` does, and turns what libvips has no decoder for (HEIC), or no fonts
 * (SVG), into what it reads: a PNG of the same pixels, colours, EXIF and XMP; rare TIFFs become plain
 * ones. Throws what the other decoder throws.
 */
export async function admitReadable(vips: VipsBinding, request: OpenRequest): Promise<Admitted> {
  const admitted = await admitFile(request);
  if (!admitted.ok) return admitted;
  const { encoded } = admitted.value;
  const { layout, format: origin } = encoded.header;
  if (layout && !isReadByEngine(layout)) return admitPlain(vips, request, encoded);
  const file = await readable(vips, encoded);
  if (file === null) {
    const lacksLetters = origin === 'svg' && hasText(encoded.bytes);
    return { ok: true, value: { ...admitted.value, encoded: { ...encoded, lacksLetters } } };
  }
  const again: Result<Extract<Admitted, { ok: true }>['value']> = await admitFile({
    ...request,
    file,
    consent: true,
    rasterLongEdge: null,
  });
  if (!again.ok) return again;
  const { colour } = encoded.header;
  // A PNG holds such codes too, but here nobody else reads it.
  const header = { ...again.value.encoded.header, ...(colour ? { colour } : {}) };
  return {
    ok: true,
    value: { ...again.value, encoded: { ...again.value.encoded, header, origin } },
  };
}

/** Admits a TIFF of a layout that libvips does not read, as one that it does. */
async function admitPlain(
  vips: VipsBinding,
  request: OpenRequest,
  encoded: Encoded,
): Promise<Admitted> {
  const { bytes, isCut } = readableTiff(vips, encoded);
  const again = await admitFile({ ...request, file: new Blob([bytes]), consent: true });
  if (!again.ok) return again;
  const { frames, framesCounted } = encoded.header;
  const header = { ...again.value.encoded.header, frames, framesCounted };
  const plain: Encoded = { ...again.value.encoded, header, origin: 'tiff', isCut };
  return { ok: true, value: { ...again.value, encoded: plain } };
}

/** Returns a PNG in place of a file that libvips cannot read, or not all of; null for others. */
async function readable(vips: VipsBinding, encoded: Encoded): Promise<Blob | null> {
  const { bytes, name, header } = encoded;
  if (header.format === 'heic') {
    return new Blob([toPng(vips, await decodeHeic(bytes, name), toldByHeic(bytes))]);
  }
  if (header.format !== 'svg' || !hasText(bytes)) return null;
  const sizes = sizesOf(vips, encoded);
  if (sizes === null) return null;
  const { own, wanted } = sizes;
  const svg = drawableSvg(bytes, own, wanted);
  return svg === null ? null : drawInPage(svg, wanted.width, wanted.height);
}

/**
 * Returns the size that a drawing has and the one it is wanted in. One that states none is as large
 * as what is drawn: null where the engine cannot tell, or its part for drawings is not loaded yet.
 */
function sizesOf(
  vips: VipsBinding,
  { bytes, header, admission }: Encoded,
): Record<'own' | 'wanted', Size> | null {
  const { rasterise } = admission;
  if (rasterise?.sizeGuessed !== true) return { own: header, wanted: admission };
  let own: Size;
  try {
    const drawn = vips.Image.newFromBuffer(bytes, drawnTo(1));
    own = sizeWithout(bytes, drawn);
    drawn.delete();
  } catch {
    return null;
  }
  const share = rasterise.longEdge / Math.max(own.width, own.height);
  const scale = rasterise.chosen ? share : Math.min(1, share);
  const scaled = (side: number): number => Math.max(1, Math.round(side * scale));
  return { own, wanted: { width: scaled(own.width), height: scaled(own.height) } };
}

function toPng(vips: VipsBinding, picture: HeicPicture, told: Told): Uint8Array<ArrayBuffer> {
  const { width, height, pixels, profile } = picture;
  const opaque = isOpaque(pixels);
  const bare = vips.Image.newFromMemory(pixels, width, height, 4, vips.BandFormat.uchar);
  const bands = opaque ? bare.extractBand(0, { n: 3 }) : bare.copy();
  const image = bands.copy({ interpretation: 'srgb' });
  try {
    if (profile) image.setBlob('icc-profile-data', profile);
    const png = image.pngsaveBuffer({ compression: 1, keep: 'icc' }).slice();
    return new Uint8Array(tellInPng(png, told));
  } finally {
    image.delete();
    bands.delete();
    bare.delete();
  }
}

function isOpaque(pixels: Uint8Array): boolean {
  for (let at = 3; at < pixels.length; at += 4) {
    if (pixels[at] !== 255) return false;
  }
  return true;
}
