import { listed } from '../base/words';
import { stepTitle } from '../pipeline/step-title';
import type { Size } from '../base/geometry';
import { operationsById } from '../operations/index';
import type { KnownStep, Step } from '../pipeline/pipeline';
import type { Candidate } from './candidate';
import type { Facts, MeasuredStep } from './facts';
import { sameWork } from './significance';
import { type Rescaled, scaleStep } from './scale-step';

const pixelsOf = ({ width, height }: Size): number => width * height;

/** Modes of Resize that keep the picture's shape and do not cut. */
const shapely: readonly unknown[] = ['long-edge', 'short-edge', 'fit', 'percent'];

const isQuarterTurn = ({ operation, values }: KnownStep): boolean =>
  operation === 'flip' || (operation === 'rotate' && values.angle === 0);

/** Returns whether a resize may change places with a step, which is scaled along. */
function resizePasses(resize: KnownStep, { step }: MeasuredStep): boolean {
  if (isQuarterTurn(step)) return resize.values.mode !== 'fit';
  return operationsById.get(step.operation)?.reshapes === false;
}

/** Groups whose operations look at a pixel and its surroundings, not at its place in the picture. */
const local: readonly string[] = ['light', 'colour', 'detail'];

/** Returns whether a crop may change places with a step. */
function cropPasses({ step }: MeasuredStep): boolean {
  // A crop is in shares of the picture, which a resize by a share leaves alone.
  if (step.operation === 'resize') return step.values.mode === 'percent';
  const operation = operationsById.get(step.operation);
  if (!operation || operation.reshapes || operation.looksAtWhole(step.values)) return false;
  return local.includes(operation.group);
}

/** Returns how many of the steps right before (or after) one it may change places with. */
function reach(steps: readonly MeasuredStep[], passes: (step: MeasuredStep) => boolean): number {
  const stop = steps.findIndex((step) => !passes(step));
  return stop === -1 ? steps.length : stop;
}

const shareInWords = (share: number): string =>
  share < 0.01 ? 'less than 1 %' : `${Math.round(share * 100)} %`;

/** Returns what happens to the distances of steps, in a sentence; empty when nothing does. */
function rescaledWords(
  changes: readonly (readonly [Step, readonly Rescaled[]])[],
  isAlone: boolean,
): string {
  const all = changes.flatMap(([step, list]) => list.map((change) => ({ step, ...change })));
  if (all.length === 0) return '';
  const parts = all.map(({ step, label, from, to }) => {
    const name = label.toLowerCase();
    const whose = isAlone ? `its ${name}` : `the ${name} of ${stepTitle(step)}`;
    return `${whose} goes from ${from} to ${to}`;
  });
  const sentence = listed(parts);
  return ` To look the same there, ${sentence}.`;
}

interface Moved {
  readonly facts: Facts;
  readonly mover: MeasuredStep;
  /** The steps that it changes places with, in order. */
  readonly passed: readonly MeasuredStep[];
  readonly to: 'before' | 'after';
  /** How much larger the picture is that the passed steps then work on, per side. */
  readonly factor: number;
}

/** Returns the pipeline's steps with one moved past others, which are scaled along. */
function movedSteps({ facts, mover, passed, to, factor }: Moved): {
  steps: readonly Step[];
  changes: readonly (readonly [Step, readonly Rescaled[]])[];
} {
  const [first, last] = [passed[0]?.index ?? mover.index, passed.at(-1)?.index ?? mover.index];
  // Steps in between that are off are scaled too, or they would be wrong when switched on.
  const [from, until] = to === 'before' ? [first, mover.index] : [mover.index + 1, last + 1];
  const changes: (readonly [Step, readonly Rescaled[]])[] = [];
  const steps = facts.pipeline.steps.map((step, index) => {
    if (index < from || index >= until || step.kind !== 'known') return step;
    // The size that a resize asks for is that of its result, whatever comes in.
    if (operationsById.get(step.operation)?.scales === true) return step;
    const scaled = scaleStep(step, factor);
    if (scaled.changes.length > 0 && step.enabled) changes.push([step, scaled.changes]);
    return scaled.step;
  });
  const without = steps.toSpliced(mover.index, 1);
  // Behind the last one: taking the mover out of its place before it made up for the one.
  return { steps: without.toSpliced(to === 'before' ? first : last, 0, mover.step), changes };
}

function moving(moved: Moved, share: number): Candidate {
  const { facts, mover, passed, to } = moved;
  const { steps, changes } = movedSteps(moved);
  const names = passed.map(({ step }) => stepTitle(step));
  const end = to === 'before' ? passed[0] : passed.at(-1);
  const work = passed.reduce((sum, { measured }) => sum + measured.medianMs, 0);
  const verb = passed.length === 1 ? 'works' : 'work';
  return {
    idea: `move ${mover.step.id}`,
    title: `${stepTitle(mover.step)} ${to} ${end ? stepTitle(end.step) : ''}`,
    words:
      `${listed(names)} then ${verb} on ${shareInWords(share)} of the pixels.` +
      rescaledWords(changes, passed.length === 1),
    pipeline: { ...facts.pipeline, steps },
    settings: facts.settings,
    compares: 'pictures',
    demands: sameWork,
    maxGainMs: work * (1 - share),
  };
}

/** Returns candidates that move a step before all, or only the last, of the steps it may pass. */
function earlier(
  facts: Facts,
  at: number,
  passes: (step: MeasuredStep) => boolean,
  sizes: (mover: MeasuredStep) => { factor: number; share: number },
): Candidate[] {
  const mover = facts.steps[at];
  if (!mover) return [];
  const { factor, share } = sizes(mover);
  const free = reach(facts.steps.slice(0, at).toReversed(), passes);
  return Array.from({ length: free }, (_, skipped) => facts.steps.slice(at - free + skipped, at))
    .map((passed) => ({ facts, mover, passed, to: 'before' as const, factor }))
    .map((moved) => moving(moved, share));
}

function later(facts: Facts, at: number): Candidate[] {
  const mover = facts.steps[at];
  if (!mover) return [];
  const factor = mover.before.width / mover.after.width;
  const share = pixelsOf(mover.before) / pixelsOf(mover.after);
  const free = reach(facts.steps.slice(at + 1), (step) => resizePasses(mover.step, step));
  return Array.from({ length: free }, (_, left) => facts.steps.slice(at + 1, at + 1 + free - left))
    .map((passed) => ({ facts, mover, passed, to: 'after' as const, factor }))
    .map((moved) => moving(moved, share));
}

/**
 * Returns pipelines in which a resize that reduces comes earlier and one that enlarges later, with
 * the distances of the steps in between scaled along.
 */
export const moveResizes = (facts: Facts): Candidate[] =>
  facts.steps.flatMap((mover, at) => {
    const { step, before, after } = mover;
    if (step.operation !== 'resize' || !shapely.includes(step.values.mode)) return [];
    if (pixelsOf(after) > pixelsOf(before)) return later(facts, at);
    return earlier(
      facts,
      at,
      (other) => resizePasses(step, other),
      () => ({
        factor: after.width / before.width,
        share: pixelsOf(after) / pixelsOf(before),
      }),
    );
  });

/** Returns pipelines in which a crop comes earlier. */
export const moveCrops = (facts: Facts): Candidate[] =>
  facts.steps.flatMap(({ step }, at) =>
    step.operation === 'crop'
      ? earlier(facts, at, cropPasses, ({ before, after }) => ({
          factor: 1,
          share: pixelsOf(after) / pixelsOf(before),
        }))
      : [],
  );
