import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../formats/settings';
import { limits } from '../../base/limits';
import { operationsById } from '../../operations/index';
import * as edit from '../edit';
import { emptyPipeline, type Pipeline, type PlaceholderStep, type Step } from '../pipeline';
import type { Choice, Merge } from './conflict';
import { mergePipelines, mergeVersions } from './merge';
import { resolve } from './resolve';

const step = (operation: string, id = operation): Step => {
  const known = operationsById.get(operation);
  if (!known) throw new Error(operation);
  return edit.newStep(known, id);
};
const pipelineOf = (...steps: readonly Step[]): Pipeline => ({ ...emptyPipeline, steps });
const base = pipelineOf(...['crop', 'exposure', 'sharpen', 'vignette'].map((id) => step(id)));

const ids = ({ steps }: Pipeline): readonly string[] => steps.map(({ id }) => id);
const kinds = ({ conflicts }: Merge): readonly string[] => conflicts.map(({ id }) => id);
const chosen = (merge: Merge, choice: Choice) =>
  resolve(merge, new Map(merge.conflicts.map(({ id }) => [id, choice])));
const stops = ({ steps }: Pipeline): unknown => {
  const found = steps.find(({ id }) => id === 'exposure');
  return found?.kind === 'known' ? found.values['stops'] : undefined;
};

