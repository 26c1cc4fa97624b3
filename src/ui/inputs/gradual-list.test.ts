import { expect, it } from 'vitest';
import { firstOf } from './gradual-list.svelte';

const groups = [
  { label: 'Light', options: ['a', 'b', 'c'] },
  { label: 'Colour', options: [] },
  { label: 'Detail', options: ['d', 'e'] },
];

it.each([
  [2, 'Light: a b'],
  [3, 'Light: a b c'],
  [4, 'Light: a b c, Detail: d'],
  [12, 'Light: a b c, Detail: d e'],
])('shows the first %i rows, and no group without one', (rows, expected) => {
  const said = firstOf(groups, rows).map(({ label, options }) => `${label}: ${options.join(' ')}`);
  expect(said.join(', ')).toBe(expected);
});
