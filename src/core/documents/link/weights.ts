import { operationsById } from '../../operations/index';
import type { ParameterKind } from '../../parameters';
import type { Pipeline, Step } from '../../pipeline/pipeline';
import { type LinkChoices, linkParts } from './compact';

/** Something that makes a link long. */
export interface Weight {
  readonly what: string;
  /** About how many characters of the link it takes. */
  readonly characters: number;
  /** How to make it shorter; empty when there is no way but to leave it out. */
  readonly advice: string;
}

/** What ten usual steps take: nobody needs a link that is shorter. */
const shortLink = 200;

/** How settings that take many characters could take fewer. */
const advices: readonly (readonly [ParameterKind, string])[] = [
  ['rectangles', 'Fewer areas make it shorter.'],
  ['corners', 'Whole percents make it shorter.'],
  ['curve', 'Fewer points on its curves make it shorter.'],
  ['asset', 'It names its picture by 43 characters, which a file would carry whole.'],
  ['text', 'A shorter text makes it shorter.'],
  ['rectangle', 'Whole pixels, as the crop tool sets them, make it shorter.'],
];

function adviceFor(step: Step): string {
  if (step.kind === 'placeholder') return 'It is not known here and travels as it came.';
  const parameters = [...(operationsById.get(step.operation)?.parameters.values() ?? [])];
  return advices.find(([kind]) => parameters.some((one) => one.kind === kind))?.[1] ?? '';
}

/**
 * Returns what takes most of a link, the heaviest first: at most `max`, and nothing below a
 * twentieth of the whole. Nothing at all for a short link.
 * @param length characters of the link's hash
 */
export function linkWeights(
  pipeline: Pipeline,
  choices: LinkChoices,
  length: number,
  max = 4,
): readonly Weight[] {
  if (length <= shortLink) return [];
  const parts = linkParts(pipeline, choices);
  const sum = (some: typeof parts): number => some.reduce((all, { text }) => all + text.length, 0);
  const whole = sum(parts);
  const about = (what: string): number => sum(parts.filter((part) => part.about === what));
  const all = [
    { what: 'Name and notes', size: about('words'), advice: 'Leave them out above.' },
    { what: 'Export settings', size: about('settings'), advice: 'Leave them out above.' },
    ...pipeline.steps.map((step, index) => ({
      what: `Step ${index + 1}, ${operationsById.get(step.operation)?.label ?? 'unknown'}`,
      size: sum(parts.filter((part) => part.about === step)),
      advice: adviceFor(step),
    })),
  ];
  return all
    .filter(({ size }) => size > 0 && size >= whole / 20)
    .sort((a, b) => b.size - a.size)
    .slice(0, max)
    .map(({ what, size, advice }) => ({
      what,
      characters: Math.round((size / whole) * length),
      advice,
    }));
}
