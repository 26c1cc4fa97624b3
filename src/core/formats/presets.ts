import { cutText } from '../base/cut-text';
import { type ExportSettings, initialExportSettings, parseExportSettings } from './settings';

/** Export settings under a name. The pattern of file names is not part of them. */
export interface ExportPreset {
  readonly name: string;
  readonly settings: ExportSettings;
  /** Whether the person made it, and may remove it; those that come with Pipette stay. */
  readonly own: boolean;
}

/** Own presets at most, and letters of a name. */
export const maxPresets = { count: 50, name: 60 };

const made = (name: string, changed: Partial<ExportSettings>): ExportPreset => ({
  name,
  settings: { ...initialExportSettings(), ...changed },
  own: false,
});

const initial = initialExportSettings();

/** The presets that everybody has. */
export const builtInPresets: readonly ExportPreset[] = [
  made('Web', {
    format: 'jpeg',
    size: 'web',
    values: { ...initial.values, jpeg: { ...initial.values.jpeg, quality: 80, smallest: true } },
  }),
  made('Print', { format: 'tiff', size: 'original', metadata: 'safe' }),
  made('Instagram', {
    format: 'jpeg',
    // The tallest post: 4 to 5, 1080 pixels wide.
    size: 'custom',
    resize: { ...initial.resize, mode: 'fill', width: 1080, height: 1350 },
    values: { ...initial.values, jpeg: { ...initial.values.jpeg, quality: 90 } },
    metadata: 'copyright',
  }),
];

/** What counts when settings are compared with a preset: the chosen format's values, not the others'. */
const essence = (settings: ExportSettings): string => {
  const { format, values, size, resize, fitUnder, metadata, metadataGroups, carriesPipeline } =
    settings;
  return JSON.stringify([
    format,
    values[format],
    size,
    size === 'original' ? null : size === 'web' ? resize.kernel : resize,
    fitUnder,
    fitUnder !== null && settings.fitKeepsSize,
    carriesPipeline,
    metadata,
    metadata === 'own' ? metadataGroups : null,
  ]);
};

/** Returns the preset whose settings these are; undefined for settings of one's own. */
export const presetOf = (
  settings: ExportSettings,
  presets: readonly ExportPreset[],
): ExportPreset | undefined =>
  presets.find((preset) => essence(preset.settings) === essence(settings));

/** Returns settings after choosing a preset: other formats' values and the name pattern stay. */
export const withPreset = (settings: ExportSettings, preset: ExportPreset): ExportSettings => {
  const { format } = preset.settings;
  return {
    ...preset.settings,
    fileName: settings.fileName,
    values: { ...settings.values, [format]: preset.settings.values[format] ?? {} },
  };
};

/** Whether reading own presets from storage leaves something out that is damaged. */
export function isDamaged(text: string): boolean {
  try {
    const list: unknown = JSON.parse(text);
    return (
      !Array.isArray(list) || parsePresets(text).length < Math.min(list.length, maxPresets.count)
    );
  } catch {
    return true;
  }
}

/** Reads own presets from storage; what is damaged is left out. */
export function parsePresets(text: string | null): readonly ExportPreset[] {
  let read: unknown;
  try {
    read = JSON.parse(text ?? '[]');
  } catch {
    return [];
  }
  if (!Array.isArray(read)) return [];
  return read.slice(0, maxPresets.count).flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const fields = new Map<string, unknown>(Object.entries(item));
    const name = fields.get('name');
    if (typeof name !== 'string' || name.trim() === '') return [];
    const settings = parseExportSettings(fields.get('settings'));
    return [{ name: cutText(name.trim(), maxPresets.name), settings, own: true }];
  });
}
