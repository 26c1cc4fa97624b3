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
    // In double precision: it costs nothing on a table, and steep curves need it.
    const value = ramp.cast('double').linear([colour.white.under(1)], [0]);
    const table = curve(value).linear([colour.white], [0.5]).cast(colour.format);
    return colour.maplut(table);
  });
}

/** Full light in the 16-bit numbers that linear light is held in on its way back to 8 bits. */
const light16 = 65535;

/** Looks up 8-bit sRGB codes for linear light of 0 to `light16`; the rest is clipped. */
function shallowCodes(light: Picture): Picture {
  // The cast below cuts off, so entry k stands for k to k + 1.
  const middle = create
    .identity({ ushort: true })
    .cast('double')
    .linear([1 / light16], [0.5 / light16]);
  const table = fromLinearLight(middle).linear([255], [0.5]).cast('uchar');
  return light.cast('ushort').maplut(table).copy({ interpretation: 'srgb' });
}

/**
 * Returns `like`'s kind of picture, `srgb` or `rgb16`, for three bands of scRGB. With 8 bits this
 * looks codes up for light in steps of 1/65,535, within a twentieth of a code of the formula and
 * three times as fast as libvips's own conversion, which is used with 16 bits.
 */
export const fromScrgb = (light: Picture, like: Picture): Picture =>
  like.when(
    'is16bit',
    () => light.colourspace('rgb16'),
    () => shallowCodes(light.linear([light16], [0])),
  );

/**
 * Mixes the channels of an RGB picture in linear light: each row of `matrix` gives the shares of
 * red, green and blue in one channel of the result. Alpha stays; results outside 0..1 are clipped.
 * With 8 bits everything runs through look-up tables, exact to 1/65,535 of full light; with 16 bits
 * it runs in floating point.
 */
export function mixLight(image: Picture, matrix: readonly (readonly number[])[]): Picture {
  return image.onColour((colour) =>
    colour.when(
      'is16bit',
      (deep) => deep.colourspace('scrgb').recomb(create.matrix(matrix)).colourspace('rgb16'),
      (shallow) => {
        const code = create
          .identity()
          .cast('double')
          .linear([1 / 255], [0]);
        const decode = toLinearLight(code).linear([light16], [0]).cast('float');
        return shallowCodes(shallow.maplut(decode).recomb(create.matrix(matrix)));
      },
    ),
  );
}
