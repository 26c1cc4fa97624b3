import { type Rgb, rgbOf } from '../../src/core/formats/finish';
import { lumaOfHex } from '../../src/core/graph/ink';
import type { Line } from '../../src/core/comparison/layout';
import type { Lettering } from '../../src/core/text/lettering';
import type { VipsBinding } from '../runtime/binding';
import type { Inked } from './paper';

/** Ink on light and on dark sheets. */
const onLight: Rgb = [0x1a, 0x1c, 0x1f];
const onDark: Rgb = [0xf2, 0xf2, 0xf0];
/** How much of the ink soft letters have. */
const softness = 0.72;

/** Returns the colour of a line on a sheet of a colour, which it can be read on. */
export function inkOn(background: string, { tone }: Pick<Line, 'tone'>): Rgb {
  const ink = lumaOfHex(background) > 0.5 ? onLight : onDark;
  if (tone === 'strong') return ink;
  const below = rgbOf(background);
  const mixed = (band: 0 | 1 | 2): number =>
    Math.round(below[band] + (ink[band] - below[band]) * softness);
  return [mixed(0), mixed(1), mixed(2)];
}

/** Returns a line as a mask of its height. */
export function inked(vips: VipsBinding, letters: Lettering, { text, height }: Line): Inked {
  const drawn = vips.Image.newFromBuffer(letters.png(text));
  try {
    const sized = drawn.resize(height / drawn.height, { kernel: 'linear' });
    try {
      const { width, height } = sized;
      return { width, height, data: new Uint8Array(sized.writeToMemory()) };
    } finally {
      sized.delete();
    }
  } finally {
    drawn.delete();
  }
}
