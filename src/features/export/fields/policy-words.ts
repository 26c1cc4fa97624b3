import type { Format } from '../../../core/formats/define';
import type { MetadataPolicy } from '../../../core/metadata/groups';
import { cannotHold } from '../../../core/metadata/stays';

/** A policy for metadata as it is offered. */
export interface OfferedPolicy {
  readonly value: MetadataPolicy;
  readonly label: string;
  readonly hint: string;
}

const policies: readonly OfferedPolicy[] = [
  {
    value: 'safe',
    label: 'All but location and serial numbers',
    hint: 'Removes location, serial numbers, IDs, maker notes and the thumbnail.',
  },
  { value: 'none', label: 'Nothing', hint: 'Only the sRGB profile stays.' },
  {
    value: 'all',
    label: 'Everything',
    hint: 'Whoever gets the file can read where, when and with which camera it was taken.',
  },
  {
    value: 'copyright',
    label: 'Copyright and author only',
    hint: 'Whose picture it is stays; everything else goes.',
  },
  { value: 'own', label: 'Own choice', hint: 'Choose the groups that stay.' },
];

type Chosen = Pick<Format, 'label' | 'holds'>;

/**
 * Returns in one sentence what of the metadata that a policy keeps the chosen format has no room
 * for; null when everything that stays is held.
 */
export const lostInFormat = (policy: MetadataPolicy, format: Chosen): string | null =>
  policy === 'none' ? null : cannotHold(format);

const holdsNothing = ({ holds: { exif, iptc, texts, xmpBytes } }: Chosen): boolean =>
  !exif && iptc === null && !texts && xmpBytes === 0;

/** Returns the policies as they are with a format: what is said of each is true of its files. */
export const policiesFor = (format: Chosen): readonly OfferedPolicy[] =>
  policies.map((policy) => {
    const lost = lostInFormat(policy.value, format);
    if (lost === null) return policy;
    return { ...policy, hint: holdsNothing(format) ? lost : `${policy.hint} ${lost}` };
  });
