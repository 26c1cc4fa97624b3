import { expect, it } from 'vitest';
import { addedInWords } from './added';

it.each([
  [
    { added: 3, known: 2, thinned: 0 },
    '3 versions were added to your history; 2 were here already',
  ],
  [{ added: 1, known: 0, thinned: 0 }, '1 version was added to your history'],
  [{ added: 0, known: 1, thinned: 0 }, 'No version was new to your history; 1 was here already'],
  [
    { added: 1_200, known: 1, thinned: 5 },
    '1,200 versions were added to your history; 1 was here already and 5 unnamed were thinned out by age',
  ],
])('what was added is said in words: %j', (added, words) => {
  expect(addedInWords(added)).toBe(words);
});
