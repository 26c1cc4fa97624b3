import { describe, expect, it } from 'vitest';
import { readJson } from '../documents/carriers/json';
import { readYaml } from '../documents/carriers/yaml';
import { limits } from '../base/limits';
import { pathInside, pathsAround } from './path';

describe('a path', () => {
  it('says where something stands', () => {
    const path = pathInside(pathInside(pathInside('', 'operations'), 2), 'parameters');
    expect(path).toBe('operations[2].parameters');
    expect(pathInside('export', 'a.b [1]')).toBe('export."a.b [1]"');
    expect(pathInside('export', '')).toBe('export.""');
    expect(pathInside('export', 'a\nb')).toBe('export.a\\nb');
  });

  it('shows no more than 40 letters of a name, and never half a character', () => {
    expect(pathInside('', 'n'.repeat(40))).toBe('n'.repeat(40));
    expect(pathInside('', 'n'.repeat(41))).toBe(`${'n'.repeat(39)}…`);
    expect(pathInside('', `${'n'.repeat(40)}\u{1f600}`).isWellFormed()).toBe(true);
  });

  it('stops growing, however deep it leads', () => {
    const deep = Array.from({ length: 1_000 }, () => 'n'.repeat(1_000)).reduce(pathInside, '');
    expect(deep.length).toBeLessThan(500);
    expect(deep.endsWith('…')).toBe(true);
    expect(pathInside(deep, 3)).toBe(deep);
  });

  it('is followed outwards by all that is around it', () => {
    expect(pathsAround('a[1].b')).toEqual(['a[1].b', 'a[1]', 'a']);
    expect(pathsAround('')).toEqual([]);
  });
});

describe('a document with a key of a hundred thousand separators', () => {
  it.each(['.', ']', '.a', 'a.'])('is read, and its problem has a place: %s', (separator) => {
    const key = separator.repeat(100_000 / separator.length);
    const json = `{"pipette":2,"name":"x","operations":[],\n"export":{"${key}":1}}`;
    const yaml = `pipette: 2\nname: x\noperations: []\nexport:\n  "${key}": 1\n`;
    for (const [read, line] of [
      [readJson(json), 2],
      [readYaml(yaml), 5],
    ] as const) {
      if (!read.ok) throw new Error(read.error.message);
      const [problem] = read.value.problems;
      expect(problem).toMatchObject({ line, kept: 'left out' });
      expect(problem?.path.length).toBeLessThan(60);
    }
  });

  it('names its forbidden field in a message that can be read', () => {
    const key = 'a.'.repeat(50_000);
    const later = `[{"operation":"later","p":{"${key}":[{"__proto__":1}]}}]`;
    const read = readJson(`{"pipette":2,"name":"x","operations":${later}}`);
    if (read.ok) throw new Error('accepted');
    expect(read.error.code).toBe('CFG-KEY');
    expect(read.error.message.length).toBeLessThan(200);
    expect(read.error.path).toContain('operations[0].p.');
  });
});

describe('a document of lists', () => {
  const listed = (count: number) =>
    readJson(`{"pipette":2,"operations":[],"x":[${'[],'.repeat(count)}1]}`);

  it('is read up to the limit and refused beyond', () => {
    expect(listed(limits.document.lists - 3).ok).toBe(true);
    expect(listed(limits.document.lists - 2)).toMatchObject({ error: { code: 'CFG-SIZE' } });
  });
});
