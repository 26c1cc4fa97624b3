import { expect, it } from 'vitest';
import { initialExportSettings } from '../../core/formats/settings';
import { writeDocument } from '../../core/documents/document';
import { operationsById } from '../../core/operations/index';
import { insertStep, newStep } from '../../core/pipeline/edit';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import { readWork } from './read-work';

const sepia = operationsById.get('sepia');
if (!sepia) throw new Error('There is no sepia.');
const pipeline: Pipeline = insertStep(emptyPipeline, newStep(sepia, 's1'), 0);
const stored = {
  pipeline: writeDocument(pipeline),
  settings: initialExportSettings(),
  past: [
    {
      change: { did: 'add', step: { operation: 'sepia' } },
      pipeline: writeDocument(emptyPipeline),
    },
  ],
  selected: 's1',
  sourceName: 'IMG.jpg',
  drawnAt: 900,
};
const noSet = (): never => {
  throw new Error('There is no set to read.');
};
const read = (changed: object = {}, source: Blob | null = null) =>
  readWork({ ...stored, ...changed }, source, noSet);

it('comes back whole, with what was selected', async () => {
  expect(await read()).toMatchObject({
    work: { pipeline, set: null },
    past: [{ change: { did: 'add' }, work: { pipeline: emptyPipeline } }],
    selected: 's1',
    name: 'IMG.jpg',
    rasterLongEdge: 900,
    isWhole: true,
  });
});

it('is not whole where the pipeline or a change cannot be read, and keeps the rest', async () => {
  expect(await read({ pipeline: 7 })).toMatchObject({
    work: { pipeline: emptyPipeline },
    past: [{}],
    selected: null,
    isWhole: false,
  });
  const [change] = stored.past;
  for (const damaged of [
    { ...change, pipeline: null },
    { ...change, change: 7 },
  ]) {
    expect(await read({ past: [change, damaged] })).toMatchObject({
      work: { pipeline },
      past: [{}],
      isWhole: false,
    });
  }
});

it('selects nothing that is not there', async () => {
  expect((await read({ selected: 'gone' })).selected).toBeNull();
});

it('has a name for a picture whose name was lost', async () => {
  const nameless = { sourceName: undefined };
  expect((await read(nameless, new File([], 'found.png'))).name).toBe('found.png');
  expect((await read(nameless, new Blob())).name).toBe('picture');
  expect((await read({ sourceName: null }, new File([], 'found.png'))).name).toBeNull();
});

it.each([0, -900, 0.5, '900', null])(
  'knows no size that a drawing was drawn at from %j',
  async (drawnAt) => {
    expect((await read({ drawnAt })).rasterLongEdge).toBeNull();
  },
);
it('knows a drawing of one pixel', async () => {
  expect((await read({ drawnAt: 1 })).rasterLongEdge).toBe(1);
});
