import { joinBytes } from '../../src/core/base/join-bytes';
import { heic, sides } from '../../src/core/source/iso/tiny-heic';
import { box } from '../../src/core/source/tiny-files';
import { cameraAndPacket } from './metadata';

// Help for tests only: a HEIC photo with metadata.

/** A HEIC photo of 16 by 12 that tells what others do; its pixels cannot be decoded. */
export function heicTelling(): Uint8Array {
  const { exif, xmp } = cameraAndPacket();
  return heic(
    [sides(16, 12), box('hvcC', [1])],
    [
      { id: 1, kind: 'hvc1', own: [1, 2], data: Uint8Array.of(1) },
      // An item of EXIF says first how far away its TIFF header is.
      { id: 2, kind: 'Exif', data: joinBytes(new Uint8Array(4), exif ?? []) },
      { id: 3, kind: 'mime', content: ['application/rdf+xml'], data: new Uint8Array(xmp ?? []) },
    ],
    {
      references: [
        ['cdsc', 2, 1],
        ['cdsc', 3, 1],
      ],
    },
  );
}
