import { describe, expect, it } from 'vitest';
import { colourOfHue, labHueOf, namedHues } from './hues';

const rgbIn = (css: string) => {
  const [red = 0, green = 0, blue = 0] = (css.match(/\d+/g) ?? []).map(Number);
  return { red, green, blue };
};

describe('hues of CIE L*a*b*', () => {
  it('are those of the corners of sRGB', () => {
    // As published for D65: 40.0, 102.9, 136.0, 196.4, 306.3 and 328.2.
    const hueOf = (red: number, green: number, blue: number) => labHueOf({ red, green, blue });
    expect([
      hueOf(255, 0, 0),
      hueOf(255, 255, 0),
      hueOf(0, 255, 0),
      hueOf(0, 255, 255),
      hueOf(0, 0, 255),
      hueOf(255, 0, 255),
    ]).toEqual([40, 103, 136, 196, 306, 328]);
  });

  it('are none where there is hardly any colour', () => {
    expect(labHueOf({ red: 0, green: 0, blue: 0 })).toBeNull();
    expect(labHueOf({ red: 130, green: 128, blue: 128 })).toBeNull();
  });

  it('are shown by a colour that has them, nearly where the screen has no such colour', () => {
    for (let hue = 0; hue < 360; hue += 15) {
      const shown = labHueOf(rgbIn(colourOfHue('lab', hue))) ?? NaN;
      expect(Math.abs(((shown - hue + 540) % 360) - 180)).toBeLessThan(16);
    }
  });
});

it('has names for hues in order', () => {
  for (const named of Object.values(namedHues)) {
    const values = named.map(({ value }) => value);
    expect(values).toEqual([...values].sort((one, other) => one - other));
    expect(new Set(named.map(({ label }) => label)).size).toBe(named.length);
  }
});
