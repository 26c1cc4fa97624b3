/** What a piece of metadata is about. */
export const metadataGroups = [
  { id: 'camera', label: 'Camera and exposure' },
  { id: 'date', label: 'Date and time' },
  { id: 'location', label: 'Location' },
  { id: 'author', label: 'Author and copyright' },
  { id: 'description', label: 'Description and keywords' },
  { id: 'software', label: 'Software and edits' },
  { id: 'identifiers', label: 'Serial numbers and IDs' },
  { id: 'maker-notes', label: 'Maker notes' },
  { id: 'other', label: 'Everything else' },
] as const;

export type MetadataGroup = (typeof metadataGroups)[number]['id'];

/** What somebody could learn who gets the file; null for nothing about a person. */
export type Risk = 'place' | 'person' | 'serial number';

const risks: Readonly<Partial<Record<MetadataGroup, Risk>>> = {
  location: 'place',
  author: 'person',
  identifiers: 'serial number',
  // Makers write serial numbers, names and places there, each in a way of its own.
  'maker-notes': 'serial number',
};

/** Returns the risk of a group. */
export const riskOf = (group: MetadataGroup): Risk | null => risks[group] ?? null;

/** Ways to choose what stays; 'own' is a choice of groups. */
export const metadataPolicies = ['safe', 'all', 'copyright', 'none', 'own'] as const;
export type MetadataPolicy = (typeof metadataPolicies)[number];

/** The groups that the policies keep. */
const kept: Readonly<Record<Exclude<MetadataPolicy, 'own'>, readonly MetadataGroup[]>> = {
  safe: ['camera', 'date', 'author', 'description', 'software'],
  all: metadataGroups.map(({ id }) => id),
  copyright: ['author'],
  none: [],
};

/** Returns the groups that stay. @param own the choice of groups for the policy 'own' */
export const keptGroups = (
  policy: MetadataPolicy,
  own: readonly MetadataGroup[],
): ReadonlySet<MetadataGroup> => new Set(policy === 'own' ? own : kept[policy]);
