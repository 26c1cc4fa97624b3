import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../formats/settings';
import { settingsInWords } from '../../formats/settings-words';
import { operationsById } from '../../operations/index';
import type { ParameterValue } from '../../parameters';
import { newStep } from '../edit';
import { emptyPipeline, type KnownStep, type Pipeline, type Step } from '../pipeline';
import { changeCards, takingOf } from './change-cards';

function step(
  id: string,
  operation: string,
  values: Readonly<Record<string, ParameterValue>> = {},
): KnownStep {
  const declared = operationsById.get(operation);
  if (!declared) throw new Error(`There is no operation ${operation}.`);
  const made = newStep(declared);
  if (made.kind !== 'known') throw new Error('A new step is known.');
  return { ...made, id, values: { ...made.values, ...values } };
}

const pipeline = (...steps: Step[]): Pipeline => ({ ...emptyPipeline, name: 'P', steps });
const contents = (...steps: Step[]) => ({ pipeline: pipeline(...steps), settings: null });
const cards = (before: Step[], after: Step[]) =>
  changeCards(contents(...before), contents(...after));

describe('changeCards', () => {
  it('says both values and where the knobs are', () => {
    const [card, ...others] = cards(
      [step('a', 'exposure', { stops: 0 })],
      [step('a', 'exposure', { stops: 0.5 })],
    );
    expect(others).toEqual([]);
    expect(card).toMatchObject({
      title: 'Exposure',
      operation: 'exposure',
      kinds: 'changed',
      lines: [{ from: '0 EV', to: '+0.5 EV', sketch: { kind: 'slider', warm: false } }],
    });
    const sketch = card?.lines[0]?.sketch;
    if (sketch?.kind !== 'slider') throw new Error('A slider is drawn.');
    expect(sketch.from).toBe(0.5);
    expect(sketch.to).toBeGreaterThan(0.5);
  });

  it('draws curves, places, and the colours of what is new', () => {
    const [curve] = cards(
      [step('a', 'curves')],
      [
        step('a', 'curves', {
          all: [
            { x: 0, y: 0.1 },
            { x: 1, y: 1 },
          ],
        }),
      ],
    );
    expect(curve?.lines[0]).toMatchObject({ sketch: { kind: 'curve' } });
    const [moved] = cards(
      [step('a', 'sepia'), step('b', 'invert'), step('c', 'contrast')],
      [step('b', 'invert'), step('c', 'contrast'), step('a', 'sepia')],
    );
    expect(moved).toMatchObject({
      kinds: 'moved',
      lines: [{ from: '1', to: '3', sketch: { kind: 'place', from: 0, to: 2, count: 3 } }],
    });
  });

  it('says what is new, gone, replaced, called or switched otherwise', () => {
    const placeholder: Step = {
      id: 'a',
      operation: 'sparkle',
      kind: 'placeholder',
      enabled: false,
      original: '{}',
      reason: '',
    };
    const sepia = step('a', 'sepia');
    const lineOf = (before: Step[], after: Step[]) => {
      const [card] = cards(before, after);
      return card && [card.title, card.kinds, ...card.lines];
    };
    const frame = step('b', 'border', { colour: '#102030' });
    expect(lineOf([sepia], [sepia, frame])).toEqual([
      'Border',
      'added',
      {
        label: 'Place 2',
        from: null,
        to: expect.stringContaining('#102030'),
        sketch: { kind: 'swatches', colours: expect.arrayContaining(['#102030']) },
      },
    ]);
    expect(lineOf([], [sepia])).toMatchObject(['Sepia', 'added', { sketch: null }]);
    expect(lineOf([], [placeholder])).toMatchObject([
      'sparkle',
      'added',
      { to: 'A step that this version of Pipette does not know', sketch: null },
    ]);
    expect(lineOf([step('a', 'exposure', { stops: 1 })], [])).toEqual([
      'Exposure',
      'removed',
      { label: 'Was', from: 'Exposure +1 EV', to: null, sketch: null },
    ]);
    expect(lineOf([sepia], [step('a', 'invert')])).toEqual([
      'Invert',
      'replaced',
      { label: 'Step', from: 'Sepia', to: 'Invert', sketch: null },
    ]);
    expect(lineOf([sepia], [{ ...sepia, name: 'Warm' }])).toEqual([
      'Warm',
      'renamed',
      { label: 'Name', from: 'none', to: 'Warm', sketch: null },
    ]);
    expect(lineOf([{ ...sepia, note: 'why' }], [sepia])).toEqual([
      'Sepia',
      'changed',
      { label: 'Note', from: 'why', to: 'none', sketch: null },
    ]);
    expect(lineOf([{ ...sepia, enabled: false }], [sepia])).toEqual([
      'Sepia',
      'switched on',
      { label: 'Switch', from: 'off', to: 'on', sketch: null },
    ]);
  });

  it('shows colours of which both are, and values that read alike as changed', () => {
    const border = (colour: string) => [step('a', 'border', { colour })];
    expect(cards(border('#102030'), border('#405060'))[0]?.lines).toMatchObject([
      { sketch: { kind: 'swatches', colours: ['#102030', '#405060'] } },
    ]);
    const crop = (left: number) => [
      step('a', 'crop', { area: { left, top: 0, width: 0.5, height: 0.5 } }),
    ];
    expect(cards(crop(0.1), crop(0.100001))[0]?.lines).toMatchObject([
      { from: null, to: 'changed', sketch: null },
    ]);
  });

  it('puts the knob of a temperature on a warm track, and one of a logarithm where it is', () => {
    const white = (temperature: number) => [step('a', 'white-balance', { temperature })];
    expect(cards(white(0), white(20))[0]?.lines).toMatchObject([
      { sketch: { kind: 'slider', warm: true } },
    ]);
    const block = operationsById.get('pixelate')?.parameters.get('block');
    if (block?.kind !== 'pixels' || block.scale !== 'logarithmic') throw new Error(block?.kind);
    const middle = Math.sqrt(block.min * block.max);
    const [card] = cards(
      [step('a', 'pixelate', { block: block.min })],
      [step('a', 'pixelate', { block: middle })],
    );
    const sketch = card?.lines[0]?.sketch;
    if (sketch?.kind !== 'slider') throw new Error('A slider is drawn.');
    expect(sketch.from).toBe(0);
    expect(sketch.to).toBeCloseTo(0.5, 9);
  });

  it('says what changed beside the steps, apart for the pipeline and the export', () => {
    const named = (name: string, description?: string) => ({
      ...pipeline(),
      name,
      ...(description === undefined ? {} : { description }),
    });
    const settings = initialExportSettings();
    const found = changeCards(
      { pipeline: named('Old'), settings: null },
      { pipeline: named('New', 'For prints'), settings },
    );
    expect(found.map(({ title, operation, lines }) => [title, operation, ...lines])).toEqual([
      [
        'Pipeline',
        null,
        { label: 'Name', from: 'Old', to: 'New', sketch: null },
        { label: 'Description', from: 'none', to: 'For prints', sketch: null },
      ],
      [
        'Export settings',
        null,
        { label: 'Settings', from: 'none', to: settingsInWords(settings), sketch: null },
      ],
    ]);
    const [back] = changeCards(
      { pipeline: named('Old'), settings },
      { pipeline: named('Old'), settings: null },
    );
    expect(back).toMatchObject({
      key: 'settings',
      kinds: 'changed',
      lines: [{ from: settingsInWords(settings), to: 'none' }],
    });
  });

  it('gathers all changes of a step in one card and leaves out what nobody notices', () => {
    const found = changeCards(
      { pipeline: { ...pipeline(step('a', 'sepia')), created: '2026-01-01' }, settings: null },
      {
        pipeline: pipeline({ ...step('a', 'sepia'), name: 'Warm', enabled: false }),
        settings: null,
      },
    );
    expect(found.map(({ kinds, title }) => [title, kinds])).toEqual([
      ['Warm', 'switched off, renamed'],
    ]);
  });
});

describe('takingOf', () => {
  const from = [step('a', 'exposure', { stops: 0 })];
  const to = [step('a', 'exposure', { stops: 0.5 })];
  const [card] = cards(from, to);
  const changes = card?.changes ?? [];

  it('tells what can be taken from what is there already and from what cannot', () => {
    expect(takingOf(pipeline(...from), changes)).toEqual({ kind: 'open' });
    expect(takingOf(pipeline(...to), changes)).toEqual({ kind: 'taken' });
    expect(takingOf(pipeline(), changes)).toEqual({
      kind: 'refused',
      why: 'Your steps do not have this one any more.',
    });
  });

  it('takes a removal for done where the step is gone', () => {
    const [removal] = cards(from, []);
    expect(takingOf(pipeline(), removal?.changes ?? [])).toEqual({ kind: 'taken' });
  });
});
