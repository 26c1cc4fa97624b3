import { describe, expect, it } from 'vitest';
import { initialValues } from '../operations/define';
import { operationsById } from '../operations/index';
import type { Pipeline } from '../pipeline/pipeline';
import { nothingOwn, type OwnValues } from '../set/own-values';
import { maxOwnPipelines, type OwnPicture, sortOwn } from './own-pictures';

const operation = 'exposure';
const exposure = operationsById.get(operation);
if (!exposure) throw new Error('there is no exposure');
const values = (stops: number) => ({ ...initialValues(exposure), stops });
const pipeline: Pipeline = {
  name: 'Set',
  steps: [{ kind: 'known', id: 'light', operation, enabled: true, values: values(1) }],
};
const lit = (stops: number): OwnValues => ({ light: { operation, values: values(stops) } });
const picture = (path: string, own: OwnValues = nothingOwn) => {
  const at = path.lastIndexOf('/') + 1;
  return { folder: path.slice(0, at), name: path.slice(at), own };
};
const tableOf = (...pictures: ReturnType<typeof picture>[]): Record<string, OwnPicture['does']> =>
  Object.fromEntries((sortOwn(pipeline, pictures)?.table ?? []).map((one) => [one.path, one.does]));

describe('the pictures of a set in a program', () => {
  it('are none where no values differ, whoever has some of its own', () => {
    expect(sortOwn(pipeline, [picture('a.jpg'), picture('b.jpg', lit(1))])).toBeNull();
    const gone = { other: { operation, values: values(3) } };
    expect(sortOwn(pipeline, [picture('a.jpg', gone)])).toBeNull();
  });

  it('have a pipeline for each that differs, by the names of their files', () => {
    const sorted = sortOwn(pipeline, [
      picture('a.jpg', lit(2)),
      picture('day/b.jpg'),
      picture('day/c.jpg', lit(2)),
      picture('d.jpg', lit(3)),
    ]);
    expect(sorted?.table).toEqual([
      { path: 'a.jpg', does: 0 },
      { path: 'c.jpg', does: 0 },
      { path: 'd.jpg', does: 1 },
    ]);
    expect(sorted?.pipelines.map(({ steps }) => steps[0])).toMatchObject([
      { values: values(2) },
      { values: values(3) },
    ]);
    expect(sorted).toMatchObject({ pictures: 3, alike: 0, many: 0 });
  });

  it('are told apart by their folders where several are called alike', () => {
    expect(tableOf(picture('day/a.jpg', lit(2)), picture('night/a.jpg'))).toEqual({
      'day/a.jpg': 0,
      'night/a.jpg': 'shared',
      'a.jpg': 'alike',
    });
    expect(tableOf(picture('a.jpg', lit(2)), picture('night/a.jpg', lit(3)))).toEqual({
      'a.jpg': 0,
      'night/a.jpg': 1,
    });
    // What is done to both is the same.
    expect(tableOf(picture('a.jpg', lit(2)), picture('a.jpg', lit(2)))).toEqual({ 'a.jpg': 0 });
  });

  it('are told apart from those whose names differ in case only', () => {
    expect(tableOf(picture('a.jpg', lit(2)), picture('day/A.JPG'), picture('B.jpg'))).toEqual({
      'a.jpg': 0,
      'A.JPG': 'shared',
    });
  });

  it('are refused where nobody can tell which is which', () => {
    const alike = [picture('a.jpg', lit(2)), picture('a.jpg'), picture('b.jpg', lit(2))];
    expect(tableOf(...alike)).toEqual({ 'a.jpg': 'alike', 'b.jpg': 0 });
    expect(sortOwn(pipeline, alike)).toMatchObject({ pictures: 2, alike: 2 });
  });

  it('are known by composed letters', () => {
    expect(tableOf(picture('Zoe\u0308.jpg', lit(2)))).toEqual({ 'Zo\u00eb.jpg': 0 });
  });

  it('are refused beyond the room that a program has', () => {
    const many = Array.from({ length: maxOwnPipelines + 2 }, (_, at) =>
      picture(`${at}.jpg`, lit(2 + at / 100)),
    );
    const sorted = sortOwn(pipeline, many);
    expect(sorted?.pipelines).toHaveLength(maxOwnPipelines);
    expect(sorted?.table.at(-1)).toEqual({ path: `${maxOwnPipelines + 1}.jpg`, does: 'many' });
    expect(sorted?.many).toBe(2);
  });
});
