import { describe, expect, it } from 'vitest';
import { initialExportSettings } from '../../core/formats/settings';
import { changedSetting, changeOf, readWorkChange, workChangeInWords } from './work-change';

describe('what undo calls a change', () => {
  it('says what was done to a step, by its own name or its operation’s', () => {
    const sharpen = { operation: 'sharpen' };
    expect(workChangeInWords(changeOf('add', sharpen))).toBe('Add Sharpen');
    expect(workChangeInWords(changeOf('disable', { ...sharpen, name: 'Crisp $&' }))).toBe(
      'Switch off Crisp $&',
    );
    expect(workChangeInWords({ ...changeOf('values', sharpen), of: 'radius' })).toBe(
      'Change Sharpen: Radius',
    );
    expect(workChangeInWords({ did: 'take' })).toBe('Take a change of the pipeline');
  });

  it.each([
    ['Change format', { format: 'png' }],
    ['Change size', { size: 'web' }],
    ['Change fit under', { fitKeepsSize: true }],
    ['Change pipeline inside', { carriesPipeline: true }],
    ['Change metadata', { metadataGroups: [] }],
    ['Change file name', { fileName: '{name}' }],
    ['Change size: long edge', { resize: { ...initialExportSettings().resize, longEdge: 7 } }],
    [
      'Change JPEG quality',
      {
        values: {
          ...initialExportSettings().values,
          jpeg: { ...initialExportSettings().values.jpeg, quality: 7 },
        },
      },
    ],
  ] as const)('finds the setting that was changed: %s', (words, changed) => {
    const before = initialExportSettings();
    const of = changedSetting(before, { ...before, ...changed });
    expect(workChangeInWords({ did: 'settings', of })).toBe(words);
  });
});

describe('what is stored of a change', () => {
  it('comes back from its JSON', () => {
    const changes = [
      { did: 'merge' },
      { did: 'open', of: 'a.jpg' },
      { ...changeOf('values', { operation: 'sharpen', name: 'Mine' }), of: 'radius' },
    ];
    for (const change of changes) {
      expect(readWorkChange(JSON.parse(JSON.stringify({ change })))).toEqual(change);
    }
  });

  it('is read of earlier and later versions, and of nothing', () => {
    expect(readWorkChange({ label: 'Add Sepia' })).toEqual({ did: 'said', of: 'Add Sepia' });
    expect(readWorkChange({ change: { did: 'toString' } })).toEqual({
      did: 'said',
      of: 'toString',
    });
    for (const nothing of [null, 7, {}, { change: null }, { change: { did: 3 } }]) {
      expect(readWorkChange(nothing)).toBeNull();
    }
    const long = readWorkChange({ label: 'x'.repeat(1e6) });
    expect(long?.of?.length).toBeLessThan(1e5);
  });
});
