import { describe, expect, it } from 'vitest';
import { writeDocument } from '../../core/documents/document';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { ok } from '../../core/base/result';
import type { UnreadRecord } from '../../core/stored/kinds';
import type { KeyValueStore } from './key-value-store';
import type { BrowserTexts } from './text-store';
import { Unread } from './unread';

const readableWork = { savedAt: 5, pipeline: writeDocument(emptyPipeline) };

function setUp(records: Readonly<Record<string, unknown>>) {
  const values = new Map(Object.entries(records));
  const store: KeyValueStore = {
    keys: () => Promise.resolve(ok([...values.keys()])),
    read: (keys) => Promise.resolve(ok(keys.map((key) => values.get(key)))),
    write: ({ put, drop }) => {
      for (const key of drop) values.delete(key);
      for (const [key, value] of put) values.set(key, value);
      return Promise.resolve(ok(null));
    },
    clear: () => Promise.resolve(ok(null)),
  };
  const kept = new Map<string, string>();
  const texts: BrowserTexts = {
    get: (key) => kept.get(key) ?? null,
    set: (key, value) => void kept.set(key, value),
    remove: (key) => void kept.delete(key),
    all: () => kept,
    clear: () => kept.clear(),
  };
  const unread = new Unread(store, texts, () => 9);
  const found = async (): Promise<readonly UnreadRecord[]> => {
    const list = await unread.list();
    if (!list.ok) throw new Error(list.error.message);
    return list.value;
  };
  const only = async (): Promise<UnreadRecord> => {
    const [record] = await found();
    if (!record) throw new Error('nothing is unread');
    return record;
  };
  return { unread, values, texts, found, only };
}

describe('what cannot be read', () => {
  it('is found where it was set aside, and where it stays in its place', async () => {
    const { found, texts } = setUp({
      'work:1': readableWork,
      'unread:7:work:1': 'damaged',
      'unread:8:source:1': new Blob(['pixels']),
      'preset:good': {},
      'version:bad': { at: 'yesterday' },
      'version:head:0000000000000000': { at: 'yesterday' },
      'version:contents:0000000000000000': 'not looked at',
      'asset:ab': 'not looked at',
    });
    texts.set('export-settings', '{}');
    texts.set('unread:3:export-settings', '{');
    expect((await found()).map(({ key, kind }) => [key, kind])).toEqual([
      ['unread:7:work:1', 'work'],
      ['unread:8:source:1', 'source'],
      ['preset:good', 'preset'],
      ['version:bad', 'version'],
      ['version:head:0000000000000000', 'version'],
      ['unread:3:export-settings', 'texts'],
    ]);
  });

  it('is handed out as it came', async () => {
    const { unread, only } = setUp({ 'unread:7:work:1': { pipeline: 'damaged' } });
    const file = await unread.file(await only());
    if (!file.ok) throw new Error(file.error.message);
    expect(file.value.name).toBe('pipette-work.json');
    expect(JSON.parse(await file.value.text())).toEqual({ pipeline: 'damaged' });

    const picture = setUp({ 'unread:7:source:1': new File(['pixels'], 'mine.jpg') });
    const whole = await picture.unread.file(await picture.only());
    expect(whole.ok && whole.value.name).toBe('mine.jpg');
    expect(whole.ok && (await whole.value.text())).toBe('pixels');
  });

  it('stays as it is when it still cannot be read', async () => {
    const { unread, only, values } = setUp({ 'unread:7:work:1': 'damaged' });
    expect(await unread.again(await only())).toEqual(ok({ kind: 'unread' }));
    expect([...values.keys()]).toEqual(['unread:7:work:1']);
  });

  it('comes back beside what was done since, with the picture', async () => {
    const picture = new Blob(['pixels']);
    const now = { savedAt: 8, pipeline: writeDocument(emptyPipeline) };
    const { unread, only, values } = setUp({
      'unread:7:work:1': readableWork,
      'work:1': now,
      'source:1': picture,
    });
    expect(await unread.again(await only())).toEqual(ok({ kind: 'work', id: 'back-9' }));
    expect(values).toEqual(
      new Map<string, unknown>([
        ['work:1', now],
        ['source:1', picture],
        ['work:back-9', readableWork],
        ['source:back-9', picture],
      ]),
    );
  });

  it('comes back as a setting, and what was set since is set aside', async () => {
    const { unread, only, texts } = setUp({});
    texts.set('export-presets', '[]');
    texts.set('unread:3:export-presets', '[{}]');
    expect(await unread.again(await only())).toEqual(ok({ kind: 'back' }));
    expect(texts.all()).toEqual(
      new Map([
        ['export-presets', '[{}]'],
        ['unread:9:export-presets', '[]'],
      ]),
    );
  });

  it('goes when the person says so', async () => {
    const { unread, only, values, texts, found } = setUp({ 'unread:7:work:1': 'damaged' });
    await unread.remove(await only());
    texts.set('unread:3:export-presets', '[{}]');
    await unread.remove(await only());
    expect(values.size).toBe(0);
    expect(await found()).toEqual([]);
  });
});
