import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../formats/settings';
import { operationsById } from '../../operations/index';
import * as edit from '../edit';
import { emptyPipeline, type Pipeline, type Step } from '../pipeline';
import type { Merge } from './conflict';
import { type ConflictWords, conflictInWords, isSeen } from './conflict-words';
import { shareSteps } from './match';
import { mergePipelines, mergeVersions } from './merge';
import { resolve } from './resolve';

const step = (operation: string, id = operation): Step => {
  const known = operationsById.get(operation);
  if (!known) throw new Error(operation);
  return edit.newStep(known, id);
};
const pipelineOf = (...steps: readonly Step[]): Pipeline => ({ ...emptyPipeline, steps });
const base = pipelineOf(...['crop', 'exposure', 'sharpen', 'vignette'].map((id) => step(id)));

const words = (merge: Merge): readonly ConflictWords[] =>
  merge.conflicts.map((conflict) => conflictInWords(conflict, merge, resolve(merge)));
const only = (merge: Merge): ConflictWords => {
  const [first, ...others] = words(merge);
  if (!first || others.length > 0) throw new Error(`${merge.conflicts.length} conflicts`);
  return first;
};
const withQuality = (quality: number) => {
  const initial = initialExportSettings();
  const jpeg = { ...initial.values['jpeg'], quality };
  return { ...initial, values: { ...initial.values, jpeg } };
};
/** The choices, a line each. */
const lines = ({ choices }: ConflictWords): readonly string[] =>
  choices.map(
    ({ title, things }) =>
      `${title}: ${things.map(({ by, what, value }) => `${by} ${what} ${value}`).join(', ')}`,
  );

