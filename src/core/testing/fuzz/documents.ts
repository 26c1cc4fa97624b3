import { formats } from '../../formats/index';
import type { Parameter } from '../../parameters';
import { operations } from '../../operations/index';
import { triedKind } from '../kinds';
import type { Dice } from './dice';
import { anyText, oddNumbers } from './words';

// Documents as texts of JSON, written by a grammar: almost right where readers look at what stands
// there, and anything where they should not. As texts, because a text can say more than a value:
// a name twice, a number that no double holds, half a character.

const [firstOperation, ...otherOperations] = operations;
const [firstFormat, ...otherFormats] = formats;
if (!firstOperation || !firstFormat) throw new TypeError('there are operations and formats');

/** Halves of characters go through as escapes, which JSON writes them as. */
const text = (value: string): string => JSON.stringify(value);

const fields = (pairs: readonly (readonly [string, string])[]): string =>
  `{${pairs.map(([name, value]) => `${text(name)}:${value}`).join(',')}}`;

/** Returns any value: of any kind, with any names, seldom very deep or very long. */
export function anyJson(dice: Dice, depth = 3): string {
  if (dice.happens(0.01)) {
    const deep = dice.one(19, 20, 21, 22, 100, 2_000);
    return dice.happens(0.5)
      ? `${'['.repeat(deep)}${']'.repeat(deep)}`
      : `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`;
  }
  switch (dice.upTo(depth > 0 ? 6 : 3)) {
    case 0:
      return dice.from(oddNumbers);
    case 1:
      return text(anyText(dice));
    case 2:
      return dice.one('true', 'false', 'null', '""', '[]', '{}');
    case 3:
      return dice.happens(0.02)
        ? `[${Array(dice.times(3_000))
            .fill(dice.one('1', '[]', '{}', '""'))
            .join(',')}]`
        : dice.from(oddNumbers);
    case 4:
      return `[${dice.several(3, () => anyJson(dice, depth - 1)).join(',')}]`;
    default:
      return fields(dice.several(3, () => [anyText(dice), anyJson(dice, depth - 1)] as const));
  }
}

/** Mostly what belongs there. */
const mostly = (dice: Dice, good: () => string): string =>
  dice.happens(0.85) ? good() : anyJson(dice);

const list = (count: number, make: (at: number) => string): string =>
  `[${Array.from({ length: count }, (_, at) => make(at)).join(',')}]`;

const values = (dice: Dice, declared: ReadonlyMap<string, Parameter>): string =>
  fields([
    ...[...declared]
      .filter(() => dice.happens(0.7))
      .map(
        ([name, one]) => [name, mostly(dice, () => triedKind(one).scrawled(one, dice))] as const,
      ),
    ...(dice.happens(0.05) ? [[anyText(dice), anyJson(dice)] as const] : []),
  ]);

function step(dice: Dice): string {
  const operation = dice.one(firstOperation, ...otherOperations);
  const name = dice.happens(0.85) ? operation?.id : dice.one('of-the-future', anyText(dice));
  const pairs: (readonly [string, string])[] = [
    ['operation', mostly(dice, () => text(name ?? ''))],
    ['parameters', mostly(dice, () => values(dice, operation?.parameters ?? new Map()))],
  ];
  const more: Readonly<Record<string, () => string>> = {
    step: () => dice.from(oddNumbers),
    id: () => text(dice.one('a', 'b', 'step-1', 'step-2', 'i'.repeat(65))),
    enabled: () => dice.one('true', 'false', '"yes"'),
    name: () => text(anyText(dice)),
    note: () => text(anyText(dice)),
  };
  for (const [key, make] of Object.entries(more)) {
    if (dice.happens(0.3)) pairs.unshift([key, mostly(dice, make)]);
  }
  if (dice.happens(0.1)) pairs.push([anyText(dice), anyJson(dice)]);
  return fields(pairs);
}

