import { MediaQuery } from 'svelte/reactivity';

/**
 * Whether the screen is a phone's, upright or on its side, or a window enlarged to be one: the picture
 * with one of the other columns. Style sheets ask the same in the same words.
 */
export const narrow = new MediaQuery(
  '(max-width: 720px), (max-width: 960px) and (max-height: 500px)',
);

/** Whether such a screen has its room beside the picture, not below it. */
export const beside = new MediaQuery(
  '(min-width: 560px) and (max-width: 960px) and (max-height: 500px)',
);