describe('merging two people’s work', () => {
  it('puts different parameters of one step together', () => {
    const mine = edit.changeValues(base, 'exposure', { stops: 1 });
    const theirs = edit.enableStep(edit.noteStep(base, 'exposure', 'darker'), 'exposure', false);
    const merge = mergePipelines(base, mine, theirs);
    expect(merge.conflicts).toEqual([]);
    expect(merge.merged.map(({ by, change }) => [by, change.kind])).toEqual([
      ['mine', 'changed'],
      ['theirs', 'switched'],
      ['theirs', 'noted'],
    ]);
    const { pipeline, steps } = resolve(merge);
    expect(stops(pipeline)).toBe(1);
    expect(pipeline.steps[1]).toMatchObject({ note: 'darker', enabled: false });
    expect(steps.map(({ by }) => by)).toEqual(['base', 'both', 'base', 'base']);
  });

  it('asks where both changed one parameter differently', () => {
    const [mine, theirs] = [1, -1].map((value) =>
      edit.changeValues(base, 'exposure', { stops: value }),
    );
    const merge = mergePipelines(base, mine ?? base, theirs ?? base);
    expect(merge.conflicts).toEqual([
      {
        id: 'parameter:exposure:stops',
        kind: 'parameter',
        step: 'exposure',
        parameter: 'stops',
        choices: ['mine', 'theirs'],
        base: 0,
        mine: 1,
        theirs: -1,
      },
    ]);
    expect(resolve(merge).open).toEqual(['parameter:exposure:stops']);
    expect(stops(resolve(merge).pipeline)).toBe(1);
    expect(stops(chosen(merge, 'theirs').pipeline)).toBe(-1);
    expect(chosen(merge, 'theirs').open).toEqual([]);
    expect(chosen(merge, 'theirs').steps[1]?.conflicts).toEqual(['parameter:exposure:stops']);
    expect(
      resolve(merge, new Map([['parameter:exposure:stops', 'mine-theirs']])).open,
    ).toHaveLength(1);
  });

  it('asks where one removed what the other changed, and not where that is unchanged', () => {
    const without = edit.removeStep(base, 'exposure');
    const changed = edit.changeValues(base, 'exposure', { stops: 1 });
    const merge = mergePipelines(base, without, changed);
    expect(kinds(merge)).toEqual(['removed:exposure']);
    expect(ids(chosen(merge, 'mine').pipeline)).toEqual(ids(without));
    expect(chosen(merge, 'mine').removed).toEqual([{ step: base.steps[1], by: 'mine' }]);
    expect(chosen(merge, 'theirs').pipeline).toEqual(changed);
    const moved = edit.moveStep(base, 'exposure', 3);
    expect(kinds(mergePipelines(base, without, moved))).toEqual([]);
    expect(ids(resolve(mergePipelines(base, without, moved)).pipeline)).toEqual(ids(without));
  });

  it('takes each one’s moves, and asks where both moved one step to two places', () => {
    const mine = edit.moveStep(base, 'crop', 3);
    const theirs = edit.changeValues(edit.moveStep(base, 'crop', 2), 'exposure', { stops: 1 });
    const merge = mergePipelines(base, mine, theirs);
    expect(merge.conflicts).toMatchObject([{ id: 'moved:crop', base: 0, mine: 3, theirs: 2 }]);
    expect(ids(chosen(merge, 'mine').pipeline)).toEqual(ids(mine));
    expect(ids(chosen(merge, 'theirs').pipeline)).toEqual(ids(theirs));
    expect(stops(chosen(merge, 'mine').pipeline)).toBe(1);
    const apart = mergePipelines(base, mine, edit.insertStep(base, step('flip'), 1));
    expect(kinds(apart)).toEqual([]);
    expect(ids(resolve(apart).pipeline)).toEqual([
      'flip',
      'exposure',
      'sharpen',
      'vignette',
      'crop',
    ]);
  });

  it('asks where each put a step at one place, and offers both in either order', () => {
    const mine = edit.insertStep(base, step('flip'), 2);
    const theirs = edit.insertStep(base, step('grain'), 2);
    const merge = mergePipelines(base, mine, theirs);
    expect(merge.conflicts).toMatchObject([
      {
        id: 'place:exposure',
        after: 'exposure',
        choices: ['mine', 'theirs', 'mine-theirs', 'theirs-mine'],
      },
    ]);
    const places = (choice: Choice) => ids(chosen(merge, choice).pipeline).slice(2, -2);
    expect(places('mine')).toEqual(['flip']);
    expect(places('theirs')).toEqual(['grain']);
    expect(places('mine-theirs')).toEqual(['flip', 'grain']);
    expect(places('theirs-mine')).toEqual(['grain', 'flip']);
    expect(merge.merged).toEqual([]);
  });

  it('takes what both added alike at one place as one step', () => {
    const mine = edit.insertStep(base, step('flip', 'x2'), 2);
    const theirs = edit.insertStep(base, step('flip', 'x1'), 2);
    const merge = mergePipelines(base, mine, theirs);
    expect(merge.conflicts).toEqual([]);
    expect(ids(resolve(merge).pipeline)).toEqual(['crop', 'exposure', 'x1', 'sharpen', 'vignette']);
    expect(merge.merged.map(({ by }) => by)).toEqual(['both']);
  });

  it('keeps two steps that met under one id by chance', () => {
    const mine = edit.insertStep(base, step('flip', 'step-5'), 1);
    const theirs = edit.insertStep(base, step('grain', 'step-5'), 3);
    const merge = mergePipelines(base, mine, theirs);
    expect(merge.conflicts).toEqual([]);
    const { pipeline } = resolve(merge);
    expect(pipeline.steps.map(({ operation }) => operation)).toEqual([
      'crop',
      'flip',
      'exposure',
      'sharpen',
      'grain',
      'vignette',
    ]);
    expect(new Set(ids(pipeline)).size).toBe(6);
  });

  it('finds the steps of the base again where a link lost their ids', () => {
    const edited = edit.changeValues(base, 'exposure', { stops: 1 });
    const steps = [...edited.steps, step('grain', 'theirs')];
    const theirs = {
      ...edited,
      steps: steps.map((one, index) => (index < 4 ? { ...one, id: `step-${index + 1}` } : one)),
    };
    const mine = edit.changeValues(base, 'crop', { aspect: '1:1' });
    const merge = mergePipelines(base, mine, theirs);
    expect(merge.conflicts).toEqual([]);
    expect(merge.baseIsGuess).toBe(true);
    expect(ids(resolve(merge).pipeline)).toEqual([...ids(base), 'theirs']);
    expect(stops(resolve(merge).pipeline)).toBe(1);
  });

  it('guesses what is common where there is no base, and says so', () => {
    const mine = edit.changeValues(
      pipelineOf(step('crop', 'a'), step('exposure', 'exposure')),
      'exposure',
      { stops: 1 },
    );
    const theirs = pipelineOf(step('crop', 'b'), step('exposure', 'd'), step('grain', 'a'));
    const merge = mergePipelines(null, mine, theirs);
    expect(merge.baseIsGuess).toBe(true);
    expect(kinds(merge)).toEqual(['parameter:exposure:stops']);
    const { pipeline } = chosen(merge, 'theirs');
    expect(pipeline.steps.map(({ operation }) => operation)).toEqual(['crop', 'exposure', 'grain']);
    expect(stops(pipeline)).toBe(0);
    expect(merge.merged.map(({ by, change }) => [by, change.kind])).toEqual([['theirs', 'added']]);
  });

  it('guesses by values before it guesses by places', () => {
    const at = (id: string, value: number) => {
      const one = pipelineOf(step('exposure', id));
      return edit.changeValues(one, id, { stops: value }).steps;
    };
    const mine = pipelineOf(...at('a', 1), ...at('b', 2));
    const theirs = pipelineOf(...at('c', 2), ...at('d', 3));
    const merge = mergePipelines(null, mine, theirs);
    expect(kinds(merge)).toContain('parameter:a:stops');
    expect(kinds(merge)).not.toContain('parameter:b:stops');
  });

  it('asks for names, descriptions and notes that both wrote', () => {
    const named = (name: string) =>
      edit.describePipeline(
        edit.noteStep(edit.renameStep(edit.renamePipeline(base, name), 'crop', name), 'crop', name),
        name,
      );
    const merge = mergePipelines(base, named('Mine'), named('Theirs'));
    expect(kinds(merge)).toEqual(['name', 'description', 'step-name:crop', 'step-note:crop']);
    expect(chosen(merge, 'mine').pipeline).toEqual(named('Mine'));
    expect(chosen(merge, 'theirs').pipeline).toEqual(named('Theirs'));
  });

  it('asks about export settings only where both carry others', () => {
    const jpeg = initialExportSettings();
    const [png, webp] = ['png', 'webp'].map((format) => ({ ...jpeg, format }));
    const at = (settings: typeof jpeg | null | undefined) => ({
      pipeline: base,
      settings: settings ?? null,
    });
    const both = mergeVersions(at(jpeg), at(png), at(webp));
    expect(kinds(both)).toEqual(['settings']);
    expect(chosen(both, 'mine').settings).toEqual(png);
    expect(chosen(both, 'theirs').settings).toEqual(webp);
    const one = mergeVersions(at(jpeg), at(null), at(webp));
    expect(kinds(one)).toEqual([]);
    expect(resolve(one).settings).toEqual(webp);
    expect(resolve(mergeVersions(at(jpeg), at(null), at(jpeg))).settings).toBeNull();
  });

  it('asks for all of a step where one put another operation under its id, or it is not known', () => {
    const original = '{"operation":"future","parameters":{"inside":1}}';
    const unknown: PlaceholderStep = {
      kind: 'placeholder',
      id: 'exposure',
      operation: 'future',
      enabled: false,
      original,
      reason: 'not known',
    };
    const replaced = {
      ...base,
      steps: base.steps.map((one) => (one.id === 'exposure' ? unknown : one)),
    };
    const theirs = edit.changeValues(base, 'exposure', { stops: 1 });
    const merge = mergePipelines(base, replaced, theirs);
    expect(kinds(merge)).toEqual(['content:exposure']);
    expect(chosen(merge, 'mine').pipeline.steps[1]).toEqual(unknown);
    expect(stops(chosen(merge, 'theirs').pipeline)).toBe(1);
    const named = edit.renameStep(base, 'exposure', 'Light');
    expect(resolve(mergePipelines(base, replaced, named)).pipeline.steps[1]).toEqual({
      ...unknown,
      name: 'Light',
    });
  });

  it('fits into as many steps as a pipeline may have, and says what it left out', () => {
    const most = limits.document.steps;
    const many = (who: string, count: number) =>
      Array.from({ length: count }, (_, index) => step('flip', `${who}${index}`));
    const mine = pipelineOf(...many('m', 120), ...base.steps);
    const theirs = pipelineOf(...base.steps, ...many('t', 120));
    const merge = mergePipelines(base, mine, theirs);
    expect(kinds(merge)).toEqual(['length']);
    const kept = chosen(merge, 'mine');
    expect(kept.pipeline.steps.length).toBe(most);
    expect(kept.leftOut.length).toBe(244 - most);
    expect(kept.leftOut.every(({ id }) => id.startsWith('t'))).toBe(true);
    const others = chosen(merge, 'theirs');
    expect(others.leftOut.every(({ id }) => id.startsWith('m'))).toBe(true);
  });

  it('keeps the earlier beginning, and no preset where each came from another', () => {
    const from = (created: string, id: string): Pipeline => ({
      ...base,
      created,
      origin: { id, name: id, fingerprint: '00000000' },
    });
    const [early, late] = ['2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z'];
    const { pipeline } = resolve(mergePipelines(base, from(late, 'a'), from(early, 'b')));
    expect(pipeline.created).toBe(early);
    expect(pipeline.origin).toBeUndefined();
  });
});
