import { operationsById } from '../../operations/index';
import { linksOf, type VersionGraph } from './graph';
import { isTreasured, type VersionHead } from './version';

/** A line of the history: a version, or how many automatic ones are folded away there. */
export type TimelineRow =
  | { readonly kind: 'version'; readonly id: string }
  | { readonly kind: 'folded'; readonly ids: readonly string[] };

/** Rows of one day. */
export interface TimelineDay {
  /** The day as `2026-11-27`, which sorts as days follow. */
  readonly day: string;
  readonly rows: readonly TimelineRow[];
}

/** Returns the day of a moment on the calendar of this device, as `2026-11-27`. */
export function localDay(at: number): string {
  const date = new Date(at);
  const two = (number: number) => String(number).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/**
 * Whether a version is shown while automatic ones are folded: it has a name or a pin, went out, came in or
 * replaced something, or it is where branches part, meet or end.
 */
export function isLandmark(graph: VersionGraph, head: VersionHead): boolean {
  const { id, reason, carriedBy } = head;
  return (
    isTreasured(head) ||
    reason !== 'checkpoint' ||
    carriedBy.length > 0 ||
    linksOf(graph.children, id).length !== 1 ||
    linksOf(graph.parents, id).length !== 1
  );
}

/**
 * Returns the rows of a history by day, in the graph's order. Versions that are not shown stand as
 * folded between those that are, where they lie in one day. Where a clock went wrong, so that a version
 * is younger than what came of it, it stands under the day of that: days only go back.
 * @param isShown false for what is folded; what is in the graph and not in `heads` is left out
 */
export function timelineOf(
  graph: VersionGraph,
  heads: ReadonlyMap<string, VersionHead>,
  isShown: (head: VersionHead) => boolean,
  dayOf: (at: number) => string = localDay,
): readonly TimelineDay[] {
  const days: { day: string; rows: TimelineRow[] }[] = [];
  let folded: string[] | null = null;
  for (const { id } of graph.order) {
    const head = heads.get(id);
    if (!head) continue;
    const day = dayOf(head.at);
    let today = days.at(-1);
    if (!today || day < today.day) {
      today = { day, rows: [] };
      days.push(today);
      folded = null;
    }
    const { rows } = today;
    if (isShown(head)) {
      folded = null;
      rows.push({ kind: 'version', id });
    } else if (folded) folded.push(id);
    else {
      folded = [id];
      rows.push({ kind: 'folded', ids: folded });
    }
  }
  return days;
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase();

/** Returns all that a version is found by, as one text. */
const searched = ({ label, about, title, operations, carriedBy }: VersionHead): string =>
  plain(
    [
      label?.name,
      label?.note,
      about,
      title,
      ...operations.flatMap((id) => [id, operationsById.get(id)?.label]),
      ...carriedBy.map(({ name }) => name),
    ]
      .filter((text) => text !== undefined)
      .join('\n'),
  );

/**
 * Returns the versions in whose name, note, title, operations or files all words of a query are
 * found, in any order and however written; all versions for a query without words.
 */
export function findVersions(heads: readonly VersionHead[], query: string): readonly VersionHead[] {
  const words = plain(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return heads;
  return heads.filter((head) => {
    const text = searched(head);
    return words.every((word) => text.includes(word));
  });
}
