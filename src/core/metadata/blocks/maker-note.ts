import { typeBytes } from './exif-types';

/** Where the directory begins in notes of makers whose places count from the start of the block. */
const heads = [0, 6, 8, 10, 12];
/** No maker writes as many tags. */
const maxEntries = 512;

/** A value that lies outside of its directory's entry. */
interface Pointer {
  /** Where the entry says so, in the note. */
  readonly saidAt: number;
  readonly place: number;
  readonly bytes: number;
}

interface NoteDirectory {
  readonly end: number;
  readonly pointers: readonly Pointer[];
}

/** Returns what a directory at a place in a note points to; null where there is none. */
function directoryAt(view: DataView, head: number, little: boolean): NoteDirectory | null {
  if (head + 2 > view.byteLength) return null;
  const count = view.getUint16(head, little);
  const end = head + 2 + 12 * count;
  if (count === 0 || count > maxEntries || end > view.byteLength) return null;
  const pointers: Pointer[] = [];
  for (let entry = head + 2; entry < end; entry += 12) {
    const size = typeBytes[view.getUint16(entry + 2, little)];
    const bytes = (size ?? 0) * view.getUint32(entry + 4, little);
    if (size === undefined || bytes > view.byteLength) return null;
    if (bytes <= 4) continue;
    pointers.push({ saidAt: entry + 8, place: view.getUint32(entry + 8, little), bytes });
  }
  return { end, pointers };
}

/** Returns whether places count from the start of the block, in which the note lay at `from`. */
function isAbsolute({ end, pointers }: NoteDirectory, from: number, length: number): boolean {
  const first = Math.min(...pointers.map(({ place }) => place));
  const isInside = pointers.every(
    ({ place, bytes }) => place >= from && place + bytes <= from + length,
  );
  // Values follow their directory: that tells from where they are counted.
  return pointers.length > 0 && isInside && Math.abs(first - from - end) < Math.abs(first - end);
}

/**
 * Returns a maker's note that lay at `from` in its block as it reads at `to`: some makers count the
 * places of values from the start of the block. Others count from within the note, or in ways of their own: those
 * are returned as they are.
 */
export function movedNote(note: Uint8Array, from: number, to: number): Uint8Array {
  const moved = note.slice();
  const view = new DataView(moved.buffer);
  for (const head of heads) {
    for (const little of [true, false]) {
      const directory = directoryAt(view, head, little);
      if (directory === null || !isAbsolute(directory, from, note.length)) continue;
      for (const { saidAt, place } of directory.pointers) {
        view.setUint32(saidAt, place - from + to, little);
      }
      return moved;
    }
  }
  return note;
}
