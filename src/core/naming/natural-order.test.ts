import fc from '../testing/properties';
import { describe, expect, it } from 'vitest';
import { inNaturalOrder } from './natural-order';

const ordered = (...names: string[]): readonly string[] => inNaturalOrder(names, (name) => name);

describe('the natural order', () => {
  it.each([
    [['IMG_2.jpg', 'IMG_10.jpg', 'IMG_100.jpg']],
    [['a.jpg', 'a 2.jpg', 'a 10.jpg']],
    [['img.jpg', 'img1.jpg', 'img2.jpg']],
    [['photo.jpg', 'photo (2).jpg', 'photo (10).jpg']],
    [['B1.jpg', 'b2.jpg', 'B10.jpg', 'c1.jpg']],
    [['x1/b.jpg', 'x2/a.jpg', 'x10/a.jpg']],
    [['day/a.jpg', 'day 2/a.jpg']],
    [['v1.9.png', 'v1.10.png']],
    [['2.jpg', '10.jpg', 'a.jpg']],
    [['007.jpg', '7.jpg', '8.jpg']],
    [['\u00e9 2.jpg', 'e\u0301 10.jpg']],
    [['9007199254740993.jpg', '9007199254740994.jpg', '90071992547409930.jpg']],
    // Beyond UTF-16: an emoji comes after a letter of the private use area, as in Python.
    [['\ue000.jpg', '\u{1f600}.jpg']],
  ])('is %j', (names) => {
    expect(ordered(...[...names].reverse())).toEqual(names);
  });

  it('is the same however the files came', () => {
    const name = fc
      .array(fc.constantFrom('a', 'A', 'é', '0', '1', '10', ' ', '_', '.jpg', '/'), {
        minLength: 1,
        maxLength: 6,
      })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(fc.uniqueArray(name, { maxLength: 8 }), (names) => {
        expect(ordered(...[...names].reverse())).toEqual(ordered(...names));
      }),
      { numRuns: 3_000 },
    );
  });
});
