import { readRecord } from '../base/read-record';
import { documentVersion } from '../pipeline/pipeline';
import { isNothingOwn, nothingOwn, type OwnValues } from './own-values';
import { readOwn } from './read-set';
import { bestRating, flags, longestPath, type PictureSet, type SetEntry } from './set';
import { setName } from './set-name';

/** What a picture of a set takes along into a project file. */
export type CarriedEntry = Pick<SetEntry, 'folder' | 'modified' | 'rating' | 'flag' | 'own'> & {
  /** Whether it was open when the project was saved. */
  readonly isCurrent: boolean;
};

/**
 * Returns what a project file says of a picture of a set.
 * @param own what counts for this picture only, also of the one that is open
 */
export const writeCarried = (
  { folder, modified, rating, flag }: SetEntry,
  own: OwnValues,
  isCurrent: boolean,
): object => ({
  pipette: documentVersion,
  modified,
  ...(folder !== '' && { folder }),
  ...(rating > 0 && { rating }),
  ...(flag !== 'none' && { flag }),
  ...(!isNothingOwn(own) && { own }),
  ...(isCurrent && { current: true }),
});

/** Reads what a project file says of a picture; what does not fit is as if it were not said. */
export function readCarried(input: object): CarriedEntry {
  const of = readRecord(input);
  const [folder, modified, rating] = [
    of.text('folder'),
    of.number('modified'),
    of.number('rating'),
  ];
  const isRating =
    rating !== null && Number.isInteger(rating) && rating >= 0 && rating <= bestRating;
  return {
    folder: folder !== null && folder.length <= longestPath ? folder.toWellFormed() : '',
    modified: modified !== null && Number.isSafeInteger(modified) ? modified : 0,
    rating: isRating ? rating : 0,
    flag: of.oneOf('flag', flags) ?? 'none',
    own: readOwn(of.any('own'), of.any('pipette')) ?? nothingOwn,
    isCurrent: of.any('current') === true,
  };
}

/** Returns what a project file says of a set as a whole. */
export const writeCarriedSet = ({ name }: PictureSet): object => ({ name });

/** Reads what the set of a project is called; null where nobody said, as before sets had names. */
export function readCarriedName(input: object): string | null {
  const name = setName(readRecord(input).text('name')?.toWellFormed() ?? '', '');
  return name === '' ? null : name;
}
