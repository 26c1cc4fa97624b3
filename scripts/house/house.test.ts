import { describe, expect, it } from 'vitest';
import type { Module } from './imports.mjs';
import { readHouse, rowsOf } from './imports.mjs';
import { drawHouse } from './picture.mjs';

const file = (source: string, ...resolved: string[]): Module => ({
  source,
  dependencies: resolved.map((path) => ({ resolved: path, dependencyTypes: ['import'] })),
});

describe('rows of folders', () => {
  const imports = (pairs: Record<string, string[]>) =>
    new Map(Object.entries(pairs).map(([name, others]) => [name, new Set(others)]));

  it('puts a folder above all that it imports, however far down', () => {
    const pairs = imports({ report: ['base', 'steps'], steps: ['base'], base: [], words: [] });
    expect(rowsOf(pairs.keys(), pairs)).toEqual([['report'], ['steps'], ['base', 'words']]);
  });

  it('puts folders that need each other side by side, above what one of them imports', () => {
    const pairs = imports({ b: ['a'], a: ['b', 'base'], base: [], top: ['b'] });
    expect(rowsOf(pairs.keys(), pairs)).toEqual([['top'], ['a', 'b'], ['base']]);
  });
});

describe('reading the house', () => {
  it('counts sources and imports between rooms, without tests and without what is not ours', () => {
    const { rooms, arrows } = readHouse([
      file('src/app/main.ts', 'src/core/base/limits.ts', 'node_modules/svelte/index.js'),
      file('src/app/App.svelte', 'src/core/result.ts', 'src/app/main.ts'),
      file('src/app/main.test.ts', 'workers/vips.worker.ts'),
      file('src/core/steps/list.ts', 'src/core/base/limits.ts', 'src/core/base/limits.test.ts'),
      file('src/core/base/limits.ts'),
      file('src/core/result.ts'),
    ]);
    expect([...rooms]).toEqual([
      ['src/app', { files: 2, rows: [] }],
      ['src/core', { files: 3, rows: [['steps'], ['base']] }],
    ]);
    expect(arrows).toEqual([{ from: 'src/app', to: 'src/core', imports: 2, kind: 'code' }]);
  });

  it('tells arrows of types alone, and of what is loaded at run time', () => {
    const types = { resolved: 'workers/protocol.ts', dependencyTypes: ['type-only', 'import'] };
    const { arrows } = readHouse(
      [{ source: 'src/engine/index.ts', dependencies: [types] }, file('bench/run.mjs')],
      (source) => (source === 'bench/run.mjs' ? ['workers/encode.ts'] : []),
    );
    expect(arrows).toEqual([
      { from: 'bench', to: 'workers', imports: 1, kind: 'loaded' },
      { from: 'src/engine', to: 'workers', imports: 1, kind: 'types' },
    ]);
  });
});

describe('the picture of the house', () => {
  const modules = [
    file('src/app/main.ts', 'src/core/result.ts'),
    file('src/core/result.ts'),
    file('workers/decode.ts', 'src/core/result.ts'),
  ];
  const textsOf = (picture: string) =>
    [...picture.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

  it('names every room, and stays the same while little changes', () => {
    const picture = drawHouse(readHouse(modules));
    expect(textsOf(picture)).toEqual(expect.arrayContaining(['src/app', 'src/core', 'workers']));
    const again = [file('src/app/main.ts', 'src/core/result.ts', 'src/core/result.ts')];
    expect(drawHouse(readHouse([...again, ...modules.slice(1).reverse()]))).toBe(picture);
  });

  it('draws an arrow for every pair of rooms, with a lane or without', () => {
    const heads = (house: Module[]) => drawHouse(readHouse(house)).split('class="head"').length;
    const without = heads([file('src/app/main.ts'), ...modules.slice(1)]);
    expect(heads(modules)).toBe(without + 1);
    expect(heads([...modules, file('workers/new.ts', 'src/app/main.ts')])).toBe(without + 2);
  });

  it('refuses a room that has no place yet, by name', () => {
    expect(() => drawHouse(readHouse([...modules, file('src/cellar/wine.ts')]))).toThrow(
      'src/cellar has no place in the picture of the house',
    );
  });
});
