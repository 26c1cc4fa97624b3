import type { VectorDrawer } from '../protocol';

let drawer: VectorDrawer = () => Promise.resolve(null);

/** Has drawings with letters drawn by `page` from now on. */
export function drawBy(page: VectorDrawer): void {
  drawer = page;
}

/** Returns what the page makes of a drawing; null when it cannot draw it, or nobody can. */
export const drawInPage: VectorDrawer = (...asked) => drawer(...asked);
