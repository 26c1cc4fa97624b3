import { avif } from './kinds/avif';
import type { Format } from './define';
import { gif } from './kinds/gif';
import { jpeg } from './kinds/jpeg';
import { jxl } from './kinds/jxl';
import { png } from './kinds/png';
import { tiff } from './kinds/tiff';
import { webp } from './kinds/webp';

const all = [jpeg, png, webp, tiff, avif, jxl, gif] as const;

/** An output format's id. */
export type FormatId = (typeof all)[number]['id'];

/** Every output format, in the order in which the export panel lists them. */
export const formats: readonly Format[] = all;

/** Output formats by id. */
export const formatsById: ReadonlyMap<string, Format> = new Map(
  formats.map((format) => [format.id, format]),
);
