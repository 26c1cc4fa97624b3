import { expect, it } from 'vitest';
import { lightOfSrgb, srgbOfLight } from './srgb';

it('goes from codes to light and back', () => {
  expect([lightOfSrgb(0), lightOfSrgb(1)]).toEqual([0, 1]);
  // Middle grey, of 8 bits.
  expect(lightOfSrgb(188 / 255)).toBeCloseTo(0.5029, 4);
  for (let code = 0; code <= 1; code += 1 / 64) {
    expect(srgbOfLight(lightOfSrgb(code))).toBeCloseTo(code, 7);
  }
});
