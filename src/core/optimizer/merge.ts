import { stepTitle } from '../pipeline/step-title';
import { isRectangle } from '../base/geometry';
import type { Values } from '../operations/define';
import { changeValues, removeStep } from '../pipeline/edit';
import type { KnownStep, Pipeline } from '../pipeline/pipeline';
import type { Candidate } from './candidate';
import type { Facts } from './facts';
import type { Demands } from '../engine/trial';
import { exactly, sameWork } from './significance';

/** Values of the one step that does what two did; 'nothing' when they undo each other. */
type Merged = Values | 'nothing' | null;

const shapely: readonly unknown[] = ['long-edge', 'short-edge', 'fit', 'percent'];

function resizes(first: KnownStep, second: KnownStep): Merged {
  const [a, b] = [first.values, second.values];
  if (!shapely.includes(a.mode)) return null;
  if (b.mode !== 'percent') return b;
  if (a.mode !== 'percent') return null;
  const percent = (Number(a.percent) * Number(b.percent)) / 100;
  return percent >= 1 && percent <= 400 ? { ...b, percent } : null;
}

function crops(first: KnownStep, second: KnownStep): Merged {
  const [a, b] = [first.values.area, second.values.area];
  if (!isRectangle(a) || !isRectangle(b)) return null;
  return {
    ...second.values,
    area: {
      left: a.left + b.left * a.width,
      top: a.top + b.top * a.height,
      width: b.width * a.width,
      height: b.height * a.height,
    },
  };
}

function flips(first: KnownStep, second: KnownStep): Merged {
  const turns = (step: KnownStep): readonly [boolean, boolean] => [
    step.values.direction !== 'vertical',
    step.values.direction !== 'horizontal',
  ];
  const [a, b] = [turns(first), turns(second)];
  const [across, down] = [a[0] !== b[0], a[1] !== b[1]];
  if (!across && !down) return 'nothing';
  const direction = across && down ? 'both' : across ? 'horizontal' : 'vertical';
  return { ...second.values, direction };
}

/** Quarter turns only: two turns by other angles cut corners twice, one turn cuts them once. */
function rotations(first: KnownStep, second: KnownStep): Merged {
  if (first.values.angle !== 0 || second.values.angle !== 0) return null;
  const turn = (Number(first.values.turn) + Number(second.values.turn)) % 360;
  return turn === 0 ? 'nothing' : { ...second.values, turn: String(turn) };
}

interface Rule {
  readonly merge: (first: KnownStep, second: KnownStep) => Merged;
  readonly words: string;
  readonly demands: Demands;
}

const rules: ReadonlyMap<string, Rule> = new Map([
  [
    'resize',
    {
      merge: resizes,
      words: 'One resize comes to the same size, and every pixel is resampled once only.',
      demands: sameWork,
    },
  ],
  ['crop', { merge: crops, words: 'One crop keeps the same part.', demands: exactly }],
  ['flip', { merge: flips, words: 'One flip does the same.', demands: exactly }],
  ['rotate', { merge: rotations, words: 'One turn does the same.', demands: exactly }],
]);

function merged(pipeline: Pipeline, first: KnownStep, second: KnownStep, values: Merged): Pipeline {
  const rest = removeStep(pipeline, first.id);
  return values === 'nothing' || values === null
    ? removeStep(rest, second.id)
    : changeValues(rest, second.id, values);
}

/** Returns pipelines in which one step does the work of two neighbours of its kind. */
export const mergeNeighbours = ({ steps, pipeline, settings }: Facts): Candidate[] =>
  steps.flatMap((second, at) => {
    const first = steps[at - 1];
    const rule = rules.get(second.step.operation);
    if (!first || !rule || first.step.operation !== second.step.operation) return [];
    const values = rule.merge(first.step, second.step);
    if (values === null) return [];
    const [one, other] = [stepTitle(first.step), stepTitle(second.step)];
    const isNothing = values === 'nothing';
    return [
      {
        idea: `merge ${first.step.id} ${second.step.id}`,
        title: isNothing
          ? `Remove ${one === other ? `both steps ${one}` : `${one} and ${other}`}`
          : `One ${other} instead of two steps`,
        words: isNothing ? 'The second undoes the first.' : rule.words,
        pipeline: merged(pipeline, first.step, second.step, values),
        settings,
        compares: 'pictures' as const,
        demands: rule.demands,
        maxGainMs: first.measured.medianMs + second.measured.medianMs,
      },
    ];
  });
