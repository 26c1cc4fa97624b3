import { type MetadataGroup, metadataGroups, riskOf } from './groups';

/** One tag as it was read from a file. */
export interface MetadataEntry {
  readonly group: MetadataGroup | 'structure';
  /** Where it lies: "EXIF", "XMP", "IPTC", "PNG text" or "Profile". */
  readonly container: string;
  readonly name: string;
  /** In words, cut to 200 characters. */
  readonly value: string;
}

/** Returns what a file tells, by group, in the order of the groups, without structure. */
export const groupsIn = (entries: readonly MetadataEntry[]): readonly MetadataGroup[] =>
  metadataGroups.map(({ id }) => id).filter((id) => entries.some(({ group }) => group === id));

/**
 * Returns a receipt in words: what is in a file, and what is not though people mind it:
 * "Checked in the saved file: camera and exposure, date and time. No location, no serial numbers."
 */
export function receiptInWords(entries: readonly MetadataEntry[]): string {
  const found = groupsIn(entries);
  const labels = metadataGroups
    .filter(({ id }) => found.includes(id))
    .map(({ label }) => label.toLowerCase());
  const inside = labels.length === 0 ? 'no metadata' : labels.join(', ');
  const absent = [
    ...(found.includes('location') ? [] : ['no location']),
    ...(found.some((group) => riskOf(group) === 'serial number') ? [] : ['no serial numbers']),
  ].join(', ');
  const sentence = absent === '' ? '' : ` ${absent.charAt(0).toUpperCase()}${absent.slice(1)}.`;
  return `Checked in the saved file: ${inside}.${sentence}`;
}
