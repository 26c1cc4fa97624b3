import { type Picture, record } from '../graph/picture';
import type { Block } from '../graph/node';
import type { Quantity } from '../graph/quantity';
import type { Values } from '../operations/define';
import type { ParameterValue } from '../parameters';
import { resize } from '../operations/geometry/resize';
import type { Format } from './define';
import { resizing } from './output-size';
import type { ExportSettings } from './settings';

/** Something done to a picture between the last step and the encoder. */
export interface Finishing {
  /** What it does, in a few words, such as "At most 1920 px long". */
  readonly label: string;
  readonly block: Block;
}

/** Returns what makes a picture the wanted size, whatever its format: nothing, or one thing. */
export function sizing(settings: ExportSettings): Finishing[] {
  const wanted = resizing(settings);
  if (wanted === null || resize.isIdentity(wanted)) return [];
  return [{ label: resize.sentence(wanted), block: record((image) => sized(image, wanted)) }];
}

/** Returns what makes a picture fit its format: background and depth. */
export function fitting(settings: ExportSettings, format: Format): Finishing[] {
  const list: Finishing[] = [];
  if (!format.holds.alpha) {
    const background = backgroundOf(settings.values[format.id] ?? {});
    list.push({
      label: `${format.label} holds no transparency`,
      block: record((image) => image.when('hasAlpha', (clear) => flattened(clear, background))),
    });
  }
  const values = settings.values[format.id];
  const depth = values ? format.depth(values) : 'keep';
  if (depth === 8) {
    list.push({
      label: `${format.label} gets 8 bits per band`,
      block: record((image) =>
        image.when('is16bit', (deep) =>
          deep.when(
            'isGrey',
            (grey) => grey.colourspace('b-w'),
            (colour) => colour.colourspace('srgb'),
          ),
        ),
      ),
    });
  } else if (depth === 16) {
    list.push({
      label: `${format.label} gets 16 bits per band`,
      block: record((image) =>
        image.when(
          'is16bit',
          (deep) => deep,
          (shallow) => deepened(shallow),
        ),
      ),
    });
  }
  return list;
}

/** Resizes, but leaves a picture that is small enough as it is, to the last bit. */
function sized(image: Picture, wanted: Values): Picture {
  const bounds: Readonly<Record<string, () => Quantity>> = {
    'long-edge': () => image.width.atLeast(image.height).over(amountOf(wanted.longEdge)),
    'short-edge': () => image.width.atMost(image.height).over(amountOf(wanted.shortEdge)),
    fit: () =>
      image.width.over(amountOf(wanted.width)).atLeast(image.height.over(amountOf(wanted.height))),
  };
  const excess = typeof wanted.mode === 'string' ? bounds[wanted.mode] : undefined;
  if (wanted.enlarge === true || excess === undefined) return resize.build(image, wanted);
  return image.whenMore(excess(), 1, (large) => resize.build(large, wanted));
}

const amountOf = (value: ParameterValue | undefined): number =>
  typeof value === 'number' ? value : 1;

/** 8 bits as 16, white staying white: 255 becomes 65,535. */
const deepened = (picture: Picture): Picture => {
  const wide = picture.linear([257], [0]).cast('ushort');
  return wide.when(
    'isGrey',
    (grey) => grey.copy({ interpretation: 'grey16' }),
    (colour) => colour.copy({ interpretation: 'rgb16' }),
  );
};

/** A colour in numbers of 8 bits. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** Returns the colour that replaces transparency: the format's setting, else white. 8 bits. */
function backgroundOf(values: Values): Rgb {
  const { background } = values;
  return rgbOf(typeof background === 'string' ? background : '#ffffff');
}

/** Returns `#rrggbb` as numbers of 8 bits. */
export function rgbOf(hex: string): Rgb {
  const at = (from: number): number => Number.parseInt(hex.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}

/** Returns a picture with a colour where it was transparent, and without its alpha. */
export function flattened(picture: Picture, [red, green, blue]: Rgb): Picture {
  const onto = (target: Picture, bands: readonly number[]): Picture =>
    target.when(
      'is16bit',
      (deep) => deep.flatten({ background: bands.map((value) => value * 257), max_alpha: 65535 }),
      (shallow) => shallow.flatten({ background: [...bands], max_alpha: 255 }),
    );
  const isNeutral = red === green && green === blue;
  return picture.when(
    'isGrey',
    (grey) =>
      isNeutral ? onto(grey, [red]) : onto(grey.colourspace(grey.rgb), [red, green, blue]),
    (colour) => onto(colour, [red, green, blue]),
  );
}
