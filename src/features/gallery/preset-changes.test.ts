import { expect, it } from 'vitest';
import type { Preset } from '../../core/documents/preset';
import { operationsById } from '../../core/operations/index';
import * as edit from '../../core/pipeline/edit';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { presetChanges } from './preset-changes';

const sepia = operationsById.get('sepia');
if (!sepia) throw new Error('sepia');
const mine: Preset = {
  id: 'one',
  name: 'Warm',
  folder: '',
  description: '',
  author: '',
  licence: 'CC0',
  pipeline: { ...emptyPipeline, steps: [edit.newStep(sepia, 'a')] },
  asks: [],
  created: '',
  changed: '',
};

it('says what makes the one preset of the other', () => {
  expect(presetChanges(mine, mine)).toEqual([]);
  const theirs: Preset = {
    ...mine,
    name: 'Warmer',
    folder: 'Evening',
    description: 'x'.repeat(61),
    pipeline: edit.enableStep(mine.pipeline, 'a', false),
    asks: [{ step: 'a', parameter: 'amount' }],
    changed: '2026-11-26T17:30:00Z',
  };
  expect(presetChanges(mine, theirs)).toEqual([
    'Name Warm → Warmer',
    'Folder none → Evening',
    'Description changed',
    'Sepia switched off',
    'Asks for other values',
  ]);
});
