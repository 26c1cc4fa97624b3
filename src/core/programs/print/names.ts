import type { GraphNode } from '../../graph/node';
import type { Item } from './scopes';

/** What to call the result of a libvips operation, in snake_case. */
const nouns: Readonly<Record<string, string>> = {
  identity: 'ramp',
  xyz: 'places',
  black: 'canvas',
  gaussnoise: 'noise',
  perlin: 'noise',
  worley: 'cells',
  maplut: 'looked_up',
  gaussblur: 'blurred',
  conv: 'convolved',
  convsep: 'convolved',
  sharpen: 'sharpened',
  resize: 'resized',
  extractArea: 'part',
  extractBand: 'band',
  bandjoin: 'joined',
  bandmean: 'mean',
  colourspace: 'converted',
  recomb: 'mixed',
  add: 'total',
  subtract: 'difference',
  multiply: 'product',
  divide: 'quotient',
  linear: 'scaled',
  cast: 'whole',
  clamp: 'clamped',
  ifthenelse: 'blended',
  embed: 'padded',
  gravity: 'padded',
  insert: 'inserted',
  flip: 'flipped',
  rot: 'turned',
  rotate: 'turned',
  similarity: 'turned',
  affine: 'moved',
  mapim: 'moved',
  replicate: 'tiled',
  histFind: 'histogram',
  histCum: 'cumulative',
  histNorm: 'normalised',
  histEqual: 'equalised',
  histLocal: 'equalised',
  rank: 'ranked',
  smartcrop: 'cropped',
  pow: 'power',
  copy: 'labelled',
  invert: 'inverted',
  less: 'is_less',
  lessEq: 'is_low',
  more: 'is_more',
  moreEq: 'is_high',
  equal: 'is_equal',
  and: 'both',
  or: 'either',
  flatten: 'flattened',
  sobel: 'edges',
  canny: 'edges',
  zoom: 'enlarged',
  shrink: 'reduced',
  subsample: 'reduced',
};

/** Returns what a picture is called in a program, in snake_case. */
export function nameFor(node: GraphNode): string {
  switch (node.kind) {
    case 'call':
      return nouns[node.name] ?? 'picture';
    case 'matrix':
      return 'matrix';
    case 'mask':
      return 'mask';
    case 'resource':
      return node.resource.kind === 'text' ? 'lettering' : 'overlay';
    case 'wrapped':
      return 'finished';
    case 'choice': {
      const result = node.then.output;
      return result.kind === 'input' ? 'chosen' : nameFor(result);
    }
    case 'input':
      return 'image';
  }
}

/** What the numbers that an operation takes are called, in its order. */
const positions: Readonly<Record<string, readonly string[]>> = {
  extractArea: ['left', 'top', 'width', 'height'],
  embed: ['x', 'y', 'width', 'height'],
  gravity: ['direction', 'width', 'height'],
  insert: ['overlay', 'x', 'y'],
  xyz: ['width', 'height'],
  black: ['width', 'height'],
  gaussnoise: ['width', 'height'],
  resize: ['scale'],
  replicate: ['across', 'down'],
  zoom: ['across', 'down'],
  smartcrop: ['width', 'height'],
};

/** Returns names for the numbers that operations take, by what they are for; in snake_case. */
export function quantityNames(items: readonly Item[]): ReadonlyMap<Item, string> {
  const names = new Map<Item, string>();
  const note = (value: unknown, name: string | undefined): void => {
    if (typeof value !== 'object' || value === null || !('expression' in value)) return;
    const { expression } = value as { expression: Item };
    if (name !== undefined && !names.has(expression)) names.set(expression, name);
  };
  for (const item of items) {
    if (item.kind !== 'call') continue;
    item.arguments.forEach((value, index) => note(value, positions[item.name]?.[index]));
    for (const [key, value] of Object.entries(item.options)) note(value, key);
  }
  return names;
}
