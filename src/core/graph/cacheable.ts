import type { GraphNode } from './node';
import type { Picture } from './picture';

const names = new WeakMap<GraphNode, string>();

/**
 * Names a picture that depends on nothing, such as a table, so that executions may keep it: to make
 * a table of 65,536 entries anew takes longer than to look a preview up in it.
 * @param name the same for the same picture only
 */
export function cacheable(name: string, picture: Picture): Picture {
  names.set(picture.node, name);
  return picture;
}

/** Returns the name under which a node's picture may be kept; undefined for all that may not. */
export const cacheName = (node: GraphNode): string | undefined => names.get(node);
