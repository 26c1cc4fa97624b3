import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readCollectionText } from '../../core/documents/collection';
import { filesOfIndex, presetsOfFile } from './community';

const folder = fileURLToPath(new URL('../../../public/presets/', import.meta.url));
const textOf = (name: string): string => readFileSync(folder + name, 'utf8');
const files = readdirSync(folder).filter((name) => name !== 'index.json');

describe('the presets of the community', () => {
  it('are all named in the index, and the index names nothing else', () => {
    expect([...filesOfIndex(textOf('index.json'))].sort()).toEqual(files.sort());
  });

  it.each(files)('%s is read without a problem and says whose it is', (name) => {
    const read = readCollectionText(textOf(name));
    if (!read.ok) throw new Error(read.error.message);
    expect(read.value.refused).toEqual([]);
    expect(read.value.presets).toHaveLength(1);
    for (const { preset, problems } of read.value.presets) {
      expect(problems).toEqual([]);
      expect(preset.id).toBe(name.replace('.json', ''));
      expect(preset.description).not.toBe('');
      expect(preset.author).not.toBe('');
      expect(preset.licence).not.toBe('');
      expect(preset.pipeline.steps.every(({ kind }) => kind === 'known')).toBe(true);
    }
    expect(presetsOfFile(name, textOf(name))[0]?.id).toBe(`community:${name.replace('.json', '')}`);
  });

  it('are left out, not guessed at, when a file is no collection', () => {
    expect(presetsOfFile('x.json', '<!doctype html>')).toEqual([]);
    expect(filesOfIndex('{"files":["../x.json","a.json",7]}')).toEqual(['a.json']);
  });
});
