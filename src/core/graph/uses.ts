import { type Argument, type Block, type Expression, type GraphNode, isList } from './node';
import type { MethodName } from './picture';

/** How the pictures of a graph's nodes are read. */
export interface Uses {
  /** How often each is read; one that is not in it, never. */
  readonly times: ReadonlyMap<GraphNode, number>;
  /**
   * Those of which an operation reads more than it makes: the pieces that libvips asks for overlap, so
   * what lies under them is computed several times, and once more for whoever else reads it.
   */
  readonly around: ReadonlySet<GraphNode>;
}

/** Of a graph in which nothing is read. */
export const noUses: Uses = { times: new Map(), around: new Set() };

/** Operations that want more of a picture than a piece of the same size and place. */
const looksAround: ReadonlySet<string> = new Set<MethodName>([
  'conv',
  'convsep',
  'sobel',
  'canny',
  'rank',
  'morph',
  'stdif',
  'histLocal',
  'resize',
  'mapim',
  'affine',
  'similarity',
  'rotate',
  'sharpen',
]);

type Choice = Extract<GraphNode, { kind: 'choice' }>;

/** Counts along one way through a graph, in which every node is looked into once. */
class Count {
  readonly times = new Map<GraphNode, number>();
  readonly around = new Set<GraphNode>();
  private choices: Choice[] = [];

  /** @param seen nodes that were looked into on the way here */
  constructor(readonly seen: Set<GraphNode>) {}

  /** Counts what a block reads. Branches come last, so that what all of them share is known by then. */
  block(block: Block): this {
    this.read(block.output);
    for (let choice = this.choices.pop(); choice; choice = this.choices.pop())
      this.branches(choice);
    return this;
  }

  /** Only one of the branches is taken, so the larger count of the two holds. */
  private branches({ then, otherwise }: Choice): void {
    const [one, other] = [then, otherwise].map((block) =>
      new Count(new Set(this.seen)).block(block),
    );
    for (const count of [one, other]) {
      count?.seen.forEach((node) => this.seen.add(node));
      count?.around.forEach((node) => this.around.add(node));
    }
    for (const node of new Set([...(one?.times.keys() ?? []), ...(other?.times.keys() ?? [])])) {
      this.add(node, Math.max(one?.times.get(node) ?? 0, other?.times.get(node) ?? 0));
    }
  }

  private add(node: GraphNode, times: number): void {
    this.times.set(node, (this.times.get(node) ?? 0) + times);
  }

  private read(node: GraphNode): void {
    this.add(node, 1);
    this.look(node);
  }

  /** Counts what the node itself reads, once. */
  private look(node: GraphNode): void {
    if (this.seen.has(node)) return;
    this.seen.add(node);
    switch (node.kind) {
      case 'call':
        if (node.on) this.read(node.on);
        if (node.on && looksAround.has(node.name)) this.around.add(node.on);
        for (const value of [...node.arguments, ...Object.values(node.options)])
          this.argument(value);
        return;
      case 'wrapped':
        this.read(node.on);
        this.read(node.body.output);
        return;
      case 'choice':
        this.read(node.on);
        if (typeof node.test !== 'string') {
          this.number(node.test.left);
          this.number(node.test.right);
        }
        this.choices.push(node);
        return;
      default:
    }
  }

  private argument(value: Argument): void {
    if (typeof value !== 'object') return;
    if (isList(value)) {
      for (const item of value) this.argument(item);
      return;
    }
    switch (value.kind) {
      case 'quantity':
        this.number(value.expression);
        return;
      // Words and flags are read off the head; the pixels stay unread.
      case 'text':
      case 'flag':
        this.look(value.of);
        return;
      case 'interpolator':
        return;
      default:
        this.read(value);
    }
  }

  private number(expression: Expression): void {
    switch (expression.kind) {
      case 'number':
        return;
      case 'property':
        this.look(expression.of);
        return;
      case 'measurement':
        this.read(expression.of);
        return;
      case 'trim':
        this.read(expression.of);
        for (const value of Object.values(expression.options)) this.argument(value);
        return;
      case 'function':
        this.number(expression.of);
        return;
      case 'arithmetic':
        this.number(expression.left);
        this.number(expression.right);
    }
  }
}

const known = new WeakMap<Block, Uses>();

/** Returns how the pictures of a block's nodes are read, those of the blocks within included. */
export function usesIn(block: Block): Uses {
  const uses = known.get(block) ?? new Count(new Set()).block(block);
  known.set(block, uses);
  return uses;
}
