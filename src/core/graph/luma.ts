import { create, type Picture } from './picture';
import type { Amount } from './quantity';

/** Shares of red, green and blue in luma. Source: ITU-R BT.709, section 3.2. */
export const lumaShares = [0.2126, 0.7152, 0.0722] as const;

/** Returns a picture of `value` on every pixel of `like`, which may be a measured number. */
export const level = (like: Picture, value: Amount): Picture => like.linear([0], [value]);

/** Rounds values of 0 and more to whole numbers of the picture's own format; the rest is clipped. */
export const rounded = (values: Picture, like: Picture): Picture =>
  values.linear([1], [0.5]).cast(like.format).copy({ interpretation: like.interpretation });

/**
 * Returns the luma of a picture without alpha as one band of the same depth: the weighted sum of
 * its encoded values; of a grey picture, itself.
 */
export const lumaOf = (colour: Picture): Picture =>
  colour.when(
    'isGrey',
    (grey) => grey,
    (rgb) =>
      rgb
        .recomb(create.matrix([lumaShares]))
        .linear([1], [0.5])
        .cast(colour.format)
        .copy({ interpretation: colour.grey }),
  );

/**
 * Returns a table for values of 0 to white: what `formula` makes of them as shares from 0 to 1, in
 * single precision. Several formulas make several bands.
 */
export function tableFor(
  like: Picture,
  ...formulas: readonly ((share: Picture) => Picture)[]
): Picture {
  const share = create
    .identity({ ushort: like.is16bit })
    .cast('double')
    .linear([like.white.under(1)], [0]);
  const [first, ...others] = formulas.map((formula) => formula(share));
  if (!first) throw new TypeError('a table needs a formula');
  return (others.length === 0 ? first : first.bandjoin(others)).cast('float');
}

/** Returns a smooth step of a picture of shares: 0 up to `from`, 1 from `to` on. Source: GLSL smoothstep. */
export function smoothStep(share: Picture, from: number, to: number): Picture {
  const width = Math.max(to - from, 1e-6);
  const rise = share.linear([1 / width], [-from / width]).clamp({ min: 0, max: 1 });
  return rise.multiply(rise).multiply(rise.linear([-2], [3]));
}

/** Returns the grey picture as three bands of colour; others as they are. */
export const inColour = (image: Picture): Picture =>
  image.when('isGrey', (grey) =>
    grey.onColour((one) => one.bandjoin([one, one]).copy({ interpretation: one.rgb })),
  );
