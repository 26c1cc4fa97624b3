import { expect, it } from 'vitest';
import { ownInWords } from './own-words';

it('says how many pictures a program knows, and which it refuses', () => {
  expect(ownInWords({ pictures: 1, alike: 0, many: 0 })).toBe(
    'This is the pipeline of the set. 1 picture has values of its own, which the program uses for any file of its name, in any folder.',
  );
  expect(ownInWords({ pictures: 12, alike: 2, many: 1 })).toBe(
    'This is the pipeline of the set. 12 pictures have values of their own, which the program uses for any file of their names, in any folder. It refuses 2 pictures: others have the same name and other values. It refuses 1 picture: the program has no room for more different values.',
  );
});
