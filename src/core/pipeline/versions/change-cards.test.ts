import { describe, expect, it } from 'vitest';
import { operationsById } from '../../operations/index';
import type { ParameterValue } from '../../parameters';
import { newStep } from '../edit';
import { emptyPipeline, type KnownStep, type Pipeline } from '../pipeline';
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

const pipeline = (...steps: KnownStep[]): Pipeline => ({ ...emptyPipeline, name: 'P', steps });
const contents = (...steps: KnownStep[]) => ({ pipeline: pipeline(...steps), settings: null });
const cards = (before: KnownStep[], after: KnownStep[]) =>
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
