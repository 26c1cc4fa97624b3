import { expect, it } from 'vitest';
import { initialExportSettings } from './settings';
import { settingsInWords } from './settings-words';

it('says format, quality and size of an export in a few words', () => {
  const initial = initialExportSettings();
  const words = (changed: Partial<typeof initial>) => settingsInWords({ ...initial, ...changed });
  const quality = Number(initial.values.jpeg?.quality);
  expect(words({})).toBe(`JPEG, quality ${quality}, original size`);
  expect(words({ format: 'png', size: 'web' })).toBe('PNG, 1920 px');
  expect(words({ fitUnder: 500_000 })).toBe(
    `JPEG, quality ${quality} at most, original size, under 500 KB`,
  );
  const edge = { ...initial.resize, mode: 'long-edge', longEdge: 800 };
  expect(words({ size: 'custom', resize: edge })).toContain('800');
});
