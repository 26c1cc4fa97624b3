import { expect, it } from 'vitest';
import type { Thumbnail } from '../../core/engine/contract';
import { nearestThumbnail } from './nearest-thumbnail';

const bitmap = (width: number): ImageBitmap => ({ width, height: 1, close: () => undefined });
const drawn = (id: string, width: number): [string, Thumbnail] => [
  id,
  { id, bitmap: bitmap(width) },
];

it('is that of the stage before for a step that changes nothing', () => {
  const thumbnails = new Map([drawn('source', 1), drawn('b', 2), drawn('gone', 3)]);
  const stages = ['source', 'a', 'b', 'c'].map((id) => ({ id }));
  const widths = stages.map(({ id }) => nearestThumbnail(thumbnails, stages, id)?.width);
  expect(widths).toEqual([1, 1, 2, 2]);
  expect(nearestThumbnail(new Map(), stages, 'b')).toBeUndefined();
  expect(nearestThumbnail(thumbnails, stages, 'x')).toBeUndefined();
});
