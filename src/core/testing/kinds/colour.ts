import fc from '../properties';
import type { ColourParameter } from '../../parameters/kinds/colour';
import type { TriedKind } from './tried-kind';

const hex = (value: number): string => `#${value.toString(16).padStart(6, '0')}`;

export const colour: TriedKind<ColourParameter> = {
  ends: () => ['#000000', '#ffffff'],
  drawn: (_, random) => hex(Math.floor(random() * 0x1000000)),
  any: () => fc.integer({ min: 0, max: 0xffffff }).map(hex),
  bounds: () => ['#ff7a45', '#FF7A45', '#fff'],
  wrong: () => [[]],
  scrawled: (_, dice) => JSON.stringify(dice.one('#ff7a45', '#FF7A45', '#fff', 'red')),
};
