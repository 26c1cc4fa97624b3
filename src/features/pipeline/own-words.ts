import { count } from '../../core/base/words';
import type { SortedOwn } from '../../core/programs/own-pictures';

/** Returns what a program does with the pictures of a set that have values of their own. */
export function ownInWords({
  pictures,
  alike,
  many,
}: Pick<SortedOwn, 'pictures' | 'alike' | 'many'>): string {
  const [have, whose, names] = pictures === 1 ? ['has', 'its', 'name'] : ['have', 'their', 'names'];
  const refusals = [
    [alike, 'others have the same name and other values'],
    [many, 'the program has no room for more different values'],
  ] as const;
  return [
    `This is the pipeline of the set. ${count(pictures, 'picture')} ${have} values of ${whose} own, which the program uses for any file of ${whose} ${names}, in any folder.`,
    ...refusals.flatMap(([number, why]) =>
      number === 0 ? [] : [`It refuses ${count(number, 'picture')}: ${why}.`],
    ),
  ].join(' ');
}
