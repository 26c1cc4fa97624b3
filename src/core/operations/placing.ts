import { placeChoices } from '../graph/overlay';
import { choice, percent, toggle } from '../parameters';

/** The parameters that say where a watermark lies: at one place, or all over. */
export const placing = {
  place: choice({
    label: 'Position',
    initial: 'bottom-right',
    options: placeChoices,
    shownWhen: ({ tile }) => tile !== true,
  }),
  margin: percent({
    label: 'Margin',
    hint: 'Of the short edge.',
    initial: 2,
    max: 30,
    step: 0.5,
    shownWhen: ({ tile }) => tile !== true,
  }),
  tile: toggle({ label: 'Repeat all over', initial: false }),
};
