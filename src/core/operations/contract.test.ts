import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { groups } from './define';
import { operations, operationsById } from './index';

const folder = fileURLToPath(new URL('.', import.meta.url));

describe('the list of operations', () => {
  it('names every operation after its file, in the room of its group, once', () => {
    const files = groups.flatMap((group) =>
      readdirSync(join(folder, group))
        .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
        .map((name) => `${group}/${name.slice(0, -3)}`),
    );
    expect(operations.map(({ group, id }) => `${group}/${id}`).sort()).toEqual(files.sort());
    expect(operationsById.size).toBe(operations.length);
  });

  it('has a different label and icon for each', () => {
    expect(new Set(operations.map(({ label }) => label)).size).toBe(operations.length);
    expect(new Set(operations.map(({ icon }) => icon)).size).toBe(operations.length);
  });

  it('has a file of tests for each group', () => {
    for (const group of groups) {
      expect(readdirSync(join(folder, group))).toContain(`contract-${group}.test.ts`);
    }
  });
});
