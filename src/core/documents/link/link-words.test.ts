import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../formats/settings';
import { emptyPipeline, type Pipeline, type Step } from '../../pipeline/pipeline';
import { step } from '../../testing/looks';
import type { ReadDocument } from '../document';
import { linkContents } from './contents';
import { linkWeights } from './weights';

const unknown: Step = {
  kind: 'placeholder',
  id: 'u1',
  operation: 'later',
  enabled: false,
  original: `{"operation":"later","parameters":{"much":"${'x'.repeat(300)}"}}`,
  reason: 'not known',
};

const pipelineOf = (...steps: readonly Step[]): Pipeline => ({ ...emptyPipeline, steps });

function holdsOf(pipeline: Pipeline, settings: ReadDocument['settings'] = null) {
  const rest = { source: null, madeWith: null, version: null, problems: [] };
  return linkContents({ pipeline, settings, ...rest });
}

describe('what a link holds, in words', () => {
  it('is the steps alone where nothing else was set', () => {
    const { holds, steps, missingPictures } = holdsOf(pipelineOf(step('sepia', {}), unknown));
    expect(holds).toEqual(['2 steps', '1 step that this version does not know']);
    expect(steps).toEqual(['Sepia: 80 %', 'later: unknown here, kept as it came']);
    expect(missingPictures).toBe(0);
  });

  it('is every name, note and word, and every setting that is not the usual one', () => {
    const named: Pipeline = {
      name: 'Mine',
      description: 'For the wall.',
      steps: [
        { ...step('sepia', { amount: 30 }), name: 'Old', note: 'Less.', enabled: false },
        { ...step('text-watermark', { text: 'Ada' }), name: 'Sign' },
      ],
    };
    const { holds, steps } = holdsOf(named);
    expect(holds).toEqual([
      '2 steps with 2 settings',
      'the name “Mine”',
      'the description “For the wall.”',
      '2 step names: “Old”, “Sign”',
      '1 note: “Less.”',
      'the words “Ada” of watermarks',
    ]);
    expect(steps[0]).toBe('Sepia: 30 % (off)');
  });

  it('is a mark for each picture that it does not carry', () => {
    const marks = ['a', 'a', 'b'].map((letter) =>
      step('image-watermark', { picture: letter.repeat(64) }),
    );
    const { holds, missingPictures } = holdsOf(pipelineOf(...marks));
    expect(missingPictures).toBe(2);
    expect(holds).toContain('2 marks by which a watermark’s picture is known again');
  });

  it('is the export settings, as far as they are set', () => {
    const settings = initialExportSettings();
    const said = (changed: Partial<typeof settings>): string | undefined =>
      holdsOf(pipelineOf(), { ...settings, ...changed }).holds.at(-1);
    const none = { carriesPipeline: false, fileName: '' };
    expect(said(none)).toBe('export settings: JPEG, which metadata stay');
    expect(said({ ...none, size: 'custom', fitUnder: 2000, format: 'png' })).toBe(
      'export settings: PNG, a size of your own, at most 2,000 bytes, which metadata stay',
    );
    expect(said({ carriesPipeline: true, fileName: '{name}' })).toBe(
      'export settings: JPEG, which metadata stay, the pipeline inside the file, ' +
        'the file name pattern “{name}”',
    );
  });
});

describe('what makes a link long', () => {
  const everything = { names: true, settings: initialExportSettings() };
  const long: Pipeline = {
    name: 'n'.repeat(200),
    steps: [step('text-watermark', { text: 'w'.repeat(400) }), unknown, step('sepia', {})],
  };

  it('is nothing for a short link', () => {
    expect(linkWeights(long, everything, 200)).toEqual([]);
    expect(linkWeights(long, everything, 201)).not.toEqual([]);
  });

  it('is told heaviest first, with what helps, and without what weighs little', () => {
    const weights = linkWeights(long, { ...everything, settings: null }, 1000);
    expect(weights.map(({ what, advice }) => [what, advice])).toEqual([
      ['Step 1, Text watermark', 'A shorter text makes it shorter.'],
      ['Step 2, unknown', 'It is not known here and travels as it came.'],
      ['Name and notes', 'Leave them out above.'],
    ]);
    const characters = weights.map((one) => one.characters);
    expect(characters).toEqual(characters.toSorted((a, b) => b - a));
    const sum = characters.reduce((all, one) => all + one, 0);
    expect(sum).toBeGreaterThan(900);
    expect(sum).toBeLessThanOrEqual(1001);
  });

  it('is as many things as are asked for, of those that are there', () => {
    expect(linkWeights(long, everything, 1000, 2)).toHaveLength(2);
    const nameless = linkWeights(long, { names: false, settings: null }, 1000);
    expect(nameless.map(({ what }) => what)).not.toContain('Name and notes');
  });

  it('is the export settings where there is little else', () => {
    const fileName = '{name}'.repeat(30);
    const settings = { ...initialExportSettings(), fileName };
    const [first] = linkWeights(pipelineOf(step('sepia', {})), { names: true, settings }, 300);
    expect(first).toMatchObject({ what: 'Export settings', advice: 'Leave them out above.' });
  });

  it('has no advice for a step that has nothing to shorten', () => {
    const all = linkWeights(
      pipelineOf(step('sepia', { amount: 3 })),
      { names: false, settings: null },
      300,
    );
    expect(all).toEqual([{ what: 'Step 1, Sepia', characters: 300, advice: '' }]);
  });
});
