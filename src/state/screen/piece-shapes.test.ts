import { expect, it } from 'vitest';
import { operationsById } from '../../core/operations/index';
import { newStep } from '../../core/pipeline/edit';
import { PieceShapes } from './piece-shapes';

function stepOf(id: string, values: Readonly<Record<string, string>>) {
  const operation = operationsById.get(id);
  if (!operation) throw new Error(id);
  const step = newStep(operation);
  return { ...step, values: { ...step.values, ...values } };
}

const shapes = new PieceShapes(
  () => Promise.resolve({ widthOf: (text) => text.length / 2 }),
  { picture: (hash) => Promise.resolve(hash === 'here' ? new Blob() : null) },
  () => Promise.resolve({ width: 300, height: 100 }),
);

it('is as wide as the text that is written', async () => {
  expect(await shapes.of(stepOf('text-watermark', { text: 'four' }))).toEqual({
    sized: 'height',
    ratio: 2,
  });
  expect(await shapes.of(stepOf('text-watermark', { text: ' ' }))).toBeNull();
});

it('has the shape of the picture, where that is here', async () => {
  expect(await shapes.of(stepOf('image-watermark', { picture: 'here' }))).toEqual({
    sized: 'width',
    ratio: 3,
  });
  expect(await shapes.of(stepOf('image-watermark', { picture: 'gone' }))).toBeNull();
});

it('is not known where the font cannot be had', async () => {
  const offline = new PieceShapes(
    () => Promise.reject(new Error('offline')),
    { picture: () => Promise.resolve(null) },
    () => Promise.reject(new Error('none')),
  );
  expect(await offline.of(stepOf('text-watermark', { text: 'four' }))).toBeNull();
});
