import type { Argument, Block, Comparison, Expression, GraphNode, Test } from '../../graph/node';
import { group, indent, type Layout, softline } from './layout';
import type { Literals } from './literals';
import { resourceName } from '../resource-name';
import { type Item, Scope, survey, type Survey } from './scopes';
import { nameFor, quantityNames } from './names';

/** A statement of a program, whatever its language. */
export type Statement =
  | {
      readonly kind: 'assign';
      readonly name: string;
      readonly value: Layout;
      /** Whether the name is new, and if so, whether it gets another value later. */
      readonly first: 'constant' | 'variable' | false;
    }
  | { readonly kind: 'split'; readonly names: readonly [string, string]; readonly value: Layout }
  | { readonly kind: 'declare'; readonly name: string }
  | {
      readonly kind: 'if';
      readonly test: Layout;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    };

/** Words of a language for what graphs say. Everything else is the same in every language. */
export interface Dialect {
  readonly literals: Literals;
  /** Names that mean something in the language, and so name no picture. */
  readonly reserved: readonly string[];
  /** Spells a name of ours, written in snake_case, as is usual in the language. */
  name(words: string): string;
  /** Whether a chain of calls must stand in brackets when it breaks. */
  readonly bracketsChains: boolean;
  /** Returns the call's name and arguments, without the picture that it is called on. */
  call(
    name: string,
    values: readonly Layout[],
    options: readonly (readonly [string, Layout])[],
  ): Layout;
  creator(call: Layout): Layout;
  list(items: readonly Layout[]): Layout;
  matrix(rows: Layout, scale: number): Layout;
  interpolator(name: Layout): Layout;
  resource(name: string): Layout;
  /** `helper(values)`, noting that the program needs the helper. */
  helper(name: string, ...values: readonly Layout[]): Layout;
  property(picture: Layout, name: string): Layout;
  mathFunction(name: string, value: Layout): Layout;
  trimBox(picture: Layout, options: readonly (readonly [string, Layout])[]): Layout;
  trimPart(box: string, part: string): Layout;
}

/** An expression while it is put together: a chain of calls may grow. */
interface Chain {
  readonly base: Layout;
  readonly links: readonly Layout[];
}

const isList = (value: Argument): value is readonly Argument[] => Array.isArray(value);

const expressionKinds = ['number', 'property', 'measurement', 'trim', 'arithmetic', 'function'];
const isExpression = (item: Item): item is Expression => expressionKinds.includes(item.kind);

const strength = (expression: Expression): number => {
  if (expression.kind !== 'arithmetic')
    return expression.kind === 'number' && expression.value < 0 ? 1 : 3;
  if (expression.operator === 'min' || expression.operator === 'max') return 3;
  return expression.operator === '+' || expression.operator === '-' ? 1 : 2;
};

/** Writes one block as statements. */
export class BlockWriter {
  private readonly found: Survey;
  private readonly names = new Map<Item, string>();
  private readonly alphas = new Map<GraphNode, string>();
  private readonly statements = new Map<Scope, Statement[]>();
  private readonly hints: ReadonlyMap<Item, string>;
  private readonly boxes = new Map<object, string>();

  /** @param taken names that are not free; the ones given to pictures are added. */
  constructor(
    private readonly dialect: Dialect,
    private readonly block: Block,
    input: string,
    private readonly taken: Set<string>,
  ) {
    this.found = survey(block);
    this.hints = quantityNames(this.found.items);
    this.names.set(block.input, input);
  }

  /** Returns the statements, and what the block's output is after them. */
  write(): { readonly statements: readonly Statement[]; readonly result: Layout } {
    for (const item of this.found.items) this.place(item);
    const top = this.found.scopeOf.get(this.block.output) ?? new Scope(null);
    return { statements: this.listOf(top), result: this.use(this.block.output) };
  }

  private listOf(scope: Scope): Statement[] {
    const list = this.statements.get(scope) ?? [];
    this.statements.set(scope, list);
    return list;
  }

  private listFor(item: Item): Statement[] {
    const scope = this.found.scopeOf.get(item);
    if (!scope) throw new Error('a graph holds something that was not surveyed');
    return this.listOf(scope);
  }

  private fresh(words: string): string {
    const wanted = this.dialect.name(words);
    let name = wanted;
    for (let count = 2; this.taken.has(name) || this.dialect.reserved.includes(name); count += 1) {
      name = this.dialect.name(`${words}_${count}`);
    }
    this.taken.add(name);
    return name;
  }

  private assign(item: Item, words: string, value: Layout): void {
    const name = this.fresh(words);
    this.listFor(item).push({ kind: 'assign', name, value, first: 'constant' });
    this.names.set(item, name);
  }

