import type { Moment } from '../naming/tokens';

/** Which date the files of an archive carry: that of the source file, or that of the shot. */
export const fileDates = ['source', 'taken'] as const;
export type FileDate = (typeof fileDates)[number];

/** Returns the choice that a stored run made; runs of before there was one have the usual one. */
export const fileDateIn = (input: unknown): FileDate =>
  fileDates.find((choice) => choice === input) ?? 'source';

/**
 * Returns the date that a result carries. Cameras write the time of their place without saying
 * which that is, so it is taken for the time here, as file managers show it.
 * @param modified when the source file was changed last, in milliseconds since 1970; null when
 *   that is not known
 * @param taken when the camera says that it was taken; null when it does not
 */
export function dateOf(
  choice: FileDate,
  modified: number | null,
  taken: Moment | null,
  now: Date,
): Date {
  if (choice === 'taken' && taken) {
    const { year, month, day, hour, minute, second } = taken;
    return new Date(year, month - 1, day, hour, minute, second);
  }
  return modified === null ? now : new Date(modified);
}
