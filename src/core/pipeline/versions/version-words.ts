import { count } from '../../base/words';
import {
  type Carrier,
  carrierKinds,
  type VersionHead,
  versionIdForm,
  type VersionReason,
} from './version';

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

/** What it is about, unless that is a version without a name. */
const quoted = (text: string | undefined): string =>
  text && !versionIdForm.test(text) ? `“${text}”` : 'an earlier version';

const carrierWords: Readonly<Record<Carrier['kind'], (name?: string) => string>> = {
  export: (name) => (name ? `exported as ${name}` : 'exported'),
  report: (name) => (name ? `in the report ${name}` : 'in a report'),
  link: () => 'link copied',
};

/** Returns what else went out with a version than what it was kept for, the last of each kind. */
function carriersInWords({ reason, carriedBy }: VersionHead): readonly string[] {
  return carrierKinds.flatMap((kind) => {
    const last = carriedBy.findLast((carrier) => carrier.kind === kind);
    return last && kind !== reason ? [carrierWords[kind](last.name)] : [];
  });
}

/**
 * Returns why a version was kept, or what it holds, and what else went out with it, for the line below
 * its name.
 */
export const versionReason = (head: VersionHead): string =>
  [whyKept(head), ...carriersInWords(head)].join(', ');

function whyKept({ label, reason, about, carriedBy, steps }: VersionHead): string {
  const contents = steps === 0 ? 'no steps' : count(steps, 'step');
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