  /** Writes the statements that must stand before an item can be used. */
  private place(item: Item): void {
    if (this.names.has(item)) return;
    switch (item.kind) {
      case 'input':
        this.placeInput(item);
        return;
      case 'choice':
        this.placeChoice(item);
        return;
      case 'trim':
        this.placeTrim(item);
        return;
      case 'number':
      case 'property':
        return;
      default:
        if (this.needsName(item)) this.assign(item, this.wordsFor(item), this.written(item));
    }
  }

  private wordsFor(item: Item): string {
    if (isExpression(item)) return this.hints.get(item) ?? 'amount';
    return nameFor(item);
  }

  private needsName(item: Item): boolean {
    const uses = this.found.uses.get(item) ?? 0;
    if (item === this.block.output) return false;
    if (uses > 1 || this.found.asked.has(item)) return true;
    // A long chain inside the brackets of another call is hard to read.
    return item.kind === 'call' && !this.found.continued.has(item) && this.chainLength(item) > 2;
  }

  private chainLength(node: GraphNode): number {
    let length = 0;
    for (let now: GraphNode | null = node; now?.kind === 'call'; now = now.on) {
      if (this.names.has(now)) break;
      length += 1;
    }
    return length;
  }

  private placeInput(input: Block['input']): void {
    const host = this.found.hosts.get(input);
    if (!host) throw new Error('a graph refers to the input of a block outside it');
    if (host.kind === 'choice') {
      this.names.set(input, this.nameOf(host.on));
      return;
    }
    if (host.bandScope === 'premultiplied') {
      this.assign(input, 'premultiplied', this.dialect.helper('premultiply', this.use(host.on)));
      return;
    }
    const names = [this.fresh('colour'), this.fresh('alpha')] as const;
    this.listFor(input).push({
      kind: 'split',
      names,
      value: this.dialect.helper('split_alpha', this.use(host.on)),
    });
    this.names.set(input, names[0]);
    this.alphas.set(host, names[1]);
  }

  private placeChoice(choice: Extract<GraphNode, { kind: 'choice' }>): void {
    const branches = this.found.branches.get(choice);
    if (!branches) throw new Error('a choice was not surveyed');
    const list = this.listFor(choice);
    const name = this.fresh(nameFor(choice));
    const branch = (block: Block, scope: Scope): Statement[] => [
      ...this.listOf(scope),
      { kind: 'assign', name, value: this.use(block.output), first: false },
    ];
    const test = this.test(choice.test, this.use(choice.on));
    const then = branch(choice.then, branches[0]);
    if (choice.otherwise.output === choice.otherwise.input) {
      list.push({ kind: 'assign', name, value: this.use(choice.on), first: 'variable' });
      list.push({ kind: 'if', test, then, otherwise: [] });
    } else {
      list.push({ kind: 'declare', name });
      list.push({ kind: 'if', test, then, otherwise: branch(choice.otherwise, branches[1]) });
    }
    this.names.set(choice, name);
  }

  private placeTrim(trim: Extract<Expression, { kind: 'trim' }>): void {
    let box = this.boxes.get(trim.options);
    if (box === undefined) {
      box = this.fresh('box');
      const options = this.options(trim.options);
      const value = this.dialect.trimBox(this.use(trim.of), options);
      this.listFor(trim).push({ kind: 'assign', name: box, value, first: 'constant' });
      this.boxes.set(trim.options, box);
    }
    this.names.set(trim, '');
  }

  private nameOf(item: Item): string {
    const name = this.names.get(item);
    if (name === undefined) throw new Error(`a ${item.kind} was used before it had a name`);
    return name;
  }

  private test(test: Test | Comparison, picture: Layout): Layout {
    if (typeof test === 'object') return [this.amount(test.left), ' > ', this.amount(test.right)];
    return this.dialect.helper(
      test.replace(/[A-Z0-9]+/g, (found) => `_${found.toLowerCase()}`),
      picture,
    );
  }

  /** Returns an item as it is used: by its name, or written out on the spot. */
  private use(item: Item): Layout {
    if (isExpression(item)) return this.amount(item);
    return this.names.get(item) ?? this.written(item);
  }

  private written(item: Item): Layout {
    if (isExpression(item)) return this.amountWritten(item);
    return this.laidOut(this.chain(item));
  }

