import { HeaderFault, type ByteView } from './byte-reader';
import { toOrientation, type Orientation } from './image-header';

const orientationTag = 0x0112;
const shortType = 3;

/**
 * Returns the orientation that an EXIF block states, 1 when it states none or is damaged: a bad
 * EXIF block is no reason to refuse a picture. The block starts with the TIFF header ("II" or
 * "MM"); a leading "Exif\0\0" is skipped (EXIF 2.32, 4.5.2 and 4.6.5).
 */
export function readExifOrientation(block: ByteView): Orientation {
  try {
    const tiff = block.text(0, 4) === 'Exif' ? block.part(6) : block;
    const order = tiff.text(0, 2);
    if (order !== 'II' && order !== 'MM') return 1;
    const little = order === 'II';
    if (tiff.u16(2, little) !== 42) return 1;
    const directory = tiff.u32(4, little);
    const entries = tiff.u16(directory, little);
    for (let index = 0; index < entries; index += 1) {
      const entry = directory + 2 + index * 12;
      if (tiff.u16(entry, little) !== orientationTag) continue;
      return tiff.u16(entry + 2, little) === shortType
        ? toOrientation(tiff.u16(entry + 8, little))
        : 1;
    }
    return 1;
  } catch (fault) {
    if (fault instanceof HeaderFault) return 1;
    throw fault;
  }
}
