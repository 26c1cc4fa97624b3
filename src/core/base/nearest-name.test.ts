import { describe, expect, it } from 'vitest';
import { operationsById } from '../operations/index';
import { didYouMean, nearestName } from './nearest-name';

const near = (name: string): string | null => nearestName(name, operationsById.keys());

describe('the name that was meant', () => {
  it.each([
    ['exposur', 'exposure'],
    ['Expsoure', 'exposure'],
    ['exposures', 'exposure'],
    ['gausian blur', 'gaussian-blur'],
    ['gaussian_blur', 'gaussian-blur'],
    ['vignete', 'vignette'],
    ['grayscal', 'grayscale'],
    ['greyscale', 'grayscale'],
  ])('of %j is %s', (typed, meant) => {
    expect(near(typed)).toBe(meant);
  });

  it.each(['', 'a', 'sparkle', 'of-the-future', 'holographic-depth', 'x'.repeat(120)])(
    'of %j is not known',
    (typed) => {
      expect(near(typed)).toBeNull();
    },
  );

  it('is asked after', () => {
    expect(didYouMean('stop', ['stops', 'protection'])).toBe(' Did you mean stops?');
    expect(didYouMean('softness', ['stops', 'protection'])).toBe('');
  });
});
