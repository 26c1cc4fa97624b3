import type { Source } from './requests';

/** Returns whether both are the same file, drawn at the same size. */
export const isSameSource = (
  one: Pick<Source, 'file' | 'rasterLongEdge'> | null,
  other: Pick<Source, 'file' | 'rasterLongEdge'> | null,
): boolean => one?.file === other?.file && one?.rasterLongEdge === other?.rasterLongEdge;
