import { flushSync } from 'svelte';
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

it('are there again in the next workspace, for as long as they are remembered', () => {
  const { store, workspace } = setUp({});
  const stop = new ExportPresets(workspace, store).remember();
  workspace.changeSettings({ format: 'png' });
  flushSync();
  expect(lastExportSettings(store)?.format).toBe('png');
  stop();
  workspace.changeSettings({ format: 'webp' });
  flushSync();
  expect(lastExportSettings(store)?.format).toBe('png');
});

describe('export presets', () => {
  const quality = (workspace: Workspace) => workspace.settings.values['jpeg']?.['quality'];
  const setQuality = (workspace: Workspace, value: number): void => {
    const { settings } = workspace;
    const jpeg = { ...settings.values['jpeg'], quality: value };
    const values = { ...settings.values, jpeg };
    workspace.changeSettings({ format: 'jpeg', values });
    workspace.endGesture();
  };
  const own = (presets: ExportPresets) =>
    presets.all.filter((one) => one.own).map(({ name }) => name);

  it('are kept under a name, replaced under the same, and set again as one step back', async () => {
    const { store, workspace } = setUp({});
    const presets = new ExportPresets(workspace, store);
    setQuality(workspace, 31);
    presets.save('  Mine ');
    expect(presets.current?.name).toBe('Mine');
    setQuality(workspace, 44);
    expect(presets.current?.name).not.toBe('Mine');
    presets.choose('Mine');
    expect(quality(workspace)).toBe(31);
    await workspace.undo();
    expect(quality(workspace)).toBe(44);
    presets.save('Mine');
    presets.choose('nobody has this one');
    expect(own(presets)).toEqual(['Mine']);
    expect(presets.current?.name).toBe('Mine');
  });

  it('never take the name of one that came along, or none', () => {
    const { store, workspace, kept } = setUp({});
    const presets = new ExportPresets(workspace, store);
    presets.save('  ');
    presets.save(presets.all[0]?.name ?? '');
    expect(own(presets)).toEqual([]);
    expect([...kept.keys()]).toEqual([]);
  });

  it('are removed by name, beside those that another tab has kept meanwhile', () => {
    const { store, workspace } = setUp({});
    const [here, there] = [0, 1].map(() => new ExportPresets(workspace, store));
    here?.save('A');
    there?.save('B');
    here?.save('C');
    here?.remove('A');
    expect(here && own(here)).toEqual(['B', 'C']);
  });
});
