import { initialValues, type Values } from '../operations/define';
import { operationsById } from '../operations/index';
import type { KnownStep, Pipeline, Step } from '../pipeline/pipeline';

// Help for tests only: pipelines such as people make.

/** Returns a step with these values, the others initial. */
export function step(operation: string, values: Values = {}): KnownStep {
  const found = operationsById.get(operation);
  if (!found) throw new TypeError(`no operation ${operation}`);
  const all = { ...initialValues(found), ...values };
  return { kind: 'known', id: 'step-1', operation, enabled: true, values: all };
}

/** Returns a pipeline of steps, which get the ids that documents without ids get. */
export const numbered = (name: string, steps: readonly Step[]): Pipeline => ({
  name,
  steps: steps.map((one, index) => ({ ...one, id: `step-${index + 1}` })),
});

const crop = step('crop', {
  aspect: '3:2',
  area: { left: 120 / 3872, top: 80 / 2592, width: 3600 / 3872, height: 2400 / 2592 },
});
const lookSteps = [
  step('exposure', { stops: 0.35, protection: 60 }),
  step('white-balance', { temperature: 5600, tint: 4 }),
];
const lastSteps = [
  step('resize', { longEdge: 2048 }),
  step('sharpen', { radius: 0.8, amount: 120 }),
];
/** Five typical steps. */
export const five = numbered('Untitled', [crop, ...lookSteps, ...lastSteps]);
/** Ten typical steps. */
export const ten = numbered('Untitled', [
  crop,
  ...lookSteps,
  step('straighten', { angle: -1.3 }),
  step('highlights-shadows', { shadows: 35, highlights: -20 }),
  step('curves', {
    all: [
      { x: 0, y: 0.02 },
      { x: 0.25, y: 0.22 },
      { x: 0.75, y: 0.8 },
      { x: 1, y: 0.98 },
    ],
  }),
  step('saturation', { amount: 12 }),
  step('vignette', { strength: 25, feather: 90 }),
  ...lastSteps,
]);

/** What of a pipeline a link carries: all but the date and the preset it came from. */
export const carried = ({ name, description, steps }: Pipeline): Pipeline => ({
  name,
  ...(description === undefined ? {} : { description }),
  steps,
});
