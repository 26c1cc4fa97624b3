import type { Point } from '../base/geometry';
import { percentOf } from '../base/numbers';
import { type Place, placeChoices } from '../graph/overlay';
import type { Picture } from '../graph/picture';
import { choice, degrees, percent, point, toggle } from '../parameters';
import { turnedClear } from './geometry/rotate';

const place = choice({
  label: 'Position',
  initial: 'bottom-right',
  options: placeChoices,
  shownWhen: ({ tile }) => tile !== true,
});

/** The parameters that say where a watermark lies: at one place, or all over. */
export const placing = {
  place,
  margin: percent({
    label: 'Margin',
    hint: 'Of the short edge.',
    initial: 2,
    max: 30,
    step: 0.5,
    shownWhen: ({ tile, place: chosen }) => tile !== true && chosen !== 'free',
  }),
  tile: toggle({ label: 'Repeat all over', initial: false }),
  at: point({
    label: 'Middle',
    hint: 'Or drag it on the picture.',
    initial: { x: 0.5, y: 0.5 },
    cameLater: true,
    shownWhen: ({ tile, place: chosen }) => tile !== true && chosen === 'free',
  }),
  turn: degrees({
    label: 'Turn',
    hint: 'Clockwise.',
    initial: 0,
    cameLater: true,
    min: -180,
    max: 180,
    step: 0.5,
  }),
};

/** Returns the piece turned clockwise; the same for no turn. What has alpha is premultiplied. */
export const turned = (piece: Picture, turn: number): Picture =>
  turn === 0 ? piece : turnedClear(piece, turn);

interface Placed {
  readonly place: Place;
  readonly at: Point;
  readonly tile: boolean;
}

/** Returns where a watermark lies, in a few words. */
export const whereInWords = ({ place: chosen, at, tile }: Placed): string =>
  tile
    ? 'all over'
    : chosen === 'free'
      ? `at ${percentOf(at.x)}, ${percentOf(at.y)}`
      : place.format(chosen).toLowerCase();

/** The same as the end of a sentence. */
export const whereInSentence = (placed: Placed): string =>
  placed.tile
    ? 'all over the picture'
    : placed.place === 'free'
      ? `with its middle ${percentOf(placed.at.x)} across and ${percentOf(placed.at.y)} down`
      : `at the ${whereInWords(placed)}`;
