import { stepTitle } from '../pipeline/step-title';
import { operationsById } from '../operations/index';
import { changeValues } from '../pipeline/edit';
import type { Candidate } from './candidate';
import type { Facts, MeasuredStep } from './facts';
import { lessWork } from './significance';

/** Shares of a distance that are tried, the cheapest first. */
const shares = [0.5, 0.75];

const toStep = (value: number, step: number): number =>
  Number((Math.round(value / step) * step).toFixed(4));

function smaller(facts: Facts, { step, measured }: MeasuredStep): Candidate[] {
  const operation = operationsById.get(step.operation);
  // Less of what changes the size would be another picture, which cannot be compared.
  if (!operation || operation.reshapes) return [];
  return [...operation.parameters].flatMap(([name, parameter]) => {
    const value = step.values[name];
    if (parameter.kind !== 'pixels' || typeof value !== 'number') return [];
    if (parameter.shownWhen && !parameter.shownWhen(step.values)) return [];
    // Rounding may make one of two.
    return [...new Set(shares.map((share) => toStep(value * share, parameter.step)))]
      .filter((next) => next >= parameter.min && next < value)
      .map((next) => ({ next, values: { ...step.values, [name]: next } }))
      .filter(({ values }) => !operation.isIdentity(values))
      .map(({ next }) => ({
        idea: `smaller ${step.id} ${name}`,
        title: `${stepTitle(step)} with a smaller ${parameter.label.toLowerCase()}`,
        words:
          `${parameter.label} ${parameter.format(next)} instead of ${parameter.format(value)}: ` +
          'on this picture it is hard to tell apart.',
        pipeline: changeValues(facts.pipeline, step.id, { [name]: next }),
        settings: facts.settings,
        compares: 'pictures' as const,
        demands: lessWork,
        maxGainMs: measured.medianMs,
      }));
  });
}

/** Kernels that look at fewer pixels than each, the cheapest first. */
const cheaper: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['lanczos3', ['linear', 'lanczos2']],
  ['lanczos2', ['linear']],
  ['mitchell', ['linear']],
  ['cubic', ['linear']],
]);

const kernelNames: Readonly<Record<string, string>> = { linear: 'Linear', lanczos2: 'Lanczos 2' };

const kernelTexts = (kernel: string): { title: string; words: string } => ({
  title: `with the kernel ${kernelNames[kernel] ?? kernel}`,
  words:
    `It looks at fewer pixels for each new one. ` +
    (kernel === 'linear' ? 'Fine detail gets a little softer.' : 'Edges ring a little less.'),
});

function kernels(facts: Facts, { step, measured }: MeasuredStep): Candidate[] {
  if (step.operation !== 'resize') return [];
  return (cheaper.get(step.values.kernel) ?? []).map((kernel) => ({
    idea: `kernel ${step.id}`,
    title: `${stepTitle(step)} ${kernelTexts(kernel).title}`,
    words: kernelTexts(kernel).words,
    pipeline: changeValues(facts.pipeline, step.id, { kernel }),
    settings: facts.settings,
    compares: 'pictures' as const,
    demands: lessWork,
    maxGainMs: measured.medianMs,
  }));
}

function exportKernels({ pipeline, settings, profile }: Facts): Candidate[] {
  const { sizing } = profile;
  if (sizing === null) return [];
  return (cheaper.get(settings.resize.kernel) ?? []).map((kernel) => ({
    idea: 'kernel export',
    title: `Size of the export ${kernelTexts(kernel).title}`,
    words: kernelTexts(kernel).words,
    pipeline,
    settings: { ...settings, resize: { ...settings.resize, kernel } },
    compares: 'pictures' as const,
    demands: lessWork,
    maxGainMs: sizing.medianMs,
  }));
}

/** Returns pipelines that do a little less than was asked for: smaller distances, other kernels. */
export const doLess = (facts: Facts): Candidate[] => [
  ...facts.steps.flatMap((step) => [...smaller(facts, step), ...kernels(facts, step)]),
  ...exportKernels(facts),
];
