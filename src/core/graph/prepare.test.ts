import type Vips from 'wasm-vips';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSrgbProfile } from '../colour/icc-profile';
import { greyProfile, matrixProfile, srgbCurve } from '../colour/icc-writer';
import { srgbPrimaries } from '../colour/primaries';
import { imageOf, type Library, type Pixels, runBlock, startVips } from '../testing/vips';
import { record } from './picture';
import { prepare } from './prepare';

let vips: Library;
beforeAll(async () => {
  vips = await startVips();
});
afterAll(() => vips.shutdown());

const prepared = (image: Vips.Image): Pixels => runBlock(vips, record(prepare), image);

const formOf = ({ bands, format, interpretation }: Pixels): string =>
  `${bands} ${format} ${interpretation}`;

/** A row of 256 values from 0 to `max`, in each of `bands` bands. */
function ramp(bands: number, format: Vips.BandFormat, max: number, interpretation: string) {
  const band = vips.Image.identity();
  const all = bands === 1 ? band : band.bandjoin(new Array(bands - 1).fill(band));
  return all
    .cast('double')
    .linear([max / 255], [0])
    .cast(format)
    .copy({ interpretation });
}

const withProfile = (image: Vips.Image, profile: Uint8Array): Vips.Image => {
  const copy = image.copy();
  copy.setBlob('icc-profile-data', profile);
  return copy;
};

/** The ICC profile that libvips itself attaches for this name. */
const profileOf = (name: 'srgb' | 'p3' | 'cmyk'): Uint8Array =>
  ramp(3, vips.BandFormat.uchar, 255, 'srgb')
    .iccTransform(name, { input_profile: 'srgb' })
    .getBlob('icc-profile-data')
    .slice();

const colours = new Uint8Array([200, 60, 30, 30, 160, 80, 20, 40, 220, 90, 90, 90]);
const rgb = (): Vips.Image =>
  imageOf(vips, { data: colours, width: 4, height: 1, bands: 3, interpretation: 'srgb' });

