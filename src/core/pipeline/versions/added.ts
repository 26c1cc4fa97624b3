import { count, listed, number } from '../../base/words';

/** What came of adding a history to what is here, in numbers of versions. */
export interface AddedVersions {
  readonly added: number;
  /** Those that were here already. */
  readonly known: number;
  /** Those that were let go of at once, as automatic ones of their age are. */
  readonly thinned: number;
}

/** Returns that in words: "3 versions were added to your history; 2 were here already". */
export function addedInWords({ added, known, thinned }: AddedVersions): string {
  const were = (amount: number): string => (amount === 1 ? 'was' : 'were');
  const said =
    added === 0
      ? 'No version was new to your history'
      : `${count(added, 'version')} ${were(added)} added to your history`;
  const more = [
    ...(known > 0 ? [`${number(known)} ${were(known)} here already`] : []),
    ...(thinned > 0 ? [`${number(thinned)} unnamed ${were(thinned)} thinned out by age`] : []),
  ];
  return more.length === 0 ? said : `${said}; ${listed(more)}`;
}
