import { listed } from '../base/words';
import { stepTitle } from '../pipeline/step-title';
import { operationsById } from '../operations/index';
import type { Pipeline } from '../pipeline/pipeline';

/** Something to know about speed that asks for nothing. */
export interface Remark {
  readonly title: string;
  readonly words: string;
}

/** Returns what is to be said of steps that do nothing now. */
export function remarksOn({ steps }: Pipeline): Remark[] {
  const off = steps.filter((step) => step.kind === 'known' && !step.enabled).map(stepTitle);
  const idle = steps
    .filter(
      (step) =>
        step.kind === 'known' &&
        step.enabled &&
        operationsById.get(step.operation)?.isIdentity(step.values) === true,
    )
    .map(stepTitle);
  const unknown = steps.filter(({ kind }) => kind === 'placeholder').map(stepTitle);
  return [
    ...about(off, ['is off', 'Costs nothing now.'], ['are off', 'They cost nothing now.']),
    ...about(
      idle,
      ['changes nothing', 'Skipped at these values, so it costs nothing.'],
      ['change nothing', 'Skipped at these values, so they cost nothing.'],
    ),
    ...about(
      unknown,
      ['is not known here', 'Does nothing in this version.'],
      ['are not known here', 'They do nothing in this version.'],
    ),
  ];
}

type Words = readonly [title: string, words: string];

function about(names: readonly string[], one: Words, more: Words): Remark[] {
  if (names.length === 0) return [];
  const [title, words] = names.length === 1 ? one : more;
  return [{ title: `${listed(names)} ${title}`, words }];
}
