import { playing } from '../frames/one.mjs';
import { SAVER } from '../program.mjs';

/** Of what the file tells nothing is kept. */
export const tellingAll = (image) => image;

/** A picture as the bytes of a file. */
export const written = (image, finished, still, options) =>
  playing(image, still)[`${SAVER}Buffer`](options);
