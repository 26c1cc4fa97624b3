import { withInk } from '../../graph/ink';
import type { Picture } from '../../graph/picture';
import { type Quantity, quantity } from '../../graph/quantity';
import { defineOperation } from '../define';
import type { Rectangle } from '../../base/geometry';
import { choice, colour, rectangles } from '../../parameters';
import { inBlocks } from '../detail/pixelate';

const parameters = {
  areas: rectangles({
    label: 'Areas',
    hint: 'Draw them on the picture.',
    initial: [{ left: 0.35, top: 0.4, width: 0.3, height: 0.2 }],
  }),
  method: choice({
    label: 'Method',
    hint:
      'Only a fill cannot be reversed: what was there is gone. Coarse squares and blurs keep traces ' +
      'from which letters and faces have been guessed.',
    initial: 'fill',
    options: [
      { value: 'fill', label: 'Fill (cannot be reversed)' },
      { value: 'pixelate', label: 'Pixelate (may be guessed)' },
      { value: 'blur', label: 'Blur (may be guessed)' },
    ],
  }),
  colour: colour({
    label: 'Colour',
    initial: '#000000',
    shownWhen: ({ method }) => method === 'fill',
  }),
};

interface Box {
  readonly left: Quantity;
  readonly top: Quantity;
  readonly width: Quantity;
  readonly height: Quantity;
}

/** The pixels that an area touches: rounded outwards, so that no edge of what is hidden shows. */
function boxOf(image: Picture, area: Rectangle): Box {
  const from = (share: number, size: Quantity): Quantity =>
    quantity(share).times(size).floor().atMost(size.minus(1));
  const to = (share: number, size: Quantity): Quantity =>
    quantity(share).times(size).ceil().atMost(size);
  const left = from(area.left, image.width);
  const top = from(area.top, image.height);
  return {
    left,
    top,
    width: to(area.left + area.width, image.width)
      .minus(left)
      .atLeast(1),
    height: to(area.top + area.height, image.height)
      .minus(top)
      .atLeast(1),
  };
}

/** Side of the squares: a fifth of the area's short side, at least 8 pixels, so that few are left. */
const squareFor = ({ width, height }: Box): Quantity =>
  width.atMost(height).over(5).ceil().atLeast(8);

/** Reduced to a few pixels and softly enlarged again. */
function smeared(part: Picture, box: Box): Picture {
  const side = squareFor(box);
  const small = part.resize(box.width.over(side).ceil().over(box.width), {
    vscale: box.height.over(side).ceil().over(box.height),
    kernel: 'linear',
  });
  return small.resize(box.width.over(small.width), {
    vscale: box.height.over(small.height),
    kernel: 'cubic',
  });
}

export const redact = defineOperation({
  id: 'redact',
  label: 'Redact',
  group: 'effect',
  icon: 'eye-off',
  interactive: 'areas',
  summary: 'Hides areas for good: names, faces, number plates.',
  keywords: ['censor', 'hide', 'privacy', 'anonymise', 'blur face', 'black bar'],
  source:
    'Each area, rounded outwards to whole pixels, is replaced by the colour; or by squares, or a ' +
    'blur, that are computed from the area alone.',
  example: { text: 'Black a name out before sharing a letter.' },
  reads: 'anywhere',
  parameters,
  build: (image, { areas, method, colour: hex }) => {
    if (areas.length === 0) return image;
    const over = (picture: Picture, change: (part: Picture, box: Box) => Picture): Picture =>
      areas.reduce((done, area) => {
        const box = boxOf(done, area);
        const part = done.extractArea(box.left, box.top, box.width, box.height);
        return done.insert(change(part, box), box.left, box.top);
      }, picture);
    if (method === 'fill') {
      return withInk(image, hex, (picture, ink) =>
        over(picture, (part) =>
          part
            .linear(
              ink.map(() => 0),
              ink.map((value) => value.plus(0.5)),
            )
            .cast(picture.format)
            .copy({ interpretation: picture.interpretation }),
        ),
      );
    }
    return image.onPremultiplied((picture) =>
      over(picture, (part, box) =>
        method === 'pixelate' ? inBlocks(part, squareFor(box)) : smeared(part, box),
      ),
    );
  },
  isIdentity: ({ areas }) => areas.length === 0,
  neutral: { areas: [] },
  brief: ({ areas, method }) => `${parameters.areas.format(areas)}, ${method}`,
  sentence: ({ areas, method }) =>
    `Hid ${parameters.areas.format(areas)} ` +
    {
      fill: 'under a fill, which cannot be reversed',
      pixelate: 'under coarse squares',
      blur: 'under a blur',
    }[method] +
    '.',
});
