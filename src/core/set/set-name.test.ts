import { describe, expect, it } from 'vitest';
import { limits } from '../base/limits';
import { nameForFiles, setName } from './set-name';

const at = (folder: string, day = '2026-11-14T12:00:00Z') => ({
  folder,
  modified: Date.parse(day),
});
const name = (...files: readonly ReturnType<typeof at>[]) => nameForFiles(files, 'UTC');

describe('the name of a new set', () => {
  it('is that of the folder that holds all of its files', () => {
    expect(name(at('Walk/'), at('Walk/'))).toBe('Walk');
    expect(name(at('Holiday/day 1/'), at('Holiday/day 1/'))).toBe('day 1');
    expect(name(at('Holiday/day 1/'), at('Holiday/day 2/'), at('Holiday/'))).toBe('Holiday');
    expect(name(at(`${'x'.repeat(500)}/`))).toHaveLength(limits.document.nameLength);
  });

  it('is made of the days of files that no folder holds together', () => {
    expect(name(at(''), at('Walk/'))).toBe('14 November 2026');
    expect(name(at('', '2026-11-14T12:00:00Z'), at('', '2026-11-12T12:00:00Z'))).toBe(
      '12 – 14 November 2026',
    );
    expect(name(at('Walk/'), at('Hike/'))).toBe('14 November 2026');
  });

  it('says nothing of days that nobody knows, or that no calendar has', () => {
    expect(nameForFiles([{ folder: '', modified: 0 }])).toBe('Pictures');
    expect(nameForFiles([{ folder: '', modified: Number.MAX_SAFE_INTEGER }])).toBe('Pictures');
  });

  it('stays where a person types nothing, and has no room around it', () => {
    expect(setName('  ', 'Walk')).toBe('Walk');
    expect(setName(' By the sea ', 'Walk')).toBe('By the sea');
    expect(setName('x'.repeat(500), 'Walk')).toHaveLength(limits.document.nameLength);
  });
});
