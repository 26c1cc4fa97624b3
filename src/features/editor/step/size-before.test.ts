import { expect, it } from 'vitest';
import type { StepReport } from '../../../core/engine/contract';
import { operationsById } from '../../../core/operations/index';
import { enableStep, insertStep, newStep } from '../../../core/pipeline/edit';
import { emptyPipeline } from '../../../core/pipeline/pipeline';
import { sizeBefore } from './size-before';

const step = (operation: string) => {
  const declared = operationsById.get(operation);
  if (!declared) throw new Error(`no operation ${operation}`);
  return newStep(declared, operation);
};
const pipeline = ['crop', 'exposure'].reduce(
  (made, operation) => insertStep(made, step(operation)),
  emptyPipeline,
);
const source = { width: 4000, height: 3000 };
const report = (id: string, width: number, height: number): [string, StepReport] => [
  id,
  { id, milliseconds: 1, cached: false, width, height, hasAlpha: false, isAbout: false, bytes: 1 },
];
const reports = new Map([report('crop', 3600, 2700), report('exposure', 3600, 2700)]);

it('is the size of the source for the first step that runs', () => {
  expect(sizeBefore(pipeline, 'crop', source, reports)).toEqual(source);
  const off = enableStep(pipeline, 'crop', false);
  expect(sizeBefore(off, 'exposure', source, reports)).toEqual(source);
});

it('is what the nearest step before has made', () => {
  expect(sizeBefore(pipeline, 'exposure', source, reports)).toEqual({ width: 3600, height: 2700 });
});

it('is unknown without a picture or before the step was rendered', () => {
  expect(sizeBefore(pipeline, 'crop', null, reports)).toBeNull();
  expect(sizeBefore(pipeline, 'exposure', source, new Map())).toBeNull();
});
