import type { Pipeline } from '../pipeline/pipeline';
import { isNothingOwn, type OwnValues } from './own-values';
import type { PictureSet } from './set';

/**
 * Returns a set whose pipeline was replaced: all pictures have the steps that came, whichever had values
 * of its own; those that stay, untouched, go on counting for single pictures only.
 */
export function keptOwn(set: PictureSet, was: Pipeline, is: Pipeline): PictureSet {
  const stays = new Set(is.steps.filter((step) => was.steps.includes(step)).map(({ id }) => id));
  const kept = (own: OwnValues): OwnValues =>
    Object.fromEntries(Object.entries(own).filter(([id]) => stays.has(id)));
  return {
    ...set,
    shared: kept(set.shared),
    entries: set.entries.map((entry) =>
      isNothingOwn(entry.own) ? entry : { ...entry, own: kept(entry.own) },
    ),
  };
}
