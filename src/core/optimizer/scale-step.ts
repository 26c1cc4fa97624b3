import { operationsById } from '../operations/index';
import type { ParameterValue } from '../parameters';
import type { KnownStep } from '../pipeline/pipeline';

/** A distance that changed along with the size of the picture. */
export interface Rescaled {
  readonly label: string;
  /** In words, with the unit. */
  readonly from: string;
  readonly to: string;
}

/** Digits that a scaled distance keeps: finer than any eye, and short to read. */
const digits = 3;

/**
 * Returns the step for a picture `factor` times as large, so that it looks the same there, as a
 * preview scales it: distances in pixels are multiplied, and kept within what their parameters
 * allow. Only distances that are in use count as changes.
 */
export function scaleStep(
  step: KnownStep,
  factor: number,
): { readonly step: KnownStep; readonly changes: readonly Rescaled[] } {
  const changes: Rescaled[] = [];
  const scaled: Record<string, ParameterValue> = {};
  for (const [name, parameter] of operationsById.get(step.operation)?.parameters ?? []) {
    const value = step.values[name];
    if (parameter.kind !== 'pixels' || typeof value !== 'number') continue;
    const rounded = Number((value * factor).toPrecision(digits));
    const next = Math.min(parameter.max, Math.max(parameter.min, rounded));
    if (next === value) continue;
    scaled[name] = next;
    if (parameter.shownWhen?.(step.values) ?? true) {
      changes.push({ label: parameter.label, from: words(value), to: words(next) });
    }
  }
  return { step: { ...step, values: { ...step.values, ...scaled } }, changes };
}

const words = (pixels: number): string => `${Number(pixels.toPrecision(digits))} px`;
