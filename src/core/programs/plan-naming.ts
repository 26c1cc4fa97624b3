import { builtInPresets, type ExportPreset, presetOf } from '../formats/presets';
import type { Format } from '../formats/define';
import type { ExportSettings } from '../formats/settings';
import { parsePattern, patternText, tokensOf } from '../naming/pattern';

/** How a program names its results. */
export interface PlannedNaming {
  /** A file name pattern (naming/pattern.ts) of which everything can be used; empty for the source's name. */
  readonly pattern: string;
  /** What the tokens `pipeline` and `preset` stand for. */
  readonly pipeline: string;
  readonly preset: string;
  /** The quality that results have; null where nothing trades bytes for quality. */
  readonly quality: number | null;
  /** Whether names are known before the pictures are made. */
  readonly isKnownAhead: boolean;
  /** Whether names tell what the camera wrote into the source. */
  readonly readsCamera: boolean;
}

/** Plans the names of results; the same as the browser gives. */
export function plannedNaming(
  pipeline: string,
  settings: ExportSettings,
  format: Format,
  presets: readonly ExportPreset[] = builtInPresets,
): PlannedNaming {
  const values = settings.values[format.id] ?? {};
  const quality = values[format.lossy(values) ?? ''];
  const pattern = parsePattern(settings.fileName);
  const tokens = tokensOf(pattern);
  const readsCamera = [...tokens].some((token) => token.startsWith('exif.'));
  const isMeasured =
    tokens.has('width') ||
    tokens.has('height') ||
    (tokens.has('quality') && settings.fitUnder !== null);
  const text = patternText(pattern);
  return {
    pattern: text === '{name}' ? '' : text,
    pipeline,
    preset: presetOf(settings, presets)?.name ?? '',
    quality: typeof quality === 'number' ? quality : null,
    isKnownAhead: !readsCamera && !isMeasured,
    readsCamera,
  };
}
