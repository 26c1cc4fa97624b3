import { describe, expect, it } from 'vitest';
import type { BatchResult } from '../../core/batch/journal';
import { initialExportSettings } from '../../core/formats/settings';
import { noCamera } from '../../core/naming/tokens';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { BatchItem } from './batch-item.svelte';
import { captionsOf, deliveryOf, namesOf, type RunOrder } from './batch-names';

const order = (fileName: string): RunOrder => ({
  pipeline: { ...emptyPipeline, name: 'Warm' },
  settings: { ...initialExportSettings(), fileName },
  version: null,
  presets: [],
  dates: 'source',
  files: 2,
});

function itemOf(name: string, folder = '', done: Partial<BatchResult> | null = {}): BatchItem {
  const item = new BatchItem({ index: 0, name, folder, bytes: 1, modified: null, file: null });
  item.result = done && {
    content: new Blob(['four']),
    extension: 'webp',
    width: 30,
    height: 20,
    quality: 80,
    milliseconds: 1234,
    sha256: 'abc',
    camera: noCamera,
    ...done,
  };
  return item;
}

describe('what results of a run are called', () => {
  it('lies in the folders of the sources, whose names become safe', () => {
    const items = [itemOf('a.jpg', 'holiday//day 1/'), itemOf('a.jpg', 'con/'), itemOf('a.jpg')];
    const { names, collisions } = namesOf(items, order('{name}'));
    expect(names[0]).toBe('holiday/day 1/a.webp');
    expect(names[1]).toMatch(/^(?!con\/).+\/a\.webp$/);
    expect(names[2]).toBe('a.webp');
    expect(collisions).toEqual([]);
  });

  it('says the size and the quality once they are known, and the pipeline', () => {
    const items = [itemOf('a.jpg'), itemOf('b.jpg', '', null)];
    const { names } = namesOf(items, order('{pipeline}-{name}-{width}x{height}-q{quality}'));
    expect(names[0]).toBe('Warm-a-30x20-q80.webp');
    expect(names[1]).toMatch(/^Warm-b-.*\.jpg$/);
  });

  it('is never the same twice', () => {
    const { names, collisions } = namesOf([itemOf('a.jpg'), itemOf('a.png')], order('{name}'));
    expect(new Set(names).size).toBe(2);
    expect(collisions).toEqual([{ wanted: 'a.webp', given: names[1] }]);
  });
});

it('writes captions without an ending, and none for a pattern of spaces', () => {
  const items = [itemOf('one.jpg'), itemOf('two.jpg', '', null)];
  expect(captionsOf(items, order('x'), '{name}!')).toEqual(['one!', 'two!']);
  expect(captionsOf(items, order('x'), '  ')).toEqual(['', '']);
});

it('lists every file in the manifest, with what it has become', async () => {
  const failed = itemOf('b.jpg', 'day/', null);
  failed.error = 'It is broken.';
  const waiting = itemOf('c.jpg', '', null);
  const delivery = deliveryOf([itemOf('a.jpg'), failed, waiting], order('{name}'));
  expect(delivery.results.map(({ name }) => name)).toEqual(['a.webp']);
  expect([delivery.manifest.name, delivery.manifest.content.type]).toEqual([
    'manifest.csv',
    'text/csv;charset=utf-8',
  ]);
  const [, ...rows] = (await delivery.manifest.content.text()).trim().split(/\r?\n/);
  expect(rows).toEqual([
    'a.jpg,a.webp,4,30,20,1.234,abc,',
    'day/b.jpg,,,,,,,It is broken.',
    'c.jpg,,,,,,,not done',
  ]);
});

it('hands over the pipeline only where something counts for single pictures', async () => {
  expect(deliveryOf([itemOf('a.jpg')], order('x')).pipeline).toBeNull();
  const own = { s1: { operation: 'sepia', values: { amount: 3 } } };
  const facts = { index: 0, name: 'b.jpg', folder: '', bytes: 1, modified: null, file: null };
  const item = new BatchItem({ ...facts, own: () => own });
  const { pipeline } = deliveryOf([itemOf('a.jpg'), item], order('x'));
  expect([pipeline?.name, pipeline?.content.type]).toEqual(['pipeline.json', 'application/json']);
  const text = await pipeline?.content.text();
  expect(JSON.parse(text ?? '')).toMatchObject({ name: 'Warm' });
});
