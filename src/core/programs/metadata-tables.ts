import type { MetadataGroup } from '../metadata/groups';
import { exifTable, iptcTable, pngTable, xmpTable } from '../metadata/tag-groups';

/** A table of a program: which words belong to which group. */
export interface MetadataTable {
  readonly name: string;
  /** What it is, in one line. */
  readonly comment: string;
  readonly rows: readonly (readonly [group: MetadataGroup, words: string])[];
}

/** What programs that keep some metadata and not others need to know of them. */
export const metadataTables: readonly MetadataTable[] = [
  {
    name: 'EXIF_GROUPS',
    comment: 'EXIF tags by group, with their numbers.',
    rows: exifTable,
  },
  { name: 'XMP_GROUPS', comment: 'XMP properties by group.', rows: xmpTable },
  { name: 'IPTC_GROUPS', comment: "Datasets of IPTC's record 2 by group.", rows: iptcTable },
  { name: 'PNG_GROUPS', comment: 'Texts of PNG files by group.', rows: pngTable },
];
