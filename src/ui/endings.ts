import { on } from 'svelte/events';

/** What comes after the last value of a drag, of a key held down and of a value typed. */
const names = ['change', 'keyup', 'focusout', 'click', 'dblclick', 'lostpointercapture'] as const;

/**
 * Calls `ended` after each gesture in `element`, whose values are one change for undo. Returns what
 * stops that. `on` lets it change state even where a field that has the focus is taken away.
 */
export function endings(element: HTMLElement, ended: () => void): () => void {
  const offs = names.map((name) => on(element, name, ended));
  return () => offs.forEach((off) => off());
}
