import { sha256 } from '../../assets/asset';
import { writeDocument } from '../../documents/document';
import {
  type ExportSettings,
  parseExportSettings,
  writeExportSettings,
} from '../../formats/settings';
import { byText, plainText } from './same';
import {
  type Carrier,
  type Version,
  type VersionContents,
  type VersionHead,
  type VersionLabel,
  type VersionPicture,
  type VersionPin,
  type VersionReason,
  versionBounds,
} from './version';

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/** Returns the first 80 bits of a hash in hex as 16 digits of base 32. */
function shortened(hex: string): string {
  const half = (part: string) =>
    Array.from({ length: 8 }, (_, index) => {
      const bits = Number((BigInt(`0x${part}`) >> BigInt(5 * (7 - index))) & 31n);
      return digits.charAt(bits);
    }).join('');
  return half(hex.slice(0, 10)) + half(hex.slice(10, 20));
}

/** The one writing of a version's contents, as a document. */
export const contentsText = ({ pipeline, settings }: VersionContents): string =>
  plainText(writeDocument(pipeline, settings ? { settings } : {}));

/**
 * Resolves to the id of a version: a short hash of what it contains and of its parents. The same
 * contents with the same parents are the same version, on every device.
 */
export async function versionId(
  contents: VersionContents,
  parents: readonly string[],
): Promise<string> {
  const text = `${parents.join(' ')}\n${contentsText(contents)}`;
  return shortened(await sha256(new TextEncoder().encode(text)));
}

/** Returns a new lineage: 80 random bits in the form of version ids. */
export function newLineage(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(10));
  return shortened(Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(''));
}

/** What there is to say about a version that is made, beside its contents. */
export interface VersionFacts {
  readonly lineage: string;
  readonly parents: readonly string[];
  readonly at: number;
  readonly reason: VersionReason;
  readonly about?: string;
  readonly label?: VersionLabel;
  readonly pin?: VersionPin;
  readonly picture?: VersionPicture;
  readonly carriedBy?: readonly Carrier[];
}

/** Returns what a head says of the contents. */
export function factsOfContents(
  contents: VersionContents,
): Pick<VersionHead, 'title' | 'steps' | 'operations' | 'bytes'> {
  const { name, steps } = contents.pipeline;
  return {
    title: name,
    steps: steps.length,
    operations: [...new Set(steps.map(({ operation }) => operation))],
    bytes: new TextEncoder().encode(contentsText(contents)).length,
  };
}

/** Returns settings without what has no effect, which is not written. */
export const settledSettings = (settings: ExportSettings | null): ExportSettings | null =>
  settings && parseExportSettings(writeExportSettings(settings));

/** Resolves to a version with these contents. Parents that stand there twice count once. */
export async function makeVersion(
  { pipeline, settings }: VersionContents,
  facts: VersionFacts,
): Promise<Version> {
  const contents = { pipeline, settings: settledSettings(settings) };
  const { lineage, at, reason, about, label, pin, picture, carriedBy = [] } = facts;
  const parents = [...new Set(facts.parents)].slice(0, 2);
  return {
    id: await versionId(contents, parents),
    lineage,
    parents,
    at,
    reason,
    ...(about === undefined || about === '' ? {} : { about }),
    ...(label === undefined ? {} : { label }),
    ...(pin === undefined ? {} : { pin }),
    ...(picture === undefined ? {} : { picture }),
    carriedBy: tidyCarriers(carriedBy),
    ...factsOfContents(contents),
    ...contents,
  };
}

const carrierKey = ({ kind, at, name = '' }: Carrier): string => `${kind} ${at} ${name}`;

/** Returns carriers in the order of time, each once, the newest where there are too many. */
export const tidyCarriers = (list: readonly Carrier[]): readonly Carrier[] =>
  [...new Map(list.map((carrier) => [carrierKey(carrier), carrier])).values()]
    .sort((one, other) => one.at - other.at || (carrierKey(one) < carrierKey(other) ? -1 : 1))
    .slice(-versionBounds.carriers);

/** Returns which of two that were said of one thing was said later. */
const later = <Said extends { readonly at: number }>(
  one: Said | undefined,
  other: Said | undefined,
): Said | undefined => {
  if (!one || !other) return one ?? other;
  if (one.at !== other.at) return one.at > other.at ? one : other;
  return plainText(one) > plainText(other) ? one : other;
};

/**
 * Returns two records of one version as one, the same whichever comes first: the earlier of both,
 * with the later label and pin, and all that carried it. This is how a version is kept twice, renamed, and
 * imported, so that two tabs or two devices lose nothing.
 */
export function joinVersions(one: Version, other: Version): Version {
  // Of one id but not of one content are only forgeries; of these any one, but always the same.
  const said = ({ lineage, reason, about, pipeline }: Version): string =>
    plainText([lineage, reason, about, pipeline]);
  const order = one.at - other.at || byText(said(one), said(other));
  const first = order <= 0 ? one : other;
  const label = later(one.label, other.label);
  const pin = later(one.pin, other.pin);
  const [picture] = [one.picture, other.picture]
    .filter((found) => found !== undefined)
    .sort((found, than) => byText(found.hash, than.hash) || found.bytes - than.bytes);
  return {
    ...first,
    ...(label ? { label } : {}),
    ...(pin ? { pin } : {}),
    ...(picture ? { picture } : {}),
    carriedBy: tidyCarriers([...one.carriedBy, ...other.carriedBy]),
  };
}
