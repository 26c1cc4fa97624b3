import { describe, expect, it } from 'vitest';
import { crop } from '../operations/geometry/crop';
import { sepia } from '../operations/colour/sepia';
import { enableStep, newStep } from '../pipeline/edit';
import type { Pipeline } from '../pipeline/pipeline';
import { parseArea, withOwnCrop } from './own-crop';

const area = { left: 0.25, top: 0, width: 0.5, height: 1 };
const one: Pipeline = { name: 'One', steps: [newStep(sepia, 'a'), newStep(crop, 'b')] };

describe('the own crop of a file', () => {
  it('takes the place of the crop of the pipeline, where that stands', () => {
    const { steps } = withOwnCrop(one, area);
    expect(steps.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(steps[1]).toMatchObject({ values: { area } });
    expect(one.steps[1]).not.toMatchObject({ values: { area } });
  });

  it('comes first where the pipeline crops nothing', () => {
    const { steps } = withOwnCrop(enableStep(one, 'b', false), area);
    expect(steps.map(({ operation }) => operation)).toEqual(['crop', 'sepia', 'crop']);
    expect(steps[0]).toMatchObject({ enabled: true, values: { area } });
    expect(withOwnCrop(one, null)).toBe(one);
  });

  it('is read back from storage, or is none', () => {
    expect(parseArea(area)).toEqual(area);
    for (const damaged of [undefined, null, 'x', {}, { ...area, width: 'wide' }, { x: 1, y: 2 }]) {
      expect(parseArea(damaged)).toBeNull();
    }
  });
});
