import { type Argument, type GraphNode, isList, isNode } from './node';

/** Where pictures that hang on no pixels stay for other executions, by what makes them. */
export interface Kept<Image> {
  /** Returns the picture under a name as a handle that the caller deletes; null when there is none. */
  get(name: string): Image | null;
  /** Keeps a picture in memory under a name, and becomes its owner. */
  set(name: string, image: Image, bytes: number): void;
}

/** Of what hangs on no pixels this much is kept of one picture, in bytes; masks of screen size fit. */
export const maxKept = 8 * 1024 * 1024;

/** Pictures of chance are the same again only with a seed. */
const ofChance: ReadonlySet<string> = new Set(['gaussnoise', 'perlin', 'worley']);

/**
 * Tells of the nodes of a graph which of them hang on no pixels, such as tables, noise with a seed
 * and masks of a size: their pictures are the same wherever their text is.
 */
export class Constants {
  private readonly known = new Map<GraphNode, boolean>();

  /** @param resolve says what an argument that is no picture comes to: a number, a text or a flag */
  constructor(private readonly resolve: (value: Argument) => unknown) {}

  /** Returns whether the node's picture hangs on no pixels. Numbers read off a picture may be in it. */
  has(node: GraphNode): boolean {
    const known = this.known.get(node);
    if (known !== undefined) return known;
    const found = this.find(node);
    this.known.set(node, found);
    return found;
  }

  private find(node: GraphNode): boolean {
    if (node.kind === 'matrix' || node.kind === 'mask') return true;
    if (node.kind !== 'call') return false;
    if (node.on ? !this.has(node.on) : ofChance.has(node.name) && !('seed' in node.options)) {
      return false;
    }
    return [...node.arguments, ...Object.values(node.options)].every((value) => this.fits(value));
  }

  private fits(value: Argument): boolean {
    if (typeof value !== 'object') return true;
    if (isList(value)) return value.every((item) => this.fits(item));
    return isNode(value) ? this.has(value) : true;
  }

  /**
   * Returns all that makes the picture of a node for which `has` holds, as a text: the same text, the
   * same picture. What is used several times is written once.
   */
  textOf(node: GraphNode): string {
    const lines: string[] = [];
    const places = new Map<GraphNode, number>();
    const plain = (value: Argument): unknown => {
      if (typeof value !== 'object') return value;
      if (isList(value)) return value.map(plain);
      if (isNode(value)) return { node: place(value) };
      return value.kind === 'interpolator' ? { interpolator: value.name } : this.resolve(value);
    };
    const place = (one: GraphNode): number => {
      const known = places.get(one);
      if (known !== undefined) return known;
      const parts = this.partsOf(one).map(plain);
      lines.push(JSON.stringify(parts));
      places.set(one, lines.length - 1);
      return lines.length - 1;
    };
    place(node);
    return lines.join('\n');
  }

  /** What a node is made of, in an order that is always the same. */
  private partsOf(node: GraphNode): readonly Argument[] {
    if (node.kind === 'matrix') return ['matrix', node.rows];
    if (node.kind === 'mask') return ['mask', node.rows, node.divisor];
    if (node.kind !== 'call') throw new Error('only what hangs on no pixels has a text');
    const options = Object.entries(node.options).sort(([one], [other]) => (one < other ? -1 : 1));
    return [node.name, node.on ?? '', node.arguments, options.map(([key, value]) => [key, value])];
  }
}
