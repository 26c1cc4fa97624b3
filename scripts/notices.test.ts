import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { noticesText } from './notices.mjs';

const written = readFileSync(new URL('../public/licences.txt', import.meta.url), 'utf8');

it('public/licences.txt is what `node scripts/notices.mjs` writes', () => {
  expect(written === noticesText()).toBe(true);
});

it('names the engine, its libraries and every package', () => {
  const named = ['libvips', 'LGPLv3', 'mozjpeg', 'svelte 5', 'comlink 4', 'idb-keyval 6'];
  for (const name of [...named, '@lucide/svelte', 'bits-ui', 'Apache License']) {
    expect(written).toContain(name);
  }
  expect(written).toContain('GNU LESSER GENERAL PUBLIC LICENSE');
  expect(written).not.toContain(process.cwd());
});
