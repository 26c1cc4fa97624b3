import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../core/formats/settings';
import { operationsById } from '../../core/operations/index';
import { insertStep, newStep } from '../../core/pipeline/edit';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import { openedPicture } from '../../core/testing/answers/opened-picture';
import {
  type ComparisonOptions,
  comparisonRequest,
  initialComparison,
  sheetSettings,
} from './comparison-options';

function withSteps(...operations: readonly string[]): Pipeline {
  return operations.reduce((pipeline: Pipeline, id, at) => {
    const operation = operationsById.get(id);
    if (!operation) throw new Error(id);
    return insertStep(pipeline, newStep(operation, id), at);
  }, emptyPipeline);
}
const [exposure, sepia] = [withSteps('exposure'), withSteps('sepia')];
const both = { ...withSteps('exposure', 'sepia'), name: 'Look' };
const of = {
  source: openedPicture('IMG.jpg'),
  pipeline: both,
  settings: initialExportSettings(),
  at: 0.3,
  versions: [
    { name: 'First', pipeline: exposure },
    { name: 'Second', pipeline: sepia },
  ],
} as const;
const asked = (options: Partial<ComparisonOptions> = {}) =>
  comparisonRequest({ ...initialComparison, ...options }, of);

describe('a comparison', () => {
  it.each([
    ['side-by-side', { kind: 'grid', columns: 2 }],
    ['versions', { kind: 'grid', columns: 2 }],
    ['stacked', { kind: 'grid', columns: 1 }],
    ['steps', { kind: 'grid', columns: 3 }],
    ['split', { kind: 'split', at: 0.3, line: true }],
    ['animated', { kind: 'animated', change: 'blink', seconds: 1, loops: true }],
  ] as const)('of kind %s is laid out as that', (kind, arrangement) => {
    expect(asked({ kind })?.look.arrangement).toEqual(arrangement);
  });

  it('has its divider where it was put, also at the very left', () => {
    expect(asked({ kind: 'split', at: 0 })?.look.arrangement).toMatchObject({ at: 0 });
  });

  it('shows before and after, two versions, or all steps but those left out', () => {
    const names = (options: Partial<ComparisonOptions>) =>
      asked(options)?.pictures.map(({ caption }) => caption.name);
    expect(names({})).toEqual(['Original', 'Result']);
    expect(names({ words: ['Vorher', 'Nachher'] })).toEqual(['Vorher', 'Nachher']);
    expect(names({ kind: 'versions' })).toEqual(['First', 'Second']);
    expect(names({ kind: 'versions', versionWords: [null, 'B'] })).toEqual(['First', 'B']);
    expect(names({ kind: 'steps' })).toHaveLength(3);
    expect(names({ kind: 'steps', left: new Set(['source', 'sepia']) })).toHaveLength(1);
    expect(asked({ kind: 'steps', left: new Set(['source', 'sepia', 'exposure']) })).toBeNull();
    const versions = asked({ kind: 'versions' })?.pictures.map(({ pipeline }) => pipeline);
    expect(versions).toEqual([exposure, sepia]);
  });

  it('says as much as is wanted', () => {
    const notes = (options: Partial<ComparisonOptions>) =>
      asked({ kind: 'steps', ...options })?.pictures.map(({ caption }) => caption.note);
    expect(notes({})?.[1]).not.toBe('');
    expect(notes({ notes: false })).toEqual(['', '', '']);
    expect(asked({ captions: false })?.pictures.map(({ caption }) => caption)).toEqual([
      { name: '', note: '' },
      { name: '', note: '' },
    ]);
    expect(asked()?.look.title).toEqual({ name: '', note: '' });
    expect(asked({ titled: true })?.look.title).toEqual({
      name: 'Look',
      note: 'IMG.jpg · 2 steps',
    });
  });

  it('is written in the format and size of what stands still or moves', () => {
    const still = asked();
    expect([still?.settings.format, still?.look.longEdge]).toEqual(['jpeg', 2400]);
    expect(still?.settings.values['jpeg']?.['quality']).toBe(85);
    const moving = asked({ kind: 'animated' });
    expect([moving?.settings.format, moving?.look.longEdge]).toEqual(['gif', 1080]);
  });
});

it('a sheet has the settings of new files, its own quality where there is one, and the kernel of these', () => {
  const initial = initialExportSettings();
  const resize = { ...initial.resize, kernel: 'nearest' };
  const png = sheetSettings('png', 40, { resize });
  expect(png).toMatchObject({ format: 'png', resize });
  expect(png.values['png']).toEqual(initial.values['png']);
  expect(sheetSettings('webp', 40, { resize }).values['webp']).toMatchObject({ quality: 40 });
});