describe('a conflict in words', () => {
  it('has the values of both for a parameter, and what it was', () => {
    const set = (stops: number) => edit.changeValues(base, 'exposure', { stops });
    const said = only(mergePipelines(base, set(1), set(-1)));
    expect(said).toMatchObject({
      about: 'Exposure',
      title: 'Exposure',
      question: 'Each of you set it differently. It was 0 EV before.',
    });
    expect(lines(said)).toEqual([
      'Keep mine: mine Exposure +1 EV',
      'Take theirs: theirs Exposure −1 EV',
    ]);
  });

  it('says who removed what the other changed', () => {
    const mine = edit.removeStep(base, 'exposure');
    const theirs = edit.changeValues(base, 'exposure', { stops: 1 });
    const said = only(mergePipelines(base, mine, theirs));
    expect(said.question).toBe('You removed this step, they changed it.');
    expect(lines(said)).toEqual([
      'Keep mine: mine Exposure Removed',
      'Take theirs: theirs Exposure Exposure 0 EV → +1 EV',
    ]);
    expect(only(mergePipelines(base, theirs, mine)).question).toBe(
      'They removed this step, you changed it.',
    );
  });

  it('offers both orders of steps at one place, which it numbers', () => {
    const mine = edit.insertStep(base, step('sepia'), 2);
    const theirs = edit.insertStep(base, step('invert'), 2);
    const said = only(mergePipelines(base, mine, theirs));
    expect(said.title).toBe('Place 3: each of you added a step here');
    expect(said.question).toBe('Yours is Sepia, theirs is Invert. Which do you want?');
    expect(said.choices.map(({ title }) => title)).toEqual([
      'Keep mine',
      'Take theirs',
      'Both, mine first',
      'Both, theirs first',
    ]);
    expect(said.choices[3]?.things.map(({ by }) => by)).toEqual(['theirs', 'mine']);
  });

  it('says where each moved a step', () => {
    const mine = edit.moveStep(base, 'crop', 1);
    const theirs = edit.moveStep(base, 'crop', 3);
    const said = words(mergePipelines(base, mine, theirs)).find(({ title }) =>
      title.startsWith('Crop: place'),
    );
    expect(said?.question).toBe('Each of you moved it elsewhere. It was step 1 before.');
    expect(said && lines(said)).toEqual([
      'Keep mine: mine Crop Step 2',
      'Take theirs: theirs Crop Step 4',
    ]);
  });

  it('tells names, notes and export settings, which no picture shows', () => {
    const contents = (name: string, quality: number) => ({
      pipeline: edit.noteStep({ ...base, name }, 'exposure', `note of ${name}`),
      settings: withQuality(quality),
    });
    const merge = mergeVersions(contents('Old', 82), contents('Mine', 70), contents('Theirs', 90));
    expect(merge.conflicts.map(isSeen)).toEqual([false, false, false]);
    expect(words(merge).map((said) => [said.title, ...lines(said)])).toEqual([
      ['Name', 'Keep mine: mine Name “Mine”', 'Take theirs: theirs Name “Theirs”'],
      [
        'Export settings',
        'Keep mine: mine Export settings JPEG, quality 70, original size',
        'Take theirs: theirs Export settings JPEG, quality 90, original size',
      ],
      [
        'Exposure: note',
        'Keep mine: mine Note “note of Mine”',
        'Take theirs: theirs Note “note of Theirs”',
      ],
    ]);
    expect(words(merge)[0]?.question).toBe(
      'Each of you wrote something else. It was “Old” before.',
    );
  });

  it('says what each made of a switch, a name and a whole step', () => {
    const off = edit.enableStep(base, 'exposure', false);
    const merge = mergePipelines(
      null,
      edit.renameStep(base, 'exposure', 'Brighter'),
      edit.renameStep(off, 'exposure', 'Darker'),
    );
    expect(merge.conflicts.map(isSeen)).toContain(true);
    expect(words(merge).map((said) => [said.title, said.question, ...lines(said)])).toEqual([
      [
        'Brighter: on or off',
        'It is on for you and off for them.',
        'Keep mine: mine Brighter On',
        'Take theirs: theirs Brighter Off',
      ],
      [
        'Exposure: name',
        'Each of you wrote something else.',
        'Keep mine: mine Name “Brighter”',
        'Take theirs: theirs Name “Darker”',
      ],
    ]);
    const noted = (text: string) => edit.noteStep(base, 'exposure', text);
    expect(only(mergePipelines(base, noted('a'), noted('b'))).question).toBe(
      'Each of you wrote something else. It was empty before.',
    );
    const other = (operation: string): Pipeline => ({
      ...base,
      steps: base.steps.map((one) => (one.id === 'exposure' ? step(operation, one.id) : one)),
    });
    const whole = only(
      mergePipelines(base, other('sepia'), edit.enableStep(other('invert'), 'exposure', false)),
    );
    expect([whole.title, whole.question]).toEqual([
      'Sepia: one step, two things',
      'Each of you made something else of this step.',
    ]);
    expect(whole.choices.map(({ things }) => things[0]?.what)).toEqual(['Sepia', 'Invert (off)']);
  });

  it('says that export settings differ where no word tells them apart', () => {
    const effort = (speed: number) => {
      const initial = initialExportSettings();
      const avif = { ...initial.values['avif'], effort: speed };
      return { pipeline: base, settings: { ...initial, values: { ...initial.values, avif } } };
    };
    const said = only(mergeVersions(effort(1), effort(2), effort(3)));
    expect(said.question).toBe('Each of you changed them; they differ in details of the format.');
  });

  it('says no value where both read alike', () => {
    const crop = (x: number) =>
      edit.changeValues(base, 'crop', { area: { x, y: 0, width: 0.5, height: 0.5 } });
    const said = only(mergePipelines(base, crop(0.1), crop(0.2)));
    const [mine, theirs] = said.choices.map(({ things }) => things[0]?.value);
    expect(mine === theirs ? mine : '').toBe('');
  });
});

describe('steps in common', () => {
  it('are of one operation under one id, or with the same values', () => {
    const own = [step('exposure'), step('sepia')];
    expect(shareSteps(own, [step('invert'), step('exposure')])).toBe(true);
    expect(shareSteps(own, [step('sepia', 'other')])).toBe(true);
    expect(shareSteps(own, [step('invert', 'exposure')])).toBe(false);
    const [other] = edit.changeValues(pipelineOf(step('exposure', 'other')), 'other', {
      stops: 2,
    }).steps;
    expect(other && shareSteps(own, [other])).toBe(false);
    expect(shareSteps([], own)).toBe(false);
  });
});