function settings(dice: Dice): string {
  const format = dice.one(firstFormat, ...otherFormats);
  const pairs: (readonly [string, string])[] = [
    ['format', text(format?.id ?? 'jpeg')],
    [
      'values',
      mostly(dice, () =>
        fields([[format?.id ?? '', values(dice, format?.parameters ?? new Map())]]),
      ),
    ],
    ['size', text(dice.one('original', 'web', 'custom', 'other'))],
    ['metadata', text(dice.one('safe', 'own', 'all', 'none', 'keep'))],
    ['metadataGroups', mostly(dice, () => '["date","camera","date","none"]')],
    ['fitUnder', dice.from(oddNumbers)],
    ['fitKeepsSize', dice.one('true', '1')],
    ['carriesPipeline', dice.one('true', '1')],
    ['fileName', text(anyText(dice))],
  ];
  const chosen = pairs.filter(() => dice.happens(0.6));
  return fields(dice.happens(0.1) ? [...chosen, [anyText(dice), anyJson(dice)]] : chosen);
}

const moment = (dice: Dice): string =>
  text(dice.one('2026-11-26T17:30:00Z', '2026-13-26T17:30:00Z', 'yesterday'));

/** Returns a document of a pipeline, as JSON, that may be almost right. */
export function anyDocument(dice: Dice): string {
  const steps = mostly(dice, () =>
    list(dice.happens(0.01) ? 199 + dice.upTo(2) : dice.upTo(4), () =>
      mostly(dice, () => step(dice)),
    ),
  );
  const isFirst = dice.happens(0.1);
  const pairs: (readonly [string, string])[] = [
    ...(dice.happens(0.92)
      ? [['pipette', isFirst ? '1' : dice.one('2', '2', '2', '3')] as const]
      : []),
    ['name', mostly(dice, () => text(anyText(dice)))],
    [isFirst ? 'steps' : 'operations', steps],
  ];
  const more: Readonly<Record<string, () => string>> = {
    description: () => text(anyText(dice)),
    created: () => moment(dice),
    origin: () =>
      fields([
        ['id', '"p-1"'],
        ['name', text(anyText(dice))],
        ['fingerprint', '"0123abcd"'],
      ]),
    madeWith: () =>
      fields([
        ['pipette', text(anyText(dice))],
        ['libvips', '"8.18"'],
      ]),
    source: () =>
      fields([
        ['format', text(anyText(dice))],
        ['width', dice.from(oddNumbers)],
        ['height', '9'],
      ]),
    export: () => settings(dice),
    pipeline_info: () => fields([['name', text(anyText(dice))]]),
  };
  for (const [key, make] of Object.entries(more)) {
    if (dice.happens(0.25)) pairs.push([key, mostly(dice, make)]);
  }
  if (dice.happens(0.15)) pairs.splice(dice.upTo(pairs.length), 0, [anyText(dice), anyJson(dice)]);
  return fields(pairs);
}

/** Returns a preset, as JSON, that may be almost right. */
export const anyPreset = (dice: Dice): string =>
  fields([
    ['id', mostly(dice, () => text(dice.one('p-1', 'p-2', 'i'.repeat(64))))],
    ['name', mostly(dice, () => text(anyText(dice)))],
    ['folder', mostly(dice, () => text(anyText(dice)))],
    ['changed', moment(dice)],
    [
      'asks',
      mostly(dice, () =>
        list(dice.upTo(52), () =>
          fields([
            ['step', text(dice.one('a', 'step-1'))],
            ['parameter', text(dice.one('stops', 'amount'))],
          ]),
        ),
      ),
    ],
    ['pipeline', mostly(dice, () => anyDocument(dice))],
    ...(dice.happens(0.1) ? [[anyText(dice), anyJson(dice)] as const] : []),
  ]);

/** Returns a collection of presets, as JSON. */
export const anyCollection = (dice: Dice): string =>
  fields([
    ['pipette-collection', dice.one('1', '1', '2', dice.from(oddNumbers))],
    ['presets', mostly(dice, () => list(dice.upTo(3), () => mostly(dice, () => anyPreset(dice))))],
  ]);
