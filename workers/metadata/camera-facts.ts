import type Vips from 'wasm-vips';
import { type CameraFacts, type Moment } from '../../src/core/naming/tokens';

/** libvips writes EXIF values as "value (value, type, n components, n bytes)". */
const writtenEnd = /, \w{1,20}, \d{1,12} components?, \d{1,12} bytes?\)$/u;
/** Characters that the end of such a text has at most. */
const maxEnd = 90;

/** The longest text that is passed on, in characters. */
const longest = 120;

function field(image: Vips.Image, name: string): string | null {
  if (image.getTypeof(name) === 0) return null;
  const written = image.getString(name);
  const ends = writtenEnd.test(written.slice(-maxEnd));
  const text = ends ? written.slice(0, Math.max(0, written.indexOf(' ('))) : '';
  const clean = text
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longest);
  return clean === '' ? null : clean;
}

/** EXIF 2.3, 4.6.5: "YYYY:MM:DD HH:MM:SS"; all zero where the camera did not know. */
function momentIn(text: string | null): Moment | null {
  const found = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text ?? '');
  if (!found) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = found
    .slice(1)
    .map(Number);
  return month === 0 || day === 0 ? null : { year, month, day, hour, minute, second };
}

/** Returns what the camera wrote into a picture, as far as file names ask for it. */
export function cameraFacts(image: Vips.Image): CameraFacts {
  const make = field(image, 'exif-ifd0-Make');
  const model = field(image, 'exif-ifd0-Model');
  // Most models name their maker already: "NIKON D90" of "NIKON CORPORATION".
  const [maker = ''] = make?.split(' ') ?? [];
  const repeats = model?.toLowerCase().startsWith(maker.toLowerCase()) ?? true;
  return {
    date: momentIn(
      field(image, 'exif-ifd2-DateTimeOriginal') ?? field(image, 'exif-ifd0-DateTime'),
    ),
    camera: repeats ? model : [maker, model].filter(Boolean).join(' '),
    lens: field(image, 'exif-ifd2-LensModel'),
    iso:
      field(image, 'exif-ifd2-ISOSpeedRatings') ??
      field(image, 'exif-ifd2-PhotographicSensitivity'),
    author: field(image, 'exif-ifd0-Artist'),
  };
}
