import { describe, expect, it } from 'vitest';
import { builtInPresets, parsePresets, presetOf, withPreset } from './presets';
import { initialExportSettings } from './settings';

describe('export presets', () => {
  it('are found again after they were chosen, whatever the file is called', () => {
    for (const preset of builtInPresets) {
      const settings = withPreset({ ...initialExportSettings(), fileName: '{name}-x' }, preset);
      expect(presetOf(settings, builtInPresets)?.name).toBe(preset.name);
      expect(settings.fileName).toBe('{name}-x');
      expect(presetOf({ ...settings, fitUnder: 5000 }, builtInPresets)).toBeUndefined();
      // Without a target it has no effect.
      expect(presetOf({ ...settings, fitKeepsSize: true }, builtInPresets)).toBe(preset);
      const own = { ...preset, settings: { ...preset.settings, fitUnder: 5000 } };
      const asked = { ...own.settings, fitKeepsSize: true };
      expect(presetOf(asked, [own])).toBeUndefined();
    }
  });

  it('leave the values of other formats alone', () => {
    const before = initialExportSettings();
    const png = { ...before.values.png, compression: 9 };
    const [web] = builtInPresets;
    if (!web) throw new Error('there are presets');
    const after = withPreset({ ...before, values: { ...before.values, png } }, web);
    expect(after.values.png).toEqual(png);
    expect(after.values.jpeg?.smallest).toBe(true);
  });

  it('come back from storage, and damage only costs what is damaged', () => {
    const settings = { ...initialExportSettings(), size: 'web' } as const;
    const text = JSON.stringify([
      { name: ' Mine ', settings },
      { name: 3 },
      null,
      { name: 'Bare' },
    ]);
    const read = parsePresets(text);
    expect(read.map(({ name }) => name)).toEqual(['Mine', 'Bare']);
    expect(read[0]?.settings).toEqual(settings);
    expect(read[1]?.settings).toEqual(initialExportSettings());
    expect(parsePresets('{')).toEqual([]);
    expect(parsePresets(null)).toEqual([]);
  });
});
