import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../formats/settings';
import { step } from '../testing/looks';
import { textWords } from './carriers/carrier';
import type { DetectedPipeline } from './detected';
import type { ReadDocument } from './document';
import { joinDetected, type NamedDetected } from './join-detected';

const problem = { path: 'steps[0]', expected: 'a step', came: '7', kept: 'left out', line: 3 };

function named(
  name: string,
  document: Partial<ReadDocument> = {},
  more: object = {},
): NamedDetected {
  const found: DetectedPipeline = {
    kind: 'pipeline',
    from: 'JSON',
    words: textWords('document'),
    document: {
      pipeline: { name, steps: [step('sepia', {})] },
      settings: null,
      source: null,
      madeWith: null,
      version: null,
      problems: [],
      ...document,
    },
    assets: new Map(),
    ...more,
  };
  return { name: `${name}.json`, found };
}

const history = {
  versions: [],
  traces: [],
  pictures: new Map(),
  problems: new Map(),
  refused: ['one'],
  isNewer: false,
};

describe('pipelines that come together', () => {
  it('is the one itself where there is no other', () => {
    const one = named('one', { problems: [problem] });
    expect(joinDetected([one])).toBe(one.found);
  });

  it('have the steps of all in order, each with an id of its own, under the first name', () => {
    const other = { name: 'other', steps: [step('invert', {}), step('sepia', {})] };
    const { document } = joinDetected([named('one'), named('two', { pipeline: other })]);
    const { name, steps } = document.pipeline;
    expect([name, ...steps.map(({ operation }) => operation)]).toEqual([
      'one',
      'sepia',
      'invert',
      'sepia',
    ]);
    expect(new Set(steps.map(({ id }) => id)).size).toBe(3);
  });

  it('have the settings of the first that has some, and are a version of none', () => {
    const settings = initialExportSettings();
    const third = { ...settings, format: 'png' };
    const joined = joinDetected([
      named('one'),
      named('two', { settings }),
      named('three', { settings: third }),
    ]);
    expect(joined.document.settings).toBe(settings);
    expect(joined.document).toMatchObject({ source: null, madeWith: null, version: null });
    expect(joinDetected([named('one'), named('two')]).document.settings).toBeNull();
  });

  it('tell what did not fit by the name of its file, without lines', () => {
    const { document } = joinDetected([named('one'), named('two', { problems: [problem] })]);
    const { line: _, ...rest } = problem;
    expect(document.problems).toEqual([{ ...rest, path: 'two.json: steps[0]' }]);
  });

  it('bring the pictures of all, and a history only where one has one', () => {
    const [a, b] = [new Uint8Array([1]), new Uint8Array([2])];
    const joined = joinDetected([
      named('one', {}, { assets: new Map([['a', a]]) }),
      named('two', {}, { assets: new Map([['b', b]]), project: { history, pictures: [] } }),
    ]);
    expect([...joined.assets]).toEqual([
      ['a', a],
      ['b', b],
    ]);
    expect(joined.project).toEqual({ history, pictures: [] });
    expect(joinDetected([named('one'), named('two')])).not.toHaveProperty('project');
  });
});
