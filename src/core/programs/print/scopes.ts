import type { Argument, Block, Expression, GraphNode } from '../../graph/node';

type Choice = Extract<GraphNode, { kind: 'choice' }>;
type Input = Block['input'];

/** A stretch of statements: the whole function, or one branch of a choice. */
export class Scope {
  readonly depth: number;
  constructor(readonly parent: Scope | null) {
    this.depth = parent ? parent.depth + 1 : 0;
  }
}

/** Returns the innermost scope that holds both. */
function shared(left: Scope, right: Scope): Scope {
  let [a, b] = [left, right];
  while (a !== b) {
    if (a.depth >= b.depth) a = a.parent ?? b;
    else b = b.parent ?? a;
  }
  return a;
}

/** A picture or a number: both may need a name in a program. */
export type Item = GraphNode | Expression;

/** What the printers need to know about a block before they write it down. */
export interface Survey {
  /** Everything in the block, each after what it is made of. */
  readonly items: readonly Item[];
  readonly scopeOf: ReadonlyMap<Item, Scope>;
  /** How often an item is used; more than once, or for its properties, needs a name. */
  readonly uses: ReadonlyMap<Item, number>;
  /** Pictures that a further operation is called on, at least once. */
  readonly continued: ReadonlySet<Item>;
  /** Pictures whose properties are asked for. */
  readonly asked: ReadonlySet<Item>;
  /** The two branches of each choice. */
  readonly branches: ReadonlyMap<Choice, readonly [then: Scope, otherwise: Scope]>;
  /** What the input of an inner block stands for. */
  readonly hosts: ReadonlyMap<Input, Extract<GraphNode, { kind: 'choice' | 'wrapped' }>>;
}

interface Use {
  readonly item: Item;
  /** Which branch of the user it happens in; null for the user's own scope. */
  readonly branch: 0 | 1 | null;
  readonly asks: boolean;
  readonly continues?: boolean;
}

const isList = (value: Argument): value is readonly Argument[] => Array.isArray(value);

function* usesInArgument(value: Argument): Generator<Use> {
  if (typeof value !== 'object') return;
  if (isList(value)) {
    for (const item of value) yield* usesInArgument(item);
    return;
  }
  switch (value.kind) {
    case 'quantity':
      yield { item: value.expression, branch: null, asks: false };
      return;
    case 'text':
    case 'flag':
      yield { item: value.of, branch: null, asks: true };
      return;
    case 'interpolator':
      return;
    default:
      yield { item: value, branch: null, asks: false };
  }
}

/** Returns what an item is made of; the input of an inner block is made of the node it stands in. */
function* usesOf(node: Item, hosts: Survey['hosts']): Generator<Use> {
  switch (node.kind) {
    case 'number':
      return;
    case 'property':
      yield { item: node.of, branch: null, asks: true };
      return;
    case 'measurement':
      yield { item: node.of, branch: null, asks: false };
      return;
    case 'trim':
      yield { item: node.of, branch: null, asks: true };
      for (const value of Object.values(node.options)) yield* usesInArgument(value);
      return;
    case 'function':
      yield { item: node.of, branch: null, asks: false };
      return;
    case 'arithmetic':
      yield { item: node.left, branch: null, asks: false };
      yield { item: node.right, branch: null, asks: false };
      return;
    case 'input': {
      const host = hosts.get(node);
      if (host) yield { item: host.on, branch: null, asks: true };
      return;
    }
    case 'matrix':
    case 'mask':
    case 'resource':
      return;
    case 'call':
      if (node.on) yield { item: node.on, branch: null, asks: false, continues: true };
      for (const value of node.arguments) yield* usesInArgument(value);
      for (const value of Object.values(node.options)) yield* usesInArgument(value);
      return;
    case 'wrapped':
      yield { item: node.body.input, branch: null, asks: true };
      yield { item: node.body.output, branch: null, asks: false };
      return;
    case 'choice':
      yield { item: node.on, branch: null, asks: true };
      if (typeof node.test === 'object') {
        yield { item: node.test.left, branch: null, asks: false };
        yield { item: node.test.right, branch: null, asks: false };
      }
      yield { item: node.then.output, branch: 0, asks: false };
      yield { item: node.otherwise.output, branch: 1, asks: false };
  }
}

/** Looks a block over: in which order and where its nodes are written, and which need names. */
export function survey(block: Block): Survey {
  const items: Item[] = [];
  const hosts = new Map<Input, Extract<GraphNode, { kind: 'choice' | 'wrapped' }>>();
  const seen = new Set<Item>();
  const visit = (node: Item): void => {
    if (seen.has(node)) return;
    seen.add(node);
    if (node.kind === 'wrapped') hosts.set(node.body.input, node);
    if (node.kind === 'choice') {
      hosts.set(node.then.input, node);
      hosts.set(node.otherwise.input, node);
    }
    for (const use of usesOf(node, hosts)) visit(use.item);
    items.push(node);
  };
  visit(block.output);

  const top = new Scope(null);
  const scopeOf = new Map<Item, Scope>([[block.output, top]]);
  const branches = new Map<Choice, readonly [Scope, Scope]>();
  const uses = new Map<Item, number>();
  const asked = new Set<Item>();
  const continued = new Set<Item>();
  // Users come before what they use, so a node's scope is final when its turn comes.
  for (const node of items.toReversed()) {
    const own = scopeOf.get(node) ?? top;
    if (node.kind === 'choice') branches.set(node, [new Scope(own), new Scope(own)]);
    for (const use of usesOf(node, hosts)) {
      const inner =
        use.branch === null || node.kind !== 'choice' ? own : branches.get(node)?.[use.branch];
      const place = inner ?? own;
      const before = scopeOf.get(use.item);
      scopeOf.set(use.item, before ? shared(before, place) : place);
      uses.set(use.item, (uses.get(use.item) ?? 0) + 1);
      if (use.asks) asked.add(use.item);
      if (use.continues) continued.add(use.item);
    }
  }
  return { items, scopeOf, uses, continued, asked, branches, hosts };
}
