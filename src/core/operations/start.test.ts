import { describe, expect, it } from 'vitest';
import { parseStep } from '../pipeline/parse-step';
import { Tolerance } from '../pipeline/tolerance';
import { initialValues } from './define';
import { operations } from './index';

/** The operations whose sliders invite to look for what is right; adding the others is the wish. */
const neutralAtFirst = [
  'perspective',
  'straighten',
  'brightness',
  'clarity',
  'contrast',
  'curves',
  'exposure',
  'gamma',
  'highlights-shadows',
  'levels',
  'channel-mixer',
  'colour-balance',
  'hue',
  'saturation',
  'selective-colour',
  'vibrance',
  'white-balance',
];

describe('what a step begins with', () => {
  it('changes nothing where sliders invite, and something where adding it is the wish', () => {
    const idle = operations.filter((operation) => operation.isIdentity(operation.start));
    // A picture of the person's own is to be chosen first.
    const withoutPicture = ['image-watermark'];
    expect(new Set(idle.map(({ id }) => id))).toEqual(
      new Set([...neutralAtFirst, ...withoutPicture]),
    );
  });

  it('has an example that changes something wherever it changes nothing', () => {
    for (const operation of operations) {
      const { id, start, example } = operation;
      if (operation.isIdentity(start) && id !== 'image-watermark') {
        expect([id, operation.isIdentity(example.values)]).toEqual([id, false]);
      }
    }
  });

  it('is nothing that documents go by which leave values out', () => {
    for (const operation of operations) {
      const step = { step: 1, id: 'a', operation: operation.id };
      const read = parseStep(step, 'steps[0]', new Set(), Tolerance.strict());
      expect(read.ok && read.value.kind === 'known' && read.value.values).toEqual(
        initialValues(operation),
      );
    }
  });
});
