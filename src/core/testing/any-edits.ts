import fc from './properties';
import { limits } from '../base/limits';
import { plainZero } from '../base/numbers';
import { wholePicture } from '../crop/corners';
import { operationsById } from '../operations/index';
import type { Parameter, ParameterValue } from '../parameters';
import * as edit from '../pipeline/edit';
import type { Pipeline, Step } from '../pipeline/pipeline';
import { anyPipeline, anyStep } from './any-pipeline';

// Random work on pipelines, for tests of histories and merges.

/** A number that says in which way something is done, from 0 to below 1. */
const share = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

/** Something that a person does; the numbers say to which step and how. */
export interface AnyEdit {
  readonly kind:
    'value' | 'add' | 'remove' | 'move' | 'switch' | 'name' | 'note' | 'title' | 'about';
  readonly at: number;
  readonly how: number;
  readonly step: (id: string) => Step;
}

export const anyEdit: fc.Arbitrary<AnyEdit> = fc.record({
  kind: fc.constantFrom(
    'value',
    'value',
    'add',
    'remove',
    'move',
    'switch',
    'name',
    'note',
    'title',
    'about',
  ),
  at: share,
  how: share,
  step: anyStep,
});

/** Returns a value of a parameter, another one for another share. */
function valueFor(parameter: Parameter, how: number): ParameterValue {
  const made = (): unknown => {
    switch (parameter.kind) {
      case 'number':
      case 'pixels':
        return parameter.min + how * (parameter.max - parameter.min);
      case 'choice':
        return parameter.options[Math.floor(how * parameter.options.length)]?.value;
      case 'toggle':
        return how < 0.5;
      case 'colour':
        return `#${Math.floor(how * 0xffffff)
          .toString(16)
          .padStart(6, '0')}`;
      case 'point':
        return { x: how, y: 1 - how };
      case 'rectangle':
        return { left: how / 2, top: how / 3, width: 0.4, height: 0.5 };
      case 'rectangles':
        return [{ left: how / 2, top: how / 3, width: 0.4, height: 0.5 }];
      case 'corners':
        return wholePicture.map(({ x, y }) => ({ x: plainZero(Math.abs(x - how / 3)), y }));
      case 'curve':
        return [
          { x: 0, y: how },
          { x: 1, y: 1 },
        ];
      case 'text':
        return `text ${how}`.slice(0, parameter.longest);
      case 'asset':
        return how < 0.5 ? '' : 'b2'.repeat(32);
    }
  };
  const parsed = parameter.parse(made());
  return parsed.ok ? parsed.value : parameter.initial;
}

/** Returns the pipeline after one edit; a step that is added gets this id. */
export function applyEdit(
  pipeline: Pipeline,
  { kind, at, how, step }: AnyEdit,
  id: string,
): Pipeline {
  const { steps } = pipeline;
  const own = steps[Math.floor(at * steps.length)];
  const word = how < 0.2 ? '' : `${kind} ${Math.floor(how * 5)}`;
  if (kind === 'title') return edit.renamePipeline(pipeline, word);
  if (kind === 'about') return edit.describePipeline(pipeline, word);
  if (kind === 'add') {
    const place = Math.floor(at * (steps.length + 1));
    return steps.length < limits.document.steps && !steps.some((one) => one.id === id)
      ? edit.insertStep(pipeline, step(id), place)
      : pipeline;
  }
  if (!own) return pipeline;
  switch (kind) {
    case 'remove':
      return edit.removeStep(pipeline, own.id);
    case 'move':
      return edit.moveStep(pipeline, own.id, Math.floor(how * steps.length));
    case 'switch':
      return edit.enableStep(pipeline, own.id, !own.enabled);
    case 'name':
      return edit.renameStep(pipeline, own.id, word);
    case 'note':
      return edit.noteStep(pipeline, own.id, word);
    case 'value': {
      const parameters = [...(operationsById.get(own.operation)?.parameters ?? [])];
      const [name, parameter] = parameters[Math.floor(how * 7919) % (parameters.length || 1)] ?? [];
      if (own.kind !== 'known' || name === undefined || !parameter) return pipeline;
      return edit.changeValues(pipeline, own.id, { [name]: valueFor(parameter, how) });
    }
  }
}

/** Returns the pipeline after edits; steps that are added are called after `who`. */
export const applyEdits = (pipeline: Pipeline, edits: readonly AnyEdit[], who: string): Pipeline =>
  edits.reduce((now, one, index) => applyEdit(now, one, `${who}${index}`), pipeline);

/** Returns a pipeline whose steps have ids as people's steps have, not those made from places. */
export const named = (pipeline: Pipeline, who = 'base'): Pipeline => ({
  ...pipeline,
  steps: pipeline.steps.map((step, index) => ({ ...step, id: `${who}${index}` })),
});

/** A pipeline, and what two people made of it without knowing of each other. */
export interface TwoEdits {
  readonly base: Pipeline;
  readonly mine: Pipeline;
  readonly theirs: Pipeline;
}

const edits = fc.array(anyEdit, { maxLength: 8 });

/** Some of it both did alike, and some of the ids that they gave are the same by chance. */
export const anyTwoEdits: fc.Arbitrary<TwoEdits> = fc
  .record({
    base: anyPipeline,
    both: fc.array(anyEdit, { maxLength: 3 }),
    mine: edits,
    theirs: edits,
    meet: fc.boolean(),
  })
  .map(({ base: from, both, mine, theirs, meet }) => {
    const base = named(from);
    const shared = applyEdits(base, both, 'both');
    return {
      base,
      mine: applyEdits(shared, mine, meet ? 'step-' : 'mine'),
      theirs: applyEdits(shared, theirs, meet ? 'step-' : 'theirs'),
    };
  });

/** A pipeline of a few steps, and two orders that two people gave it. */
export const anyTwoOrders: fc.Arbitrary<TwoEdits> = fc
  .array(anyStep, { minLength: 2, maxLength: 7 })
  .chain((steps) => {
    const places = steps.map((_, index) => index);
    const anyOrder = fc.shuffledSubarray(places, { minLength: steps.length });
    const few = fc.tuple(fc.nat(steps.length - 1), fc.nat(steps.length - 1)).map(([from, to]) => {
      const order = places.toSpliced(from, 1);
      return order.toSpliced(to, 0, from);
    });
    const order = fc.oneof(few, few, anyOrder);
    return fc.tuple(order, order).map(([mine, theirs]) => {
      const inOrder = (list: readonly number[]): Pipeline => ({
        name: 'Order',
        steps: list.flatMap((place) => steps[place]?.(`base${place}`) ?? []),
      });
      return { base: inOrder(places), mine: inOrder(mine), theirs: inOrder(theirs) };
    });
  });
