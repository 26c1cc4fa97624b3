import { type ExportSettings, initialExportSettings } from '../formats/settings';
import { resize } from '../operations/geometry/resize';
import { initialValues } from '../operations/define';

/** How a picture is kept in the gallery. */
export interface KeepAs {
  /** Longer side at most, in pixels. */
  readonly longEdge: number;
  /** 1 to 100. */
  readonly quality: number;
  /** Whether author and copyright stay in the file; nothing else of the photo's metadata does. */
  readonly author: boolean;
}

export const usualKeepAs: KeepAs = { longEdge: 2_048, quality: 82, author: false };

/** What the smaller files of an entry are like: for lists, and of what was before. */
export const smallKeepAs: KeepAs = { longEdge: 480, quality: 78, author: false };
export const beforeKeepAs: KeepAs = { longEdge: 1_280, quality: 75, author: false };

/**
 * Returns the format of a picture's files in the gallery: what was exported as JPEG has no
 * transparency to lose; anything else may have.
 */
export const galleryFormat = (settings: ExportSettings | null): 'jpeg' | 'webp' =>
  settings?.format === 'jpeg' ? 'jpeg' : 'webp';

/** Returns the settings by which the engine makes a file of the gallery, which stands still. */
export function keepingSettings(
  format: 'jpeg' | 'webp',
  { longEdge, quality, author }: KeepAs,
): ExportSettings {
  const initial = initialExportSettings();
  const still = format === 'webp' ? { animation: false } : {};
  return {
    ...initial,
    format,
    values: { ...initial.values, [format]: { ...initial.values[format], quality, ...still } },
    size: 'custom',
    resize: { ...initialValues(resize), mode: 'long-edge', longEdge, enlarge: false },
    metadata: author ? 'copyright' : 'none',
  };
}
