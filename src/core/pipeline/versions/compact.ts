import { ancestorsOf, graphOf, linksOf, nearestKept, type VersionGraph } from './graph';
import { traceParentsMost } from './record';
import {
  byNewest,
  isTreasured,
  versionBounds,
  type VersionHead,
  type VersionTrace,
} from './version';

const hour = 3_600_000;
const day = 24 * hour;

/** What compaction asks for. All of it is one transaction. */
export interface Compaction {
  /** Versions that become traces: their contents and pictures go, `traceOf` them stays. */
  readonly strip: readonly VersionHead[];
  /** Traces, of those just stripped too, that now lead straight to what is still there. */
  readonly relink: readonly VersionTrace[];
  /** Ids of traces that nothing needs any more. */
  readonly forget: readonly string[];
  /** What is kept for ever and passes the bounds: only the person can let go of it. */
  readonly over: { readonly count: number; readonly bytes: number };
}

export interface CompactionOptions {
  /** Versions that must stay although nothing else keeps them, such as those being compared. */
  readonly pinned?: ReadonlySet<string>;
  readonly bounds?: { readonly count: number; readonly bytes: number; readonly traces: number };
}

/**
 * Returns whether a version stays whatever its age: it has a name or a pin, is where branches part, is
 * where one ends, or is in use. Branches count that lead to something kept.
 */
function foreverIn(
  graph: VersionGraph,
  heads: readonly VersionHead[],
  pinned: ReadonlySet<string>,
): (head: VersionHead) => boolean {
  const living = ancestorsOf(
    graph,
    heads.map(({ id }) => id),
  );
  const branches = (id: string) =>
    linksOf(graph.children, id).reduce((sum, child) => sum + (living.has(child) ? 1 : 0), 0);
  return (head) => isTreasured(head) || pinned.has(head.id) || branches(head.id) !== 1;
}

/**
 * Returns in which stretch of time one automatic version is enough: an hour for a day, then a day;
 * null for the last hour, which keeps all. Stretches lie still, so that compacting again changes
 * nothing.
 */
function stretchOf({ at, lineage }: VersionHead, now: number): string | null {
  if (now - at < hour) return null;
  return now - at < day
    ? `${lineage} h${Math.floor(at / hour)}`
    : `${lineage} d${Math.floor(at / day)}`;
}

/** What came back to us may refer to a version that went out, so of a stretch that one stays. */
const isBetter = (one: VersionHead, than: VersionHead): boolean => {
  const out = Number(one.carriedBy.length > 0) - Number(than.carriedBy.length > 0);
  return out === 0 ? byNewest(one, than) < 0 : out > 0;
};

function thinned(automatic: readonly VersionHead[], now: number): ReadonlySet<string> {
  const best = new Map<string, VersionHead>();
  const stay = new Set<string>();
  for (const head of automatic) {
    const stretch = stretchOf(head, now);
    if (stretch === null) stay.add(head.id);
    else {
      const found = best.get(stretch);
      if (!found || isBetter(head, found)) best.set(stretch, head);
    }
  }
  for (const { id } of best.values()) stay.add(id);
  return stay;
}

const weight = ({ bytes, picture }: VersionHead): number => bytes + (picture?.bytes ?? 0);

/** Returns which traces go, and which then have to lead further, when there are too many. */
function boundTraces(
  graph: VersionGraph,
  traces: readonly VersionTrace[],
  kept: ReadonlySet<string>,
  most: number,
): Pick<Compaction, 'relink' | 'forget'> {
  const needed = new Set([...kept].flatMap((id) => linksOf(graph.parents, id)));
  const [must, may] = [
    traces.filter(({ id }) => needed.has(id)),
    traces.filter(({ id }) => !needed.has(id)).sort(byNewest),
  ];
  const forget = new Set(may.slice(most).map(({ id }) => id));
  if (forget.size === 0) return { relink: [], forget: [] };
  const nearest = nearestKept(graph, (id) => !forget.has(id));
  const relink = [...must, ...may.slice(0, most)]
    .filter(({ parents }) => parents.some((parent) => forget.has(parent)))
    .map((trace) => {
      const before = trace.parents.flatMap((parent) => linksOf(nearest, parent));
      return { ...trace, parents: [...new Set(before)].slice(0, traceParentsMost) };
    });
  return { relink, forget: [...forget] };
}

/**
 * Returns what to let go of. Named and pinned versions, branch points and tips stay for ever; of the others all
 * of the last hour, one an hour for a day and one a day after that, of each pipeline; and of these
 * the newest up to the bounds. No record of a version is rewritten: what went leaves a trace with its
 * parents, so ancestry and common ancestors are what they were.
 * @param now in milliseconds since 1970
 */
export function compact(
  heads: readonly VersionHead[],
  traces: readonly VersionTrace[],
  now: number,
  { pinned = new Set(), bounds = versionBounds }: CompactionOptions = {},
): Compaction {
  const graph = graphOf([...traces, ...heads]);
  const isForever = foreverIn(graph, heads, pinned);
  const forever = heads.filter(isForever);
  const automatic = heads.filter((head) => !isForever(head)).sort(byNewest);
  const stay = thinned(automatic, now);
  let count = forever.length;
  let bytes = forever.reduce((sum, head) => sum + weight(head), 0);
  const over = {
    count: Math.max(0, count - bounds.count),
    bytes: Math.max(0, bytes - bounds.bytes),
  };
  const strip: VersionHead[] = [];
  let isFull = false;
  for (const head of automatic) {
    if (!stay.has(head.id)) {
      strip.push(head);
      continue;
    }
    isFull ||= count + 1 > bounds.count || bytes + weight(head) > bounds.bytes;
    if (isFull) strip.push(head);
    else {
      count += 1;
      bytes += weight(head);
    }
  }
  const gone = new Set(strip.map(({ id }) => id));
  const kept = new Set(heads.filter(({ id }) => !gone.has(id)).map(({ id }) => id));
  const left = [...traces.filter(({ id }) => !kept.has(id)), ...strip];
  return { strip, ...boundTraces(graph, left.map(asTrace), kept, bounds.traces), over };
}

const asTrace = ({ id, lineage, parents, at }: VersionTrace): VersionTrace => ({
  id,
  lineage,
  parents,
  at,
});
