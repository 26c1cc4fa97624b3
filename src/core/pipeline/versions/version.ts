import type { ExportSettings } from '../../formats/settings';
import type { Pipeline } from '../pipeline';

/** Why a version was kept. Codes stand in stored records for ever; words are the screen's. */
export const versionReasons = [
  'asked', // the person named it
  'opened', // the first of a pipeline
  'export',
  'report',
  'link',
  'replaced', // before something else took its place
  'left', // undone, then something else was done
  'restore',
  'merge',
  'import',
  'checkpoint', // a burst of edits has rested
] as const;
export type VersionReason = (typeof versionReasons)[number];

/** What went out with a version in it. */
export const carrierKinds = ['export', 'report', 'link'] as const;
export interface Carrier {
  readonly kind: (typeof carrierKinds)[number];
  /** In milliseconds since 1970. */
  readonly at: number;
  /** The file's name, or another word for it. */
  readonly name?: string;
}

/** The small picture of a result: its bytes lie elsewhere, under their hash. */
export interface VersionPicture {
  /** SHA-256 in hex. */
  readonly hash: string;
  readonly bytes: number;
}

/** What the person says of a version; the later one counts, on every device. */
export interface VersionLabel {
  readonly name: string;
  readonly note?: string;
  /** When it was said, in milliseconds since 1970. */
  readonly at: number;
}

/** Whether the person keeps a version at hand; the later word counts, on every device. */
export interface VersionPin {
  readonly on: boolean;
  /** When it was said, in milliseconds since 1970. */
  readonly at: number;
}

/** What is known of a version without its contents: enough for the graph, lists and compaction. */
export interface VersionHead {
  /** `versionId` of contents and parents. */
  readonly id: string;
  /** Which pipeline it is a version of. */
  readonly lineage: string;
  /** None, one, or after a merge two: mine first. */
  readonly parents: readonly string[];
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly reason: VersionReason;
  /** What the reason is about, such as the name of a preset, a file or another version. */
  readonly about?: string;
  readonly label?: VersionLabel;
  readonly pin?: VersionPin;
  readonly picture?: VersionPicture;
  /** In the order of time, each once. */
  readonly carriedBy: readonly Carrier[];
  /** The pipeline's name. */
  readonly title: string;
  readonly steps: number;
  /** Ids of its operations, each once, in the order of the steps. */
  readonly operations: readonly string[];
  /** What its contents take, in bytes of JSON in UTF-8. */
  readonly bytes: number;
}

/** What a version says of a picture: all that merges and comparisons are about. */
export interface VersionContents {
  readonly pipeline: Pipeline;
  /** Null where it carries none. */
  readonly settings: ExportSettings | null;
}

/** A pipeline as it was at one time. Immutable, but for label, pin, picture and `carriedBy`. */
export interface Version extends VersionHead, VersionContents {}

/**
 * What stays of a version whose contents were let go: enough that ancestry stays whole, and that a
 * copy which comes back finds the nearest version that is still here.
 */
export interface VersionTrace {
  readonly id: string;
  readonly lineage: string;
  readonly parents: readonly string[];
  readonly at: number;
}

/** What graphs are made of: versions and traces alike. */
export type VersionNode = Pick<VersionTrace, 'id' | 'parents' | 'at'>;

export const versionBounds = {
  /** Versions that are kept; named ones, branch points and tips may pass it. */
  count: 5_000,
  /** Bytes of contents and pictures that are kept; these may pass it too. */
  bytes: 64 * 1024 * 1024,
  /** Traces that are kept beyond those that versions need. */
  traces: 20_000,
  /** Bytes of one small picture. */
  pictureBytes: 12 * 1024,
  carriers: 20,
  nameLength: 120,
  noteLength: 1_000,
  /** Versions and traces that one file of a history may have. */
  imported: 20_000,
} as const;

/** Ids of versions and lineages: 80 bits as 16 digits of Crockford's base 32, in small letters. */
export const versionIdForm = /^[0-9a-hjkmnp-tv-z]{16}$/;

/** Whether the person named a version, or asked for it. */
export const isNamed = ({ label, reason }: VersionHead): boolean =>
  label !== undefined || reason === 'asked';

/** Whether the person keeps a version at hand, to compare others with it. */
export const isPinned = ({ pin }: VersionHead): boolean => pin?.on === true;

/** Whether a version is kept for ever because the person said something of it. */
export const isTreasured = (head: VersionHead): boolean => isNamed(head) || isPinned(head);

/** Whether a node comes before another where the newest are first; ids decide between equals. */
export const byNewest = (one: VersionNode, other: VersionNode): number =>
  other.at - one.at || (one.id < other.id ? -1 : one.id > other.id ? 1 : 0);
