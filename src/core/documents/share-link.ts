import { fail, ok, type Result } from '../base/result';
import type { Pipeline } from '../pipeline/pipeline';
import { type CarriedVersion, carriedFromText, carriedText } from '../pipeline/versions/carried';
import type { ReadDocument } from './document';
import { type LinkChoices, linkParts } from './link/compact';
import { isConfigAddress, readConfigAddress } from './link/config-address';
import { changed, isBareHash, notUnpacked, readFrame, writeFrame } from './link/frame';
import { pack, unpack } from './link/packings';
import { readCompact } from './link/read-compact';
import { readDocument } from './read-document';

export type { LinkChoices };

/**
 * Returns a pipeline as the hash of a link, without #. It holds what differs from the frozen table
 * (link/declared-1.ts) in the shortest of three packings, and a length and checksum by which a link
 * that was cut or changed is known. Never the source, its name, ids of steps, dates or the preset's
 * origin.
 * @param version which one it is of the pipeline's history; it stands behind the link, after a dot
 */
export function writeLink(
  pipeline: Pipeline,
  choices: LinkChoices,
  version: CarriedVersion | null = null,
): string {
  const text = linkParts(pipeline, choices).map((part) => part.text);
  const { letter, body } = pack(text.join(''));
  return writeFrame(letter, body) + (version ? `.${carriedText(version)}` : '');
}

/**
 * Reads a link: the whole address or its hash, with the marks and spaces that other programs add,
 * or the older form `?config=`. The document is exactly the one that was written, or there is a
 * failure: LINK-CUT, LINK-CHANGED, LINK-FOREIGN, LINK-VERSION, LINK-SIZE, or that of the document.
 */
export function readLink(link: string): Result<ReadDocument> {
  const hash = link.indexOf('#');
  if (isConfigAddress(link)) return readConfigAddress(link);
  const frame = readFrame(hash === -1 ? link : link.slice(hash + 1));
  if (!frame.ok) return frame;
  const text = unpack(frame.value.letter, frame.value.body);
  if (!text.ok) return fail(notUnpacked(text.error));
  const document = readCompact(text.value);
  if (document === null) return fail(changed('The content is no pipeline.'));
  const read = readDocument(document);
  const version = carriedFromText(/^\.(\w+)/.exec(frame.value.behind)?.[1] ?? '');
  return read.ok && version ? ok({ ...read.value, version }) : read;
}

/**
 * Returns the part of a pasted text that `readLink` takes, from the hash of the first link on, or
 * the text itself when it is an address with `?config=` or nothing but a hash. Null when there is
 * none, so that the text can be tried as something else.
 */
export function linkIn(text: string): string | null {
  const at = text.search(/(?:#|%23)\d{1,3}\.[a-z](?:[\w~.-]{6}|[\w~.-]*\W*$)/i);
  if (at !== -1) return text.slice(at).replace(/^%23/, '#');
  return isConfigAddress(text) || isBareHash(text) ? text : null;
}
