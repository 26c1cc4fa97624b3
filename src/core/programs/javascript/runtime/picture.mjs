import { createHash } from 'node:crypto';
import fs from 'node:fs';
import { tellingAll } from './metadata/telling.mjs';
import { CHECKSUM, checkPicture, pipeline, prepare, VIPS_VERSION, vips } from './program.mjs';
import { refuseRaw } from './raw-photos.mjs';
import { asStored, readable } from './stored.mjs';

// Said of a picture that could be read only in part.
export const DAMAGED = 'damaged; what could be read was used';
// Said of a drawing that holds text.
export const LETTERS = 'its letters are missing: this program has no fonts';

/** The first picture of a file, or other pages. What is damaged is passed over, and noted. */
export function loaded(file, pages = '', notices = []) {
  const bytes = fs.readFileSync(file);
  refuseRaw(bytes);
  const load = (failOn) => {
    const options = { access: 'sequential', fail_on: failOn };
    let picture = vips.Image.newFromBuffer(readable(bytes), pages, options);
    if (picture.getString('vips-loader').startsWith('svgload')) {
      // An inch is 96 pixels, as in browsers.
      picture = vips.Image.newFromBuffer(bytes, 'dpi=96,scale=0.75', options);
      if (bytes.includes('<text') && !notices.includes(LETTERS)) notices.push(LETTERS);
    }
    return picture.copyMemory();
  };
  // Warnings about a TIFF are about its tags, which cost no pixel.
  const strictly = ['II', 'MM'].includes(bytes.toString('latin1', 0, 2)) ? 'error' : 'warning';
  let image;
  try {
    image = load(strictly);
  } catch (error) {
    // Read on, it would be black.
    if (RARE.test(String(error.message))) {
      throw new Error('a rare kind of TIFF, which this program does not read', { cause: error });
    }
    image = load('none');
    if (!notices.includes(DAMAGED)) notices.push(DAMAGED);
  }
  return tellingAll(asStored(image, bytes), bytes);
}

/** How libvips says that it has no reader for a layout or compression. */
export const RARE =
  /not a whole number of bytes|unsupported tiff image type|samples out of range|tiled separate planes|bad labq|required field 262|support is not configured/;

/** The picture upright, in sRGB or grey. */
export function prepared(image) {
  try {
    return prepare(image);
  } catch (error) {
    // A colour profile that is damaged inside is passed over as well.
    if (image.getTypeof('icc-profile-data') === 0) throw error;
    const bare = image.copy();
    bare.remove('icc-profile-data');
    return prepare(bare);
  }
}

/** SHA-256 of a picture's size, format and pixels. */
export function hashOf(picture) {
  const image = picture.copyMemory();
  const hash = createHash('sha256');
  hash.update(`${image.width}x${image.height}x${image.bands} ${image.format} `);
  const pixels = image.writeToMemory();
  hash.update(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength));
  return hash.digest('hex');
}

/** Compares this computer's pixels with the browser's; 0 when they are the same. */
export function verify() {
  const found = hashOf(pipeline(checkPicture(vips.Image.black(1, 1))));
  const versions = `libvips ${vips.version()} here, ${VIPS_VERSION} in the browser`;
  if (CHECKSUM === null) {
    console.log(`UNKNOWN: the browser had not computed its checksum yet (${versions})`);
    return 1;
  }
  console.log(`${found === CHECKSUM ? 'PASS' : 'FAIL'}: ${found} (${versions})`);
  return found === CHECKSUM ? 0 : 1;
}
