import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { groups } from './define';
import { operations, operationsById } from './index';

const folder = fileURLToPath(new URL('.', import.meta.url));

describe('the list of operations', () => {
  it('names every operation after its file, once', () => {
    const notOperations = ['define', 'icons', 'index', 'placing'];
    const files = readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => name.slice(0, -3))
      .filter((name) => !notOperations.includes(name));
    expect(operations.map(({ id }) => id).sort()).toEqual(files.sort());
    expect(operationsById.size).toBe(operations.length);
  });

  it('has a different label and icon for each', () => {
    expect(new Set(operations.map(({ label }) => label)).size).toBe(operations.length);
    expect(new Set(operations.map(({ icon }) => icon)).size).toBe(operations.length);
  });

  it('has a file of tests for each group', () => {
    const files = readdirSync(folder).filter((name) => name.startsWith('contract-'));
    expect(files.sort()).toEqual(groups.map((group) => `contract-${group}.test.ts`).sort());
  });
});
