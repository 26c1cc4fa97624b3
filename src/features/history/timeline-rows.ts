import { type GraphLayout, layOut } from '../../core/pipeline/versions/layout';
import { keptGraph, linksOf, nearestKept } from '../../core/pipeline/versions/graph';
import type { VersionGraph } from '../../core/pipeline/versions/graph';
import {
  findVersions,
  isLandmark,
  localDay,
  timelineOf,
} from '../../core/pipeline/versions/timeline';
import { isNamed, type VersionHead } from '../../core/pipeline/versions/version';

/** Which versions are listed. */
export type Filter = 'all' | 'named' | 'exported';

/** What stands for the pipeline as it is now where versions have their ids. */
export const nowId = 'now';

interface Placed {
  /** From the top of the list, in CSS pixels. */
  readonly top: number;
  readonly height: number;
}

/** A line of the list, with its place. */
export type Row =
  | (Placed & { readonly kind: 'day'; readonly key: string; readonly day: string })
  | (Placed & { readonly kind: 'now'; readonly key: typeof nowId })
  | (Placed & { readonly kind: 'version'; readonly key: string; readonly head: VersionHead })
  | (Placed & { readonly kind: 'folded'; readonly key: string; readonly ids: readonly string[] });

/** A line of the graph, from the middle of a row to that of one below. */
export interface Line {
  readonly from: { readonly y: number; readonly lane: number };
  readonly to: { readonly y: number; readonly lane: number };
  /** Where it runs between the two. */
  readonly lane: number;
}

export interface Timeline {
  readonly rows: readonly Row[];
  readonly height: number;
  readonly lines: readonly Line[];
  /** Where the dots are, by the keys of rows. */
  readonly lanes: ReadonlyMap<string, number>;
  readonly laneCount: number;
  /** From Now to what it comes from; null when that is not listed. */
  readonly nowLine: Line | null;
}

export interface TimelineWish {
  readonly graph: VersionGraph;
  readonly heads: readonly VersionHead[];
  /** What the pipeline of now comes from. */
  readonly head: string | null;
  readonly filter: Filter;
  readonly query: string;
  /** Versions that are shown although they would be folded. */
  readonly unfolded: ReadonlySet<string>;
  /** In milliseconds since 1970. */
  readonly now: number;
}

const heights = { day: 30, now: 62, version: 62, folded: 32 } as const;

const isExported = ({ reason, carriedBy }: VersionHead): boolean =>
  reason === 'export' || carriedBy.some(({ kind }) => kind === 'export');

/** Returns the versions that a filter and a query leave. */
function wantedOf({ heads, filter, query }: TimelineWish): readonly VersionHead[] {
  const found = findVersions(heads, query);
  if (filter === 'named') return found.filter(isNamed);
  return filter === 'exported' ? found.filter(isExported) : found;
}

/**
 * Returns the list of versions: Now, then the newest first, by day, with where each row and each line
 * of the graph is. Automatic versions are folded unless somebody filters or searches.
 */
