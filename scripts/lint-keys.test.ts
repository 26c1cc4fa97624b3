import { expect, it } from 'vitest';
import { lintKeys } from './lint-keys.mjs';

const files = new Map([
  ['src/a.ts', "import { b } from './b';\nconst late = await import('../lib/c.mjs');\n"],
  ['src/b.ts', "export * from './deep';\nimport One from './One.svelte';\n"],
  [
    'src/One.svelte',
    '<script lang="ts">\n  import type { Store } from "./store.svelte";\n</script>',
  ],
  ['src/store.svelte.ts', 'export interface Store {}'],
  ['src/deep/index.ts', "import './side';"],
  ['src/deep/side.ts', "import '../b';"],
  ['lib/c.mjs', 'export const c = 1;'],
  ['lib/c.d.mts', 'export const c: number;'],
  ['src/alone.ts', 'export const alone = 1;'],
  ['src/env.d.ts', 'declare const version: string;'],
  ['src/wide.ts', 'declare global { interface Window { x: 1 } }'],
]);
const all = [...files.keys()];

/** Returns the files whose keys change with the text of one. */
function changedBy(path: string): string[] {
  const before = lintKeys(files, 'rules');
  const after = lintKeys(new Map(files).set(path, 'changed'), 'rules');
  return all.filter((one) => before.get(one) !== after.get(one));
}

it('lints again what imports a changed file, by whatever way', () => {
  expect(changedBy('src/a.ts')).toEqual(['src/a.ts']);
  expect(changedBy('src/alone.ts')).toEqual(['src/alone.ts']);
  expect(changedBy('lib/c.mjs')).toEqual(['src/a.ts', 'lib/c.mjs']);
  // Files that import one another hang on the same.
  const around = [
    'src/a.ts',
    'src/b.ts',
    'src/One.svelte',
    'src/deep/index.ts',
    'src/deep/side.ts',
  ];
  expect(changedBy('src/deep/side.ts')).toEqual(around.filter((one) => !one.endsWith('.svelte')));
  expect(changedBy('src/store.svelte.ts')).toEqual(
    all.filter((one) => around.includes(one) || one === 'src/store.svelte.ts'),
  );
});

it('lints all again with other rules, and where types hold everywhere', () => {
  for (const path of ['src/env.d.ts', 'lib/c.d.mts', 'src/wide.ts']) {
    expect(changedBy(path)).toEqual(all);
  }
  const [before, after] = [lintKeys(files, 'rules'), lintKeys(files, 'others')];
  expect(all.filter((one) => before.get(one) === after.get(one))).toEqual([]);
});

it('knows an import by its ending, or without one', () => {
  const texts = new Map([
    [
      'x.ts',
      "import data from './data.json';\nimport url from './y?url';\nimport z from './z.js';",
    ],
    ...['data.json', 'y.ts', 'z.ts'].map((path) => [path, ''] as const),
  ]);
  const before = lintKeys(texts, '');
  for (const path of ['data.json', 'y.ts', 'z.ts']) {
    expect(lintKeys(new Map(texts).set(path, '1'), '').get('x.ts')).not.toBe(before.get('x.ts'));
  }
});