describe('prepare', () => {
  it('leaves what is already in form byte by byte', () => {
    for (const bands of [1, 2, 3, 4]) {
      const shallow = ramp(bands, vips.BandFormat.uchar, 255, bands < 3 ? 'b-w' : 'srgb');
      const bytes = shallow.writeToMemory();
      const result = prepared(shallow);
      expect(formOf(result)).toBe(`${bands} uchar ${bands < 3 ? 'b-w' : 'srgb'}`);
      expect(result.data).toEqual(bytes);
      const deep = ramp(bands, vips.BandFormat.ushort, 65535, bands < 3 ? 'grey16' : 'rgb16');
      const words = deep.writeToMemory();
      const kept = prepared(deep);
      expect(formOf(kept)).toBe(`${bands} ushort ${bands < 3 ? 'grey16' : 'rgb16'}`);
      expect(kept.data).toEqual(words);
    }
  });

  it.each([
    ['one float band', 1, 'float', 1, 'b-w', '1 ushort grey16'],
    ['one float band and alpha', 2, 'float', 1, 'b-w', '2 ushort grey16'],
    ['scRGB', 3, 'float', 1, 'scrgb', '3 ushort rgb16'],
    ['scRGB and alpha', 4, 'float', 1, 'scrgb', '4 ushort rgb16'],
    ['floats named sRGB', 3, 'float', 255, 'srgb', '3 uchar srgb'],
    ['32 bits', 3, 'uint', 4294967295, 'srgb', '3 ushort rgb16'],
    ['32 bits with a sign', 1, 'int', 2147483647, 'b-w', '1 ushort grey16'],
    ['16 bits with a sign', 1, 'short', 32767, 'grey16', '1 ushort grey16'],
    ['8 bits with a sign', 3, 'char', 127, 'srgb', '3 ushort rgb16'],
    ['unnamed single band', 1, 'uchar', 255, 'multiband', '1 uchar b-w'],
    ['five unnamed bands', 5, 'ushort', 65535, 'multiband', '4 ushort rgb16'],
    ['RGB with three more bands', 6, 'uchar', 255, 'srgb', '4 uchar srgb'],
    ['the old name of RGB', 3, 'uchar', 255, 'rgb', '3 uchar srgb'],
    ['CMYK without a profile', 4, 'uchar', 255, 'cmyk', '3 uchar srgb'],
    ['CMYK and alpha', 5, 'uchar', 255, 'cmyk', '4 uchar srgb'],
    ['CMYK of 16 bits', 4, 'ushort', 65535, 'cmyk', '3 ushort rgb16'],
    ['CMYK of 16 bits and two more', 6, 'ushort', 65535, 'cmyk', '4 ushort rgb16'],
  ] as const)('brings %s into form', (_what, bands, format, max, interpretation, form) => {
    const result = prepared(ramp(bands, vips.BandFormat[format], max, interpretation));
    expect(formOf(result)).toBe(form);
    const ends = [result.data.at(0), result.data.at(-1)];
    const white = result.format === 'uchar' ? 255 : 65535;
    const isInk = interpretation === 'cmyk' && bands === 4;
    // Ink is the other way round, and black in print is not quite black.
    if (isInk) expect(ends[0]).toBe(white);
    else expect(ends[1]).toBe(white);
  });

  it.each(['lab', 'labs', 'xyz', 'lch', 'hsv', 'yxy'] as const)('reads %s as colour', (space) => {
    const result = prepared(rgb().colourspace(space));
    expect(formOf(result)).toBe('3 ushort rgb16');
    // HSV has 256 hues only.
    const tolerance = space === 'hsv' ? 5 : 0.5;
    colours.forEach((code, index) => {
      expect(Math.abs((result.data[index] ?? 0) / 257 - code)).toBeLessThan(tolerance);
    });
  });

  it('takes fractions as linear light', () => {
    const half = prepared(ramp(1, vips.BandFormat.float, 1, 'b-w')).data[128] ?? 0;
    const encoded = 1.055 * (128 / 255) ** (1 / 2.4) - 0.055;
    expect(Math.abs(half / 65535 - encoded)).toBeLessThan(1e-4);
  });

  it.each([
    ['colour', 3, 'scrgb', () => profileOf('srgb')],
    ['colour and alpha', 4, 'scrgb', () => profileOf('srgb')],
    ['grey', 1, 'b-w', () => greyProfile(srgbCurve)],
  ] as const)('takes fractions as what their profile says: %s', (_what, bands, space, profile) => {
    const fractions = ramp(bands, vips.BandFormat.float, 1, space);
    const { data } = prepared(withProfile(fractions, profile()));
    for (const at of [0, 1, 20, 128, 255]) {
      expect(Math.abs((data[at * bands] ?? 0) - at * 257)).toBeLessThan(40);
    }
  });

  it('takes fractions of a linear profile as light', () => {
    const fractions = (): Vips.Image => ramp(3, vips.BandFormat.float, 1, 'scrgb');
    const plain = prepared(fractions()).data;
    const { data } = prepared(withProfile(fractions(), matrixProfile(srgbPrimaries, [1])));
    for (const at of [0, 1, 20, 128, 255]) {
      expect(Math.abs((data[at * 3] ?? 0) - (plain[at * 3] ?? 0))).toBeLessThan(40);
    }
  });

  it('converts wide-gamut pictures by their profile and keeps alpha and depth', () => {
    const wide = rgb().iccTransform('p3', { input_profile: 'srgb' }).copyMemory();
    expect(wide.writeToMemory()).not.toEqual(colours);
    const back = prepared(wide.bandjoin(vips.Image.identity().extractArea(77, 0, 4, 1)));
    expect(formOf(back)).toBe('4 uchar srgb');
    for (let pixel = 0; pixel < 4; pixel++) {
      for (let band = 0; band < 3; band++) {
        const difference = (back.data[pixel * 4 + band] ?? 0) - (colours[pixel * 3 + band] ?? 0);
        // Rounded to 8 bits twice, once in each space.
        expect(Math.abs(difference)).toBeLessThanOrEqual(2);
      }
      expect(back.data[pixel * 4 + 3]).toBe(77 + pixel);
    }
    const deep = rgb().iccTransform('p3', { input_profile: 'srgb', depth: 16 });
    expect(formOf(prepared(deep))).toBe('3 ushort rgb16');
  });

  it('changes no byte for the profile of sRGB itself', () => {
    const profile = profileOf('srgb');
    expect(isSrgbProfile(profile)).toBe(true);
    expect(isSrgbProfile(profileOf('p3'))).toBe(false);
    expect(prepared(withProfile(rgb(), profile)).data).toEqual(colours);
  });

  it('ignores profiles that are cut off, nonsense or for another kind of colour', () => {
    const wide = profileOf('p3');
    const nonsense = new Uint8Array(500).fill(7);
    for (const profile of [wide.slice(0, 200), nonsense, profileOf('cmyk'), new Uint8Array(1)]) {
      expect(prepared(withProfile(rgb(), profile)).data).toEqual(colours);
    }
    const grey = ramp(1, vips.BandFormat.uchar, 255, 'b-w');
    expect(formOf(prepared(withProfile(grey, wide)))).toBe('1 uchar b-w');
  });

  it('turns pictures upright', () => {
    const lying = rgb();
    lying.setInt('orientation', 6);
    const upright = prepared(lying);
    expect([upright.width, upright.height]).toEqual([1, 4]);
  });
});
