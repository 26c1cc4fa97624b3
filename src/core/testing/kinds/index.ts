import type { Parameter, ParameterKind } from '../../parameters';
import { asset } from './asset';
import { choice } from './choice';
import { colour } from './colour';
import { corners } from './corners';
import { curve } from './curve';
import { numeric } from './numeric';
import { point } from './point';
import { rectangle } from './rectangle';
import { rectangles } from './rectangles';
import { text } from './text';
import { toggle } from './toggle';
import type { TriedKind } from './tried-kind';

/** How tests try each kind. A new kind does not compile until it is tried. */
const kinds: {
  readonly [Kind in ParameterKind]: TriedKind<Extract<Parameter, { kind: Kind }>>;
} = {
  number: numeric,
  pixels: numeric,
  choice,
  toggle,
  colour,
  point,
  rectangle,
  rectangles,
  corners,
  curve,
  text,
  asset,
};

/** Returns how tests try parameters of this kind. */
export const triedKind = ({ kind }: Parameter): TriedKind => kinds[kind];
