import { create, type Picture } from './picture';

/** Returns a one-value picture's worth of `value` on every pixel of `like`. */
export const constant = (like: Picture, value: number): Picture => like.linear([0], [value]);

/** Returns x to the power of `exponent`, pixel by pixel. */
export const power = (x: Picture, exponent: number): Picture => x.pow(constant(x, exponent));

/**
 * Returns linear light for sRGB-encoded values, both from 0 to 1.
 * Source: IEC 61966-2-1:1999, as in CSS Color 4, section 10.2.
 */
export function toLinearLight(encoded: Picture): Picture {
  return encoded
    .lessEq(constant(encoded, 0.04045))
    .ifthenelse(
      encoded.linear([1 / 12.92], [0]),
      power(encoded.linear([1 / 1.055], [0.055 / 1.055]), 2.4),
    );
}

/** Returns sRGB-encoded values for linear light, both from 0 to 1. Source: as toLinearLight. */
export function fromLinearLight(light: Picture): Picture {
  return light
    .lessEq(constant(light, 0.0031308))
    .ifthenelse(light.linear([12.92], [0]), power(light, 1 / 2.4).linear([1.055], [-0.055]));
}

/**
 * Applies a tone curve, a function from 0..1 to 0..1, to every colour band through a look-up table
 * of 256 or 65,536 entries: exact for 8 and 16 bits, and its cost does not depend on the formula.
 * Values outside 0..1 are clipped; the result is rounded to nearest.
 */
export function throughCurve(image: Picture, curve: (value: Picture) => Picture): Picture {
  return image.onColour((colour) => {
    const ramp = create.identity({ ushort: colour.is16bit });
    const value = ramp.linear([colour.white.under(1)], [0]);
    const table = curve(value).linear([colour.white], [0.5]).cast(colour.format);
    return colour.maplut(table);
  });
}
