import type { Notices } from './notices.svelte';

/** What is said where nothing can be dragged. */
export interface DraggingWords {
  /** What cannot be dragged, as a sentence begins: "Steps". */
  readonly what: string;
  /** How else it is moved, as a sentence. */
  readonly instead: string;
}

/**
 * Fetches what dragging takes and hands it to `use`. Where it cannot be had, as when the host is away or
 * the site was updated, a notice says so and how else things are moved, and offers to try again. `stop`
 * ends it; `fetched` resolves when the first try has ended.
 */
export function fetchForDragging<Library>(
  load: () => Promise<Library>,
  use: (library: Library) => void,
  notices: Pick<Notices, 'show'>,
  { what, instead }: DraggingWords,
): { readonly stop: () => void; readonly fetched: Promise<void> } {
  let isOver = false;
  const lost = (error: unknown): void => {
    if (isOver) return;
    const text = `${what} cannot be dragged now: a part of the page could not be loaded. ${instead} Try again, or reload the page.`;
    const actions = [{ label: 'Try again', run: () => void attempt() }];
    const detail = String(error);
    notices.show('warn', text, { about: `dragging ${what}`, stays: true, detail, actions });
  };
  const attempt = (): Promise<void> =>
    load().then((library) => {
      if (!isOver) use(library);
    }, lost);
  return { stop: () => void (isOver = true), fetched: attempt() };
}
