/**
 * A piece of program text that may be laid out on one line or on several, after Wadler,
 * "A prettier printer" (2003): a group is flat when it fits the line, else all its lines break.
 */
export type Layout =
  | string
  | readonly Layout[]
  | { readonly kind: 'group'; readonly of: Layout }
  | { readonly kind: 'indent'; readonly of: Layout }
  /** A line break, or `flat` where the group is flat. */
  | { readonly kind: 'line'; readonly flat: string }
  /** A space, or a line break where what stands before the next gap does not fit the line. */
  | { readonly kind: 'gap' }
  /** Text that depends on whether the group is flat. */
  | { readonly kind: 'either'; readonly broken: string; readonly flat: string };

export const group = (...of: Layout[]): Layout => ({ kind: 'group', of });
export const indent = (...of: Layout[]): Layout => ({ kind: 'indent', of });
/** Nothing, or a line break where the group is broken. */
export const softline: Layout = { kind: 'line', flat: '' };
/** A space, or a line break where the group is broken. */
export const line: Layout = { kind: 'line', flat: ' ' };
export const either = (broken: string, flat: string): Layout => ({ kind: 'either', broken, flat });

const gap: Layout = { kind: 'gap' };

const isNumber = (item: Layout): boolean =>
  typeof item === 'string' && /^-?(?:\d[\d.e+-]*|0x[\dA-F]+)$/.test(item);

/**
 * Returns items with commas between them in brackets; when they do not fit, one to a line, or
 * several where all are numbers.
 */
export function bracketed(open: string, items: readonly Layout[], close: string): Layout {
  if (items.length === 0) return open + close;
  const between = items.length > 2 && items.every(isNumber) ? gap : line;
  const parts = items.flatMap((item, index) => (index === 0 ? [item] : [',', between, item]));
  return group(open, indent(softline, ...parts), either(',', ''), softline, close);
}

const isList = (layout: Layout): layout is readonly Layout[] => Array.isArray(layout);

/** Returns the layout on one line. */
export function flatten(layout: Layout): string {
  if (typeof layout === 'string') return layout;
  if (isList(layout)) return layout.map(flatten).join('');
  if (layout.kind === 'group' || layout.kind === 'indent') return flatten(layout.of);
  return layout.kind === 'gap' ? ' ' : layout.flat;
}

/** A layout, how deep it is indented, and whether it is flat. */
type Task = readonly [layout: Layout, depth: number, flat: boolean];

/** Returns whether the layout, flat, ends within `room` characters, the rest of its line included. */
function fits(layout: Layout, rest: readonly Task[], room: number): boolean {
  let left = room - flatten(layout).length;
  for (let index = rest.length - 1; index >= 0 && left >= 0; index -= 1) {
    const [next, , flat] = rest[index] ?? ['', 0, true];
    if (!flat && startsLine(next)) return true;
    left -= flatten(next).length;
  }
  return left >= 0;
}

function startsLine(layout: Layout): boolean {
  if (typeof layout === 'string') return false;
  if (isList(layout)) return layout.length > 0 && startsLine(layout[0] ?? '');
  if (layout.kind === 'indent') return startsLine(layout.of);
  return layout.kind === 'line' || layout.kind === 'gap';
}

/** Returns whether what comes before the next gap, and its comma, fits into `room` characters. */
function itemFits(rest: readonly Task[], room: number): boolean {
  let left = room;
  for (let index = rest.length - 1; index >= 0; index -= 1) {
    const [next] = rest[index] ?? [''];
    if (typeof next !== 'string') return left >= (next === gap ? 0 : 1);
    left -= next.length;
  }
  return left >= 0;
}

/**
 * Returns the layout as text of at most `width` characters a line where that is possible.
 * @param depth the indentation of its first line, in units of `unit`.
 */
export function render(layout: Layout, width: number, unit: string, depth: number): string {
  let text = '';
  let column = unit.length * depth;
  const tasks: Task[] = [[layout, depth, false]];
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    const [now, level, flat] = task;
    if (typeof now === 'string') {
      text += now;
      column += now.length;
    } else if (isList(now)) {
      for (const item of [...now].reverse()) tasks.push([item, level, flat]);
    } else if (now.kind === 'indent') {
      tasks.push([now.of, level + 1, flat]);
    } else if (now.kind === 'group') {
      tasks.push([now.of, level, flat || fits(now.of, tasks, width - column)]);
    } else if (now.kind === 'either') {
      const chosen = flat ? now.flat : now.broken;
      text += chosen;
      column += chosen.length;
    } else if (flat || (now.kind === 'gap' && itemFits(tasks, width - column - 1))) {
      text += flatten(now);
      column += flatten(now).length;
    } else {
      text += `\n${unit.repeat(level)}`;
      column = unit.length * level;
    }
  }
  return text;
}
