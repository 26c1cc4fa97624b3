import { expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { ok, fail } from '../../core/base/result';
import { engineNotLoaded } from '../../core/engine/engine-errors';
import { operationsById } from '../../core/operations/index';
import { newStep } from '../../core/pipeline/edit';
import { PieceShapes } from './piece-shapes';

function stepOf(id: string, values: Readonly<Record<string, string | number>>) {
  const operation = operationsById.get(id);
  if (!operation) throw new Error(id);
  const step = newStep(operation);
  return { ...step, values: { ...step.values, ...values } };
}

const undrawn = (text: string) => Promise.resolve(ok(text.replace(/[a-z]/g, '')));

const shapes = new PieceShapes(
  { textWidth: (text, reach) => Promise.resolve(ok(text.length / 2 + 2 * reach)), undrawn },
  { picture: (hash) => Promise.resolve(hash === 'here' ? new Blob() : null) },
  () => Promise.resolve({ width: 300, height: 100 }),
);

it('is as wide as the text that is written', async () => {
  expect(await shapes.of(stepOf('text-watermark', { text: 'four' }))).toEqual({
    sized: 'height',
    ratio: 2,
    times: 1,
    around: 0,
  });
  expect(await shapes.of(stepOf('text-watermark', { text: ' ' }))).toBeNull();
});

it('is as high as its lines, with the room around them', async () => {
  const values = { text: 'one\n12', edge: 'outline', edgeSize: 25 };
  // Two lines and half of one around them; six characters and the break, at half a height each.
  expect(await shapes.of(stepOf('text-watermark', values))).toEqual({
    sized: 'height',
    ratio: 3.5 / 2.5,
    times: 2.5,
    around: 0.25,
  });
});

it('has the shape of the picture, where that is here', async () => {
  expect(await shapes.of(stepOf('image-watermark', { picture: 'here' }))).toEqual({
    sized: 'width',
    ratio: 3,
    times: 1,
    around: 0,
  });
  expect(await shapes.of(stepOf('image-watermark', { picture: 'gone' }))).toBeNull();
});

it('is not known where the font cannot be had', async () => {
  const offline = new PieceShapes(
    {
      textWidth: () => Promise.resolve(fail(engineNotLoaded('offline'))),
      undrawn: () => Promise.resolve(fail(engineNotLoaded('offline'))),
    },
    { picture: () => Promise.resolve(null) },
    () => Promise.reject(new Error('none')),
  );
  expect(await offline.of(stepOf('text-watermark', { text: 'four' }))).toBeNull();
  expect([await shapes.undrawn('aꆈ'), await offline.undrawn('aꆈ')]).toEqual(['ꆈ', '']);
});

it('is asked for once while a hand moves it, and again when an opening dropped the question', async () => {
  let asked = 0;
  const busy = new PieceShapes(
    {
      undrawn,
      textWidth: () => {
        asked += 1;
        const isDropped = asked === 1;
        return Promise.resolve(isDropped ? fail(appError('JOB-CANCELLED', 'Replaced.')) : ok(2));
      },
    },
    { picture: () => Promise.resolve(null) },
    () => Promise.reject(new Error('none')),
  );
  const step = stepOf('text-watermark', { text: 'four' });
  expect(await busy.of(step)).toMatchObject({ ratio: 2 });
  expect(await busy.of({ ...step, values: { ...step.values, size: 30 } })).toMatchObject({
    ratio: 2,
  });
  expect(asked).toBe(2);
});

it('asks again which letters no font has when an opening dropped the question', async () => {
  let asked = 0;
  const busy = new PieceShapes(
    {
      textWidth: () => Promise.resolve(ok(2)),
      undrawn: (text) => {
        asked += 1;
        return asked === 1
          ? Promise.resolve(fail(appError('JOB-CANCELLED', 'Replaced.')))
          : undrawn(text);
      },
    },
    { picture: () => Promise.resolve(null) },
    () => Promise.reject(new Error('none')),
  );
  expect(await busy.undrawn('aꆈ')).toBe('ꆈ');
});