  private laidOut({ base, links }: Chain): Layout {
    if (links.length === 0) return base;
    if (links.length === 1) return group(base, links);
    const spread = indent(...links.flatMap((link) => [softline, link]));
    if (!this.dialect.bracketsChains) return group(base, spread);
    const open: Layout = { kind: 'either', broken: '(', flat: '' };
    const close: Layout = { kind: 'either', broken: ')', flat: '' };
    return group(
      open,
      indent(softline, base, ...links.flatMap((link) => [softline, link])),
      softline,
      close,
    );
  }

  private chain(node: GraphNode): Chain {
    const name = this.names.get(node);
    if (name !== undefined) return { base: name, links: [] };
    const { dialect } = this;
    switch (node.kind) {
      case 'call': {
        const values = node.arguments.map((value) => this.argument(value));
        const call = dialect.call(node.name, values, this.options(node.options));
        if (!node.on) return { base: dialect.creator(call), links: [] };
        const on = this.chain(node.on);
        return { base: on.base, links: [...on.links, ['.', call]] };
      }
      case 'matrix':
        return { base: dialect.matrix(this.rows(node.rows), 1), links: [] };
      case 'mask':
        return { base: dialect.matrix(this.rows(node.rows), node.divisor), links: [] };
      case 'resource':
        return { base: dialect.resource(resourceName(node.resource)), links: [] };
      case 'wrapped': {
        const result = this.use(node.body.output);
        return node.bandScope === 'colour'
          ? { base: dialect.helper('join_alpha', result, this.alphas.get(node) ?? ''), links: [] }
          : { base: dialect.helper('unpremultiply', result, this.use(node.on)), links: [] };
      }
      default:
        throw new Error(`a ${node.kind} was used before it had a name`);
    }
  }

  private rows(rows: readonly (readonly number[])[]): Layout {
    const { literals } = this.dialect;
    return this.dialect.list(
      rows.map((row) => this.dialect.list(row.map((value) => literals.number(value)))),
    );
  }

  private options(options: Readonly<Record<string, Argument>>): (readonly [string, Layout])[] {
    return Object.entries(options).map(([key, value]) => [key, this.argument(value)] as const);
  }

  private argument(value: Argument): Layout {
    const { dialect } = this;
    if (typeof value === 'number') return dialect.literals.number(value);
    if (typeof value === 'string') return dialect.literals.text(value);
    if (typeof value === 'boolean') return dialect.literals.flag(value);
    if (isList(value)) return dialect.list(value.map((item) => this.argument(item)));
    switch (value.kind) {
      case 'quantity':
        return this.amount(value.expression);
      case 'text':
        return value.name === 'rgb' || value.name === 'grey'
          ? dialect.helper(`${value.name}_of`, this.use(value.of))
          : dialect.property(this.use(value.of), value.name);
      case 'flag':
        return dialect.helper('is_16bit', this.use(value.of));
      case 'interpolator':
        return dialect.interpolator(dialect.literals.text(value.name));
      default:
        return this.use(value);
    }
  }

  private amount(expression: Expression): Layout {
    if (expression.kind === 'trim') {
      return this.dialect.trimPart(this.boxes.get(expression.options) ?? '', expression.part);
    }
    return this.names.get(expression) ?? this.amountWritten(expression);
  }

  private amountWritten(expression: Expression): Layout {
    const { dialect } = this;
    switch (expression.kind) {
      case 'number':
        return dialect.literals.number(expression.value);
      case 'property': {
        const picture = this.use(expression.of);
        switch (expression.name) {
          case 'white':
            return dialect.helper('white_of', picture);
          case 'formatMax':
            return dialect.helper('most_of', picture);
          case 'colourBands':
            return dialect.helper('colour_bands_of', picture);
          default:
            return dialect.property(picture, expression.name);
        }
      }
      case 'measurement': {
        const on = this.chain(expression.of);
        const call: Layout = ['.', dialect.call(expression.name, [], [])];
        return this.laidOut({ base: on.base, links: [...on.links, call] });
      }
      case 'trim':
        return this.amount(expression);
      case 'function':
        return dialect.mathFunction(expression.name, this.amount(expression.of));
      case 'arithmetic': {
        const [left, right] = [this.amount(expression.left), this.amount(expression.right)];
        if (expression.operator === 'min' || expression.operator === 'max') {
          return dialect.mathFunction(expression.operator, [left, ', ', right]);
        }
        const own = strength(expression);
        const inBrackets = (part: Expression, layout: Layout, needs: boolean): Layout =>
          needs && !this.names.has(part) ? ['(', layout, ')'] : layout;
        return [
          inBrackets(expression.left, left, strength(expression.left) < own),
          ` ${expression.operator} `,
          // Never regrouped: a + (b + c) is another number than (a + b) + c.
          inBrackets(expression.right, right, strength(expression.right) <= own),
        ];
      }
    }
  }
}
