import { describe, expect, it } from 'vitest';
import type { StepReport } from '../../core/engine/contract';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import { StepCosts } from './step-costs.svelte';

const step = (id: string, enabled = true) => ({
  id,
  operation: 'sepia',
  kind: 'known' as const,
  enabled,
  values: {},
});
const pipelineOf = (...steps: Pipeline['steps']): Pipeline => ({ ...emptyPipeline, steps });
const report = (id: string, milliseconds: number): StepReport => ({
  id,
  milliseconds,
  cached: false,
  width: 4,
  height: 3,
  isAbout: false,
  hasAlpha: false,
  bytes: 36,
});

const [a, b, c] = [step('a'), step('b'), step('c')];
const pipeline = pipelineOf(a, b, c);

function measured(): StepCosts {
  const costs = new StepCosts();
  costs.take([report('a', 5), report('b', 20), report('c', 8)]);
  return costs;
}

describe('what steps cost', () => {
  it('is that of the first changed step and those after it', () => {
    const costs = measured();
    expect(costs.after(pipeline, pipeline)).toBe(0);
    expect(costs.after(pipeline, pipelineOf(a, step('b'), c))).toBe(28);
    expect(costs.after(pipeline, pipelineOf(step('a'), b, c))).toBe(33);
    expect(costs.after(pipeline, pipelineOf(a, b, c, step('new')))).toBe(0);
  });

  it('counts what is switched on, and what is known', () => {
    const costs = measured();
    expect(costs.total(pipeline)).toBe(33);
    expect(costs.total(pipelineOf(a, step('b', false), c, step('new')))).toBe(13);
  });

  it('marks the slowest of several that are switched on, if it is slow', () => {
    const costs = measured();
    expect(costs.slowest(pipeline)).toBe('b');
    expect(costs.slowest(pipelineOf(a, step('b', false), c))).toBe('c');
    expect(costs.slowest(pipelineOf(b, step('new')))).toBeNull();
    costs.take([report('b', 7.9), report('c', 7.9)]);
    expect(costs.slowest(pipeline)).toBeNull();
  });
});

describe('what is known of steps', () => {
  it('is all of a pipeline, on the picture and as it was rendered', () => {
    const costs = measured();
    const source = openedPicture();
    expect(costs.knowsWhole(pipeline, source)).toBe(false);
    costs.takeWhole(pipeline, source, [report('a', 1), report('c', 2)]);
    expect([...costs.reports.keys()]).toEqual(['a', 'c']);
    expect(costs.knowsWhole(pipeline, source)).toBe(true);
    expect(costs.knowsWhole({ ...pipeline }, source)).toBe(false);
    expect(costs.knowsWhole(pipeline, openedPicture())).toBe(false);
    costs.clear();
    expect([costs.reports.size, costs.knowsWhole(pipeline, source)]).toEqual([0, false]);
  });

  it('is forgotten after the step that is looked at', () => {
    const costs = measured();
    costs.forgetAfter(pipeline, 'b');
    expect([...costs.reports.keys()]).toEqual(['a', 'b']);
  });
});
