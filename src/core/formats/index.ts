import { avif } from './avif';
import type { Format } from './define';
import { gif } from './gif';
import { jpeg } from './jpeg';
import { jxl } from './jxl';
import { png } from './png';
import { tiff } from './tiff';
import { webp } from './webp';

/** Every output format, in the order in which the export panel lists them. */
export const formats: readonly Format[] = [jpeg, png, webp, tiff, avif, jxl, gif];

/** Output formats by id. */
export const formatsById: ReadonlyMap<string, Format> = new Map(
  formats.map((format) => [format.id, format]),
);