export function timelineRows(wish: TimelineWish): Timeline {
  const { graph, head, filter, query, unfolded, now } = wish;
  const wanted = new Map(wantedOf(wish).map((one) => [one.id, one]));
  const folds = filter === 'all' && query.trim() === '';
  const isShown = (one: VersionHead): boolean =>
    !folds || unfolded.has(one.id) || isLandmark(graph, one);
  const rows: Row[] = [];
  let top = 0;
  const add = (row: Row): void => {
    rows.push(row);
    top += row.height;
  };
  const days = timelineOf(graph, wanted, isShown);
  const today = localDay(now);
  // A clock that went wrong puts versions into days to come; Now is above them all the same.
  const isFirstDay = (day: string | undefined): boolean => day !== undefined && day >= today;
  if (folds && !isFirstDay(days[0]?.day)) {
    add({ kind: 'day', key: `day:${today}`, day: today, top, height: heights.day });
    add({ kind: 'now', key: nowId, top, height: heights.now });
  }
  for (const [index, { day, rows: ofDay }] of days.entries()) {
    add({ kind: 'day', key: `day:${day}`, day, top, height: heights.day });
    if (folds && index === 0 && isFirstDay(day)) {
      add({ kind: 'now', key: nowId, top, height: heights.now });
    }
    for (const row of ofDay) {
      if (row.kind === 'folded') {
        const [first = ''] = row.ids;
        add({ kind: 'folded', key: `folded:${first}`, ids: row.ids, top, height: heights.folded });
      } else {
        const one = wanted.get(row.id);
        if (one) add({ kind: 'version', key: one.id, head: one, top, height: heights.version });
      }
    }
  }
  const shown = new Map(
    rows.flatMap((row) => (row.kind === 'version' ? [[row.key, middleOf(row)] as const] : [])),
  );
  const isListed = (id: string): boolean => shown.has(id);
  const nearest = nearestKept(graph, isListed);
  const from = head === null ? [] : linksOf(nearest, head);
  const trunk = from[0] ?? null;
  const layout = layOut(keptGraph(graph, isListed), trunk);
  const lines = linesOf(layout, shown);
  const lanes = new Map(layout.rows.map(({ id, lane }) => [id, lane]));
  for (const row of rows) {
    if (row.kind !== 'folded') continue;
    // On the line of the version that the folded ones come from.
    const [before = ''] = linksOf(nearest, row.ids.at(-1) ?? '');
    lanes.set(row.key, lanes.get(before) ?? 0);
  }
  const start = rows.find(({ kind }) => kind === 'now');
  const end = trunk === null ? undefined : shown.get(trunk);
  const nowLine =
    start && end !== undefined
      ? { from: { y: middleOf(start), lane: 0 }, to: { y: end, lane: 0 }, lane: 0 }
      : null;
  return { rows, height: top, lines, lanes, laneCount: Math.max(1, layout.lanes), nowLine };
}

const middleOf = ({ top, height }: Placed): number => top + height / 2;

const linesOf = ({ edges }: GraphLayout, shown: ReadonlyMap<string, number>): readonly Line[] =>
  edges.map(({ from, to, lane }) => ({
    from: { y: shown.get(from.id) ?? 0, lane: from.lane },
    to: { y: shown.get(to.id) ?? 0, lane: to.lane },
    lane,
  }));

/** Returns the first and the last but one index of the rows between two heights, for a list that scrolls. */
export function rowsBetween(
  rows: readonly Row[],
  top: number,
  bottom: number,
): { readonly first: number; readonly end: number } {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (row && row.top + row.height <= top) low = middle + 1;
    else high = middle;
  }
  let end = low;
  for (let row = rows[end]; row && row.top < bottom; row = rows[end]) end += 1;
  return { first: low, end };
}

/** Distance between lanes and of the first from the edge, in CSS pixels. */
const [laneStep, laneStart] = [18, 22];
/** More room than this the lanes do not take. */
const mostRoom = 120;

/** Returns where the middle of a lane is, in CSS pixels from the left. */
export function laneX(lane: number, laneCount: number): number {
  const step = Math.min(laneStep, (mostRoom - laneStart) / Math.max(1, laneCount - 1));
  return laneStart + lane * step;
}

/** Returns the room that the lanes take at the left of the rows, in CSS pixels. */
export const laneRoom = (laneCount: number): number =>
  Math.max(44, laneX(laneCount - 1, laneCount) + 18);

/** How far down a line bends, in CSS pixels. */
const bend = 40;

/** Returns a line as a path of SVG. */
export function linePath({ from, to, lane }: Line, laneCount: number): string {
  const x = (one: number): number => laneX(one, laneCount);
  const [x1, x2, x3] = [x(from.lane), x(lane), x(to.lane)];
  const reach = Math.min(bend, (to.y - from.y) / 2);
  const [y1, y2, y3] = [from.y, from.y + reach, to.y - reach];
  const out = x1 === x2 ? `V${y2}` : `C${x1} ${y1 + reach / 2} ${x2} ${y2 - reach / 2} ${x2} ${y2}`;
  const back =
    x2 === x3 ? `V${to.y}` : `C${x2} ${y3 + reach / 2} ${x3} ${to.y - reach / 2} ${x3} ${to.y}`;
  return `M${x1} ${y1}${out}V${y3}${back}`;
}
