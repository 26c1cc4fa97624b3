import { bigEndian, joinBytes, latinBytes } from '../../base/join-bytes';
import { ByteView } from '../byte-reader';

/** A box of an ISO media file (ISO/IEC 14496-12, 4.2). */
export interface Box {
  readonly kind: string;
  readonly body: ByteView;
}

/** Boxes and items that are read at most. */
export const maxChildren = 4_096;

const nothing = new ByteView(new Uint8Array(0));

/** Returns the boxes that lie one after another in `view`; stops at the first impossible one. */
export function boxes(view: ByteView): readonly Box[] {
  const found: Box[] = [];
  let at = 0;
  while (at + 8 <= view.length && found.length < maxChildren) {
    const short = view.u32(at);
    const isLong = short === 1 && at + 16 <= view.length;
    const head = isLong ? 16 : 8;
    const length = isLong ? view.u64(at + 8) : short;
    if (length !== 0 && length < head) break;
    const end = length === 0 ? view.length : at + length;
    found.push({ kind: view.text(at + 4, 4), body: view.part(at + head, end - at - head) });
    at = end;
  }
  return found;
}

/** Returns the content of the first box of a kind. */
export const body = (list: readonly Box[], kind: string): ByteView | undefined =>
  list.find((box) => box.kind === kind)?.body;

/** Returns the boxes within the first box of a kind; none when there is none. */
export const boxesIn = (list: readonly Box[], kind: string): readonly Box[] =>
  boxes(body(list, kind) ?? nothing);

/** Bytes of a short box before its content. */
export const headBytes = 8;

/** Returns a box with that content. */
export const boxed = (kind: string, content: Uint8Array): Uint8Array =>
  joinBytes(bigEndian(headBytes + content.length, 4), latinBytes(kind), content);
