import { describe, expect, it } from 'vitest';
import { parsePipeline } from '../pipeline/parse';
import { initialValues } from '../operations/define';
import { operations } from '../operations/index';
import { goTo } from '../set/going';
import { newEntry } from '../set/set';
import { reportContent, setForReport } from '../testing/answers/report-content';
import { parameterFacts } from './parameters';
import { maxReported } from './set-facts';
import { triesFor } from './tries';

describe('the facts of a report', () => {
  it('tell every step in its order, and which of them did nothing', () => {
    const { facts } = reportContent({ name: 'Lift', note: 'Dark' });
    expect(facts.steps.map(({ number, operation, state }) => [number, operation, state])).toEqual([
      [1, 'exposure', 'on'],
      [2, 'sepia', 'on'],
      [3, 'duotone', 'on'],
      [4, 'sharpen', 'off'],
    ]);
    expect(facts.steps[0]).toMatchObject({ name: 'Lift', note: 'Dark', label: 'Exposure' });
    expect(facts.steps[0]?.output).toMatchObject({ width: 1200, height: 800, bands: 3 });
    expect(facts.steps[3]?.output).toBeNull();
    expect(facts.steps[0]?.parameters).toContainEqual({
      name: 'stops',
      label: 'Exposure',
      value: 0.5,
      text: '+0.5 EV',
      colour: null,
    });
    const duotone = facts.steps[2]?.parameters.filter(({ colour }) => colour !== null);
    expect(duotone?.length).toBeGreaterThanOrEqual(2);
  });

  it('tell of a set who was judged, and what differs for one picture only', () => {
    const set = setForReport();
    const { facts } = reportContent({}, { set });
    expect(facts.set).toMatchObject({
      size: 3,
      leftOut: 0,
      pictures: [
        {
          number: 2,
          name: 'own.jpg',
          isOpen: false,
          rating: 0,
          flag: 'none',
          steps: [
            {
              number: 1,
              operation: 'exposure',
              parameters: [{ name: 'stops', value: 1.75, text: '+1.75 EV' }],
            },
          ],
        },
        { number: 3, name: 'picked.jpg', rating: 4, flag: 'pick', steps: [] },
      ],
    });
    // Values that differ from nobody's, and names that are nobody's business, are not told.
    const hidden = reportContent({}, { set, named: false }).facts.set;
    expect(hidden?.pictures.map(({ name }) => name)).toEqual([null, null]);
    const other = goTo(set, 'own');
    const there = reportContent({}, { set: other, pipeline: other?.pipeline ?? set.pipeline });
    expect(there.facts.set?.pictures[0]).toMatchObject({ isOpen: true, steps: [{ number: 1 }] });
    expect(there.facts.set?.pictures[0]?.steps[0]?.parameters).toHaveLength(1);
  });

  it('say of long sets how many pictures they leave out', () => {
    const { pipeline, set } = setForReport();
    const entries = Array.from({ length: maxReported + 3 }, (_, at) =>
      newEntry({ name: `${at}.jpg`, folder: 'in/', bytes: 1, modified: 0 }, `p${at}`),
    );
    const long = { ...set, entries: entries.map((entry) => ({ ...entry, rating: 1 })) };
    const { facts } = reportContent({}, { set: { pipeline, set: { ...long, current: 'p0' } } });
    expect(facts.set).toMatchObject({ size: maxReported + 3, leftOut: 3 });
    expect(facts.set?.pictures).toHaveLength(maxReported);
    expect(facts.set?.pictures[0]?.name).toBe('0.jpg');
  });

  it('name folders only where pictures of a set are called alike', () => {
    const { pipeline, set } = setForReport();
    const entries = ['day/a.jpg', 'night/a.jpg', 'night/b.jpg'].map((path, at) => {
      const [folder, name = ''] = path.split('/');
      const file = { name, folder: `${folder}/`, bytes: 1, modified: 0 };
      return { ...newEntry(file, `p${at}`), rating: at === 1 ? 0 : 1 };
    });
    const work = { pipeline, set: { ...set, entries, current: 'p0' } };
    const { facts } = reportContent({}, { set: work });
    expect(facts.set?.pictures.map(({ name }) => name)).toEqual(['day/a.jpg', 'b.jpg']);
  });

  it('keep a step of another version in its place', () => {
    const read = parsePipeline({
      pipette: 2,
      name: 'x',
      operations: [
        { id: 'a', operation: 'of-the-future', note: 'later' },
        { id: 'b', operation: 'sepia' },
      ],
    });
    if (!read.ok) throw new Error(read.error.message);
    const { facts } = reportContent({}, { pipeline: read.value });
    expect(facts.steps.map(({ label, state }) => [label, state])).toEqual([
      ['of-the-future', 'unknown'],
      ['Sepia', 'on'],
    ]);
  });

  it('take the most memory that was seen, and invent none', () => {
    const pictures = null;
    expect(reportContent({}, { engineBytes: null, pictures }).facts.engineBytes).toBeNull();
    expect(reportContent({}, { engineBytes: 5, pictures }).facts.engineBytes).toBe(5);
    expect(reportContent({}, { engineBytes: 5 }).facts.engineBytes).toBe(268_435_456);
  });

  it('have words and something to try for every operation', () => {
    for (const operation of operations) {
      const values = initialValues(operation);
      for (const { label, text } of parameterFacts(operation.parameters, values)) {
        expect(`${operation.id}: ${label} ${text}`).not.toMatch(/undefined|NaN|\[object|null/);
        expect(text).not.toBe('');
      }
      for (const sentence of triesFor(operation, values)) {
        expect(sentence).toMatch(/^[^:]+: .+\.$/);
        expect(sentence).not.toMatch(/undefined|NaN/);
      }
    }
  });

  it('try values between the present one and the ends, never the same', () => {
    const [exposure] = operations.filter(({ id }) => id === 'exposure');
    if (!exposure) throw new Error('there is no operation exposure');
    expect(triesFor(exposure, { stops: 0, protection: 40 })[0]).toBe(
      'Exposure: −2 EV or +2 EV instead of 0 EV.',
    );
    expect(triesFor(exposure, { stops: 4, protection: 100 })[0]).toBe(
      'Exposure: 0 EV instead of +4 EV.',
    );
  });
});
