import type { Picture } from './picture';

/**
 * Relative colorimetric with black point compensation: what photo editors use by default. Colours
 * that sRGB has stay as they are, white becomes white and black black.
 */
const intoSrgb = {
  embedded: true,
  intent: 'relative',
  black_point_compensation: true,
} as const;

const byProfile = (colour: Picture, fallback: 'srgb' | 'cmyk' | null): Picture => {
  const options = fallback === null ? intoSrgb : { ...intoSrgb, input_profile: fallback };
  return colour.when(
    'is16bit',
    (deep) => deep.iccTransform('srgb', { ...options, depth: 16 }),
    (shallow) => shallow.iccTransform('srgb', { ...options, depth: 8 }),
  );
};

/** Names one or two bands grey and more of them RGB, the rest being alpha. */
const named = (bands: Picture): Picture =>
  bands.when(
    'hasThreeBands',
    (colour) => colour.copy({ interpretation: colour.rgb }),
    (grey) => grey.copy({ interpretation: grey.grey }),
  );

/** Stretches whole numbers from 0 to the largest of their format to 16 bits; below 0 is black. */
const in16bits = (whole: Picture): Picture =>
  whole.linear([whole.formatMax.under(65535)], [0.5]).cast('ushort');

/** Fractions of one band are taken as linear light from 0 to 1, as those of three are. */
const greyFractions = (grey: Picture): Picture =>
  grey
    .when(
      'hasAlpha',
      (both) => {
        const light = both.extractBand(0);
        return light.bandjoin([light, light, both.extractBand(1)]);
      },
      (light) => light.bandjoin([light, light]),
    )
    .copy({ interpretation: 'scrgb' })
    .colourspace('grey16');

/** Makes fractions whole numbers of what their profile says they are. */
const codedFractions = (fractions: Picture): Picture =>
  in16bits(fractions).when(
    'isGrey',
    (grey) => grey.copy({ interpretation: 'grey16' }),
    (rgb) => rgb.copy({ interpretation: 'rgb16' }),
  );

const greyIntegers = (picture: Picture): Picture => {
  const whole = picture.when('isOtherInteger', in16bits);
  return whole
    .copy({ interpretation: whole.grey })
    .when('hasForeignProfile', (managed) =>
      managed.onColour((colour) =>
        byProfile(colour, null).extractBand(0).copy({ interpretation: colour.grey }),
      ),
    );
};

const rgbPicture = (picture: Picture): Picture => {
  const whole = picture
    .when('isOtherInteger', in16bits)
    .when('isFloat', (fractions) => fractions.round('rint').cast('uchar'));
  return whole
    .copy({ interpretation: whole.rgb })
    .when('hasForeignProfile', (managed) =>
      managed.onColour((colour) => byProfile(colour, 'srgb')),
    );
};

const cmykPicture = (picture: Picture): Picture =>
  picture
    .when('isOtherInteger', in16bits)
    .onColour((colour) => byProfile(colour, 'cmyk').copy({ interpretation: colour.rgb }));

/**
 * Brings any picture that libvips loads into the form that operations work on: upright, `b-w` or
 * `srgb` with 8 bits or `grey16` or `rgb16` with 16 bits per band, one alpha band at the most.
 *
 * - An embedded ICC profile is honoured, unless it is sRGB's own: then no byte changes. CMYK
 *   without a profile is read by the one that libvips brings along.
 * - 8 bits stay 8 and 16 stay 16. Fractions, 32 bits, Lab, XYZ and the like become 16 bits;
 *   fractions without a profile are linear light from 0 to 1 (scRGB), which TIFF and others hold.
 * - Bands without a name are grey (one or two) or RGB (more); of further bands the first is alpha.
 *
 * A profile that is cut off, or for another kind of colour, is ignored. One that is damaged inside
 * makes libvips fail when the graph is built ("Couldn't link the profiles"): only the runner can
 * answer that, by removing `icc-profile-data` from the picture and running the graph again.
 */
export function prepare(image: Picture): Picture {
  const picture = image
    .autorot()
    .when('isUnnamed', named)
    .when('hasExtraBands', (many) => many.extractBand(0, { n: many.colourBands.plus(1) }))
    .when('hasCodedFractions', codedFractions);
  return picture.when(
    'isGrey',
    (grey) => grey.when('isFloat', greyFractions, greyIntegers),
    (other) =>
      other.when('isSrgbFamily', rgbPicture, (unusual) =>
        unusual.when('isCmyk', cmykPicture, (space) => space.colourspace('rgb16')),
      ),
  );
}
