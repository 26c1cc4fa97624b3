import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { Tolerance } from './tolerance';
import { upgradeDocument } from './upgrade';

function upgraded(document: object, tolerance = Tolerance.lenient()) {
  const result = upgradeDocument(new Map(Object.entries(document)), tolerance);
  if (!result.ok) return result.error;
  const { fields, list } = result.value;
  return { list, fields: Object.fromEntries(fields), problems: tolerance.problems };
}
const older = (...operations: unknown[]) => {
  const read = upgraded({ pipeline_info: { name: 'Old' }, operations });
  return 'fields' in read ? (read.fields['operations'] as unknown[]) : read;
};

describe('a document', () => {
  it('of this version stays as it is, and one of the first has its list under today’s name', () => {
    const now = { pipette: 2, name: 'Now', operations: [] };
    expect(upgraded(now, Tolerance.strict())).toMatchObject({ list: 'operations', fields: now });
    expect(upgraded({ pipette: 1, steps: ['a'] }, Tolerance.strict())).toMatchObject({
      list: 'steps',
      fields: { operations: ['a'] },
    });
  });

  it('of a newer version is read as far as it goes only where that is tolerated', () => {
    const newer = { pipette: 3, operations: [] };
    expect(upgraded(newer)).toMatchObject({
      list: 'operations',
      fields: newer,
      problems: [{ path: 'pipette', came: '3', kept: 'what this version understands' }],
    });
    const refusal = {
      code: 'CFG-VERSION',
      path: 'pipette',
      message: expect.stringContaining('document version 3; this one reads up to 2'),
      advice: 'Reload the page to get the newest version.',
    };
    expect(upgraded(newer, Tolerance.strict())).toMatchObject(refusal);
    expect(upgraded({ pipette: 3, steps: [] })).toMatchObject(refusal);
  });

  it.each([0, -1, 2.5, '2', null, undefined])('of the version %j is none of ours', (pipette) => {
    expect(upgraded({ pipette, steps: [] })).toMatchObject({ code: 'CFG-SHAPE', path: 'pipette' });
  });
});

describe('a document of the older shape', () => {
  it('has its name and description apart, or none', () => {
    expect(
      upgraded({ pipeline_info: { name: 'Old', description: 'From before' }, operations: [] }),
    ).toMatchObject({
      list: 'operations',
      fields: { name: 'Old', description: 'From before', operations: [] },
    });
    expect(upgraded({ operations: [] })).toMatchObject({ fields: { name: 'Untitled' } });
    expect(upgraded({ pipeline_info: { name: 7 } })).toMatchObject({
      fields: { name: 'Untitled' },
    });
    expect(upgraded({ pipeline_info: 'text' })).toMatchObject({ path: 'pipeline_info' });
    expect(upgraded({ operations: [] }, Tolerance.strict())).toMatchObject({ code: 'CFG-SHAPE' });
  });

  it('writes operations and settings in another style', () => {
    expect(
      older(
        { step: 1, operation: 'White Balance', parameters: { Temperature: 5, TINT: 1, other: 2 } },
        { operation: 'white_balance' },
        { operation: 'exposure', parameters: ['stops'] },
        { operation: 'exposure', parameters: null },
      ),
    ).toEqual([
      { step: 1, operation: 'white-balance', parameters: { temperature: 5, tint: 1, other: 2 } },
      { operation: 'white-balance' },
      { operation: 'exposure', parameters: ['stops'] },
      { operation: 'exposure', parameters: null },
    ]);
  });

  it('keeps what is no step, or one that is not known', () => {
    const strange = [null, 7, ['exposure'], { operation: 'sparkle' }, { operation: 7 }, {}];
    expect(older(...strange)).toEqual(strange);
    const long = `exposure${' '.repeat(limits.document.nameLength)}`;
    expect(older({ operation: long })).toEqual([{ operation: long }]);
  });

  it('looks at no more settings and steps than there can be', () => {
    const settings = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, at) => [at ? `x${at}` : 'STOPS', at]));
    const read = (count: number) =>
      older({ operation: 'Exposure', parameters: settings(count) }) as [
        { operation: string; parameters: object },
      ];
    expect(Object.keys(read(100)[0].parameters)).toContain('stops');
    expect(read(101)[0]).toEqual({ operation: 'exposure', parameters: settings(101) });
    const many = Array.from({ length: limits.document.steps + 1 }, () => ({ operation: 'Flip' }));
    expect(older(...many)).toEqual(many);
    expect(older(...many.slice(1))).toEqual(many.slice(1).map(() => ({ operation: 'flip' })));
  });
});
