import { type VersionHead, versionIdForm, type VersionReason } from './version';

/** What a version is called when it has no name of its own. */
const reasonTitles: Readonly<Record<VersionReason, string>> = {
  asked: 'Kept',
  opened: 'Opened',
  export: 'Exported',
  report: 'Report',
  link: 'Link copied',
  replaced: 'Replaced',
  left: 'Left behind',
  restore: 'Restored',
  merge: 'Merged',
  import: 'Imported',
  checkpoint: 'Edited',
};

/** Returns what a version is called on screen: its own name, else why it was kept. */
export const versionTitle = ({ label, reason }: Pick<VersionHead, 'label' | 'reason'>): string =>
  label?.name.trim() || reasonTitles[reason];

/** Returns a number of things with its word. */
export const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en')} ${count === 1 ? one : more}`;

/** What it is about, unless that is a version without a name. */
const quoted = (text: string | undefined): string =>
  text && !versionIdForm.test(text) ? `“${text}”` : 'an earlier version';

/** Returns why a version was kept, or what it holds, for the line below its name. */
export function versionReason({ label, reason, about, carriedBy, steps }: VersionHead): string {
  const contents = steps === 0 ? 'no steps' : counted(steps, 'step');
  const carrier = carriedBy.findLast(({ kind }) => kind === reason)?.name;
  const named = label ? `${reasonTitles[reason]}, ` : '';
  switch (reason) {
    case 'asked':
      return label ? 'Named by you' : 'Kept by you';
    case 'opened':
      return `${named}${about ? `${about}, ` : ''}${contents}`;
    case 'export':
    case 'report':
    case 'link':
      return `${named}${about ?? carrier ?? contents}`;
    case 'replaced':
      return about ? `${named}before ${quoted(about)}` : 'Before something else took its place';
    case 'left':
      return 'Undone, then changed';
    case 'restore':
    case 'merge':
    case 'import':
      return about ? `${named}from ${quoted(about)}` : `${named}${contents}`;
    case 'checkpoint':
      return `${named}${contents}`;
  }
}

/** Returns a moment's time of day on this device, such as "14:26". */
export const timeInWords = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at);

/**
 * Returns a day as people say it: "Today", "Yesterday", "Monday 23 November", or with the year where
 * it is another one.
 * @param day such as `2026-11-27`
 * @param today the same, for now
 */
export function dayInWords(day: string, today: string): string {
  // Noon, so that a change of the clocks never makes it another day.
  const noon = (text: string): number => Date.parse(`${text}T12:00:00Z`);
  const before = Math.round((noon(today) - noon(day)) / 86_400_000);
  if (before === 0) return 'Today';
  if (before === 1) return 'Yesterday';
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    ...(day.slice(0, 4) === today.slice(0, 4) ? { weekday: 'long' } : { year: 'numeric' }),
  }).format(noon(day));
}
