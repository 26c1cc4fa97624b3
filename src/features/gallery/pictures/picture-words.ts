import { momentInWords } from '../../../core/base/moment-words';
import { number } from '../../../core/base/words';
import { formatsById } from '../../../core/formats/index';
import type { GalleryEntry } from '../../../core/gallery/entry';

/** Returns when a picture was added, and what it is from. */
export const addedInWords = ({ at, source }: GalleryEntry): string =>
  momentInWords(new Date(at)) + (source === undefined ? '' : ` · from ${source}`);

/** Returns what the camera says, in words; empty where it says nothing. */
export function cameraInWords({ taken, camera }: GalleryEntry): string {
  const { camera: name, lens, iso } = camera ?? {};
  // The camera's clock is not that of this device.
  const at = taken === undefined ? null : new Date(`${taken}Z`);
  const isDate = at !== null && !Number.isNaN(at.getTime());
  return [
    ...(isDate ? [`Taken ${momentInWords(at, 'UTC')}`] : []),
    ...[name, lens, iso === undefined ? undefined : `ISO ${iso}`].filter(
      (text) => text !== undefined,
    ),
  ].join(' · ');
}

/** A fact with its name. */
export interface Fact {
  readonly label: string;
  readonly text: string;
}

/** Returns what is known of the file that was exported; of the kept picture where none was. */
export function fileFacts({ made, files }: GalleryEntry): readonly Fact[] {
  const { width, height, bytes } = made ?? files.picture;
  const format = made?.format ?? files.picture.type.replace('image/', '');
  const name = formatsById.get(format)?.label ?? format;
  const quality = made?.quality === undefined ? '' : `, quality ${made.quality}`;
  return [
    { label: 'Format', text: name + quality },
    { label: 'Size', text: `${width} × ${height}` },
    { label: 'File', text: `${number(bytes)} bytes` },
  ];
}
