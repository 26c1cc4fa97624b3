import type { CarriedHistory } from './history-text';

/** Returns histories as one. What is in several is in it as often, for `joinVersions` makes it one. */
export const joinHistories = (list: readonly CarriedHistory[]): CarriedHistory => ({
  versions: list.flatMap(({ versions }) => versions),
  traces: list.flatMap(({ traces }) => traces),
  pictures: new Map(list.flatMap(({ pictures }) => [...pictures])),
  problems: new Map(list.flatMap(({ problems }) => [...problems])),
  refused: list.flatMap(({ refused }) => refused),
  isNewer: list.some(({ isNewer }) => isNewer),
});
