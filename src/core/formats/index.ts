import { avif } from './kinds/avif';
import type { Format } from './define';
import { gif } from './kinds/gif';
import { jpeg } from './kinds/jpeg';
import { jxl } from './kinds/jxl';
import { png } from './kinds/png';
import { tiff } from './kinds/tiff';
import { webp } from './kinds/webp';

/** Every output format, in the order in which the export panel lists them. */
export const formats: readonly Format[] = [jpeg, png, webp, tiff, avif, jxl, gif];

/** Output formats by id. */
export const formatsById: ReadonlyMap<string, Format> = new Map(
  formats.map((format) => [format.id, format]),
);
