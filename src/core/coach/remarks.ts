import { operationsById } from '../operations/index';
import type { Pipeline } from '../pipeline/pipeline';
import { listed, titleOf } from './facts';

/** Something to know about speed that asks for nothing. */
export interface Remark {
  readonly title: string;
  readonly words: string;
}

/** Returns what is to be said of steps that do nothing now. */
export function remarksOn({ steps }: Pipeline): Remark[] {
  const off = steps.filter((step) => step.kind === 'known' && !step.enabled).map(titleOf);
  const idle = steps
    .filter(
      (step) =>
        step.kind === 'known' &&
        step.enabled &&
        operationsById.get(step.operation)?.isIdentity(step.values) === true,
    )
    .map(titleOf);
  const unknown = steps.filter(({ kind }) => kind === 'placeholder').map(titleOf);
  const remark = (names: readonly string[], one: string, more: string, words: string): Remark[] =>
    names.length === 0
      ? []
      : [{ title: `${listed(names)} ${names.length === 1 ? one : more}`, words }];
  return [
    ...remark(off, 'is off', 'are off', 'Costs nothing now.'),
    ...remark(
      idle,
      'changes nothing',
      'change nothing',
      'Skipped at these values, so it costs nothing.',
    ),
    ...remark(unknown, 'is not known here', 'are not known here', 'Does nothing in this version.'),
  ];
}
