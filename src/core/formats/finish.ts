import { type Picture, record } from '../graph/picture';
import type { Block } from '../graph/node';
import { initialValues, type Values } from '../operations/define';
import { resize } from '../operations/resize';
import type { Format } from './define';
import { type ExportSettings, webLongEdge } from './settings';

/** Something done to a picture between the last step and the encoder. */
export interface Finishing {
  /** What it does, in a few words, such as "At most 1920 px long". */
  readonly label: string;
  readonly block: Block;
}

/** The largest long edge in pixels that the settings allow; null for any. */
export const longEdgeOf = ({ size, customLongEdge }: ExportSettings): number | null =>
  size === 'original' ? null : size === 'web' ? webLongEdge : customLongEdge;

/** Returns what comes after the steps: size, background and depth of the format. */
export function finishings(settings: ExportSettings, format: Format): Finishing[] {
  const list: Finishing[] = [];
  const longEdge = longEdgeOf(settings);
  if (longEdge !== null) {
    const wanted = { ...initialValues(resize), mode: 'long-edge', longEdge, enlarge: false };
    list.push({
      label: `At most ${longEdge} px long`,
      block: record((image) =>
        image.whenMore(image.width.atLeast(image.height), longEdge, (large) =>
          resize.build(large, wanted),
        ),
      ),
    });
  }
  if (!format.holds.alpha) {
    const background = backgroundOf(settings.values[format.id] ?? {});
    list.push({
      label: `${format.label} holds no transparency`,
      block: record((image) => image.when('hasAlpha', (clear) => flattened(clear, background))),
    });
  }
  if (!format.holds.sixteenBit) {
    list.push({
      label: `${format.label} holds 8 bits per band`,
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
  }
  return list;
}

type Rgb = readonly [red: number, green: number, blue: number];

/** Returns the colour that replaces transparency: the format's setting, else white. 8 bits. */
function backgroundOf(values: Values): Rgb {
  const { background } = values;
  const text = typeof background === 'string' ? background : '#ffffff';
  const at = (from: number): number => Number.parseInt(text.slice(from, from + 2), 16);
  return [at(1), at(3), at(5)];
}

function flattened(picture: Picture, [red, green, blue]: Rgb): Picture {
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
