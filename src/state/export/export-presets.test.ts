import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../core/formats/settings';
import { ExportPresets, lastExportSettings } from './export-presets.svelte';
import { Workspace } from '../work/workspace.svelte';

const unused = (): never => {
  throw new Error('Nothing is opened here.');
};

function setUp(texts: Readonly<Record<string, string>>) {
  const kept = new Map(Object.entries(texts));
  const store = {
    get: (key: string) => kept.get(key) ?? null,
    set: (key: string, value: string) => void kept.set(key, value),
  };
  const aside = () => [...kept].filter(([key]) => key.startsWith('unread:'));
  const workspace = new Workspace({ open: unused, drawSample: unused, close: unused });
  return { kept, store, aside, workspace };
}

describe('stored export settings', () => {
  it('that cannot be read are set aside before others are written over them', () => {
    const { store, aside } = setUp({ 'export-settings': '{"format":' });
    expect(lastExportSettings(store)).toBeNull();
    expect(aside().map(([, text]) => text)).toEqual(['{"format":']);
  });

  it('that can be read are not', () => {
    const settings = JSON.stringify(initialExportSettings());
    const list = JSON.stringify([{ name: 'Mine', settings: initialExportSettings() }]);
    const { store, aside, workspace } = setUp({
      'export-settings': settings,
      'export-presets': list,
    });
    expect(lastExportSettings(store)).toEqual(initialExportSettings());
    expect(new ExportPresets(workspace, store).all.map(({ name }) => name)).toContain('Mine');
    expect(aside()).toEqual([]);
  });

  it.each(['{', '{}', '[{"name":"Mine"},5]'])(
    'are set aside once when one of the presets cannot be read: %s',
    (text) => {
      const { store, aside, workspace } = setUp({ 'export-presets': text });
      expect(new ExportPresets(workspace, store).all.length).toBeGreaterThan(0);
      expect(aside().map(([, kept]) => kept)).toEqual([text]);
      expect(new ExportPresets(workspace, store).all.length).toBeGreaterThan(0);
      expect(aside()).toHaveLength(1);
    },
  );
});
