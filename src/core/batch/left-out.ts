/** How many of the files that came are not taken. */
export interface LeftOut {
  /** Files that systems keep beside a person's own. */
  readonly system: number;
  /** Files of folders that are not what is looked for there. */
  readonly other: number;
}

export const nothingLeftOut: LeftOut = { system: 0, other: 0 };

/** Returns both together. */
export const addLeftOut = (one: LeftOut, more: LeftOut): LeftOut => ({
  system: one.system + more.system,
  other: one.other + more.other,
});

/**
 * What systems write without being asked: macOS (__MACOSX; all else there begins with a dot),
 * Windows, and the storage boxes of Synology and QNAP.
 */
export const systemNames =
  /^(?:__macosx|thumbs\.db|ehthumbs(?:_vista)?\.db|desktop\.ini|\$recycle\.bin|system volume information|@eadir|#recycle|\.?@__thumb|icon\r)$/iu;

/** Returns whether a file is hidden or a system's own, by its path with slashes. */
export const isOfSystem = (path: string): boolean =>
  path.split('/').some((segment) => segment.startsWith('.') || systemNames.test(segment));

const were = (count: number): string => (count === 1 ? 'file' : 'files');

/** What of folders is taken, and what is said of other files there: of one, and of several. */
const notTaken = {
  pictures: ['is no picture', 'are no pictures'],
  'pictures and pipelines': [
    'is neither a picture nor a pipeline',
    'are neither pictures nor pipelines',
  ],
} as const;

/** Returns what was left out, in a sentence or two; empty for nothing. */
export function leftOutInWords(
  { system, other }: LeftOut,
  taken: keyof typeof notTaken = 'pictures',
): string {
  const [one, several] = notTaken[taken];
  return [
    ...(system === 0
      ? []
      : [`${system} ${were(system)} of the system ${system === 1 ? 'was' : 'were'} left out.`]),
    ...(other === 0
      ? []
      : [`${other} ${were(other)} in the folders ${other === 1 ? one : several}.`]),
  ].join(' ');
}
