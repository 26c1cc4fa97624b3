import { describe, expect, it } from 'vitest';
import { operationsById } from '../operations/index';
import { initialValues } from '../operations/define';
import { programLanguages } from './index';
import { everyPlan } from './testing/plans';

const blur = operationsById.get('gaussian-blur') ?? [...operationsById.values()][0];
if (!blur) throw new Error('there is no operation');
const plans = everyPlan({
  name: 'All',
  steps: [
    { kind: 'known', id: 'a', operation: blur.id, enabled: true, values: initialValues(blur) },
  ],
});

describe('a program', () => {
  it.each(programLanguages)('is printed for every kind of settings in $label', ({ print }) => {
    for (const { name, plan } of plans) expect(print(plan), name).toContain('PIPELINE = ');
  });
});
