import { linksOf, type VersionGraph } from '../../core/pipeline/versions/graph';
import { byNewest, type VersionHead } from '../../core/pipeline/versions/version';

/**
 * Returns which ancestors to name in what goes out, two at most: the nearest that others may know,
 * because they went out or came in; where there are none, the parents themselves. Only with these
 * does a copy that comes back after many edits find where both began.
 */
export function carriedParents(
  graph: VersionGraph,
  heads: ReadonlyMap<string, VersionHead>,
  parents: readonly string[],
): readonly string[] {
  const isOut = (id: string): boolean => (heads.get(id)?.carriedBy.length ?? 1) > 0;
  const found = new Set<string>();
  const seen = new Set<string>();
  const open = [...parents];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    // Of what is only a trace nobody knows any more where it went.
    if (isOut(id)) found.add(id);
    else open.push(...linksOf(graph.parents, id));
  }
  const nodes = [...found].flatMap((id) => graph.byId.get(id) ?? { id, parents: [], at: 0 });
  const nearest = nodes.sort(byNewest).map(({ id }) => id);
  return (nearest.length > 0 ? nearest : parents).slice(0, 2);
}
