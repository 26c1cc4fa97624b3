import { describe, expect, it } from 'vitest';
import { builtInPresets } from '../../core/presets/index';
import { sectionsOf } from './sections';

const [builtIn] = builtInPresets;
if (!builtIn) throw new Error('there are no built-in presets');
const own = (id: string, name: string, folder: string) => ({
  ...builtIn,
  id,
  name,
  folder,
  description: '',
});
const all = [...builtInPresets, own('b', 'Sea', 'Trips'), own('a', 'Plain', '')];

describe('the sections of the gallery', () => {
  it('put own presets first, by folder, and keep the order of the others', () => {
    const titles = sectionsOf(all, '').map(({ title }) => title);
    expect(titles).toEqual([
      'Yours',
      'Yours · Trips',
      'Built in · Photos',
      'Built in · Looks',
      'Built in · Work',
    ]);
  });

  it('hold what has every word of a search, wherever it stands', () => {
    const names = (query: string) =>
      sectionsOf(all, query).flatMap(({ presets }) => presets.map(({ name }) => name));
    expect(names('trips')).toEqual(['Sea']);
    expect(names('GRAIN vignette')).toEqual(['Noir']);
    expect(names('nothing like it')).toEqual([]);
  });
});
