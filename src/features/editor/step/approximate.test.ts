import { describe, expect, it } from 'vitest';
import { initialValues } from '../../../core/operations/define';
import { operationsById } from '../../../core/operations/index';
import type { KnownStep } from '../../../core/pipeline/pipeline';
import { isApproximate } from './approximate';

function step(operation: string, more: Partial<KnownStep> = {}): KnownStep {
  const declared = operationsById.get(operation);
  if (!declared) throw new Error(`no operation ${operation}`);
  const values = { ...initialValues(declared), ...more.values };
  return { kind: 'known', id: 'a', operation, enabled: true, ...more, values };
}

describe('a step is called approximate', () => {
  it('when it looks at the whole picture and the preview is smaller', () => {
    expect(isApproximate(step('equalise'), 0.5)).toBe(true);
    expect(isApproximate(step('equalise'), 1)).toBe(false);
    expect(isApproximate(step('exposure'), 0.5)).toBe(false);
    expect(isApproximate(step('equalise', { enabled: false }), 0.5)).toBe(false);
  });

  it('by its values: a fixed threshold is exact, an automatic one is not', () => {
    expect(isApproximate(step('threshold'), 0.5)).toBe(false);
    expect(isApproximate(step('threshold', { values: { method: 'otsu' } }), 0.5)).toBe(true);
  });
});
