import { safeFileName } from './safe-file-name';

/** A name that was taken already, and the one that the file got instead. */
export interface Collision {
  readonly wanted: string;
  readonly given: string;
}

/**
 * Hands out file names of which no two are the same on any common system: letter case and the way
 * in which accents are written do not tell them apart. Names may have folders before them, parted
 * by slashes; only names of one folder collide.
 */
export class NameBook {
  private readonly taken = new Set<string>();

  /** Returns the name itself, or with a number: "photo (2).jpg". */
  take(wanted: string): string {
    const slash = wanted.lastIndexOf('/') + 1;
    const [folder, file] = [wanted.slice(0, slash), wanted.slice(slash)];
    const dot = file.lastIndexOf('.');
    const [stem, extension] = dot > 0 ? [file.slice(0, dot), file.slice(dot)] : [file, ''];
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? file : numbered(stem, number, extension);
      const key = keyOf(folder + name);
      if (this.taken.has(key)) continue;
      this.taken.add(key);
      return folder + name;
    }
  }
}

/** What is the same for names that some system holds for the same. */
const keyOf = (name: string): string => name.normalize('NFKC').toUpperCase().toLowerCase();

/** The number must survive the cut of a long name, so the stem is cut first. */
function numbered(stem: string, number: number, extension: string): string {
  const tail = ` (${number})`;
  let letters = [...stem];
  while (letters.length > 0) {
    const name = `${letters.join('').trimEnd()}${tail}${extension}`;
    const safe = safeFileName(name);
    if (safe.includes(tail)) return safe;
    letters = letters.slice(0, -1);
  }
  return `image${tail}${extension}`;
}

/** Returns names of which no two collide, in the order given, and those that had to change. */
export function uniqueNames(wanted: readonly string[]): {
  readonly names: readonly string[];
  readonly collisions: readonly Collision[];
} {
  const book = new NameBook();
  const names = wanted.map((name) => book.take(name));
  const collisions = names.flatMap((given, index) => {
    const before = wanted[index] ?? given;
    return given === before ? [] : [{ wanted: before, given }];
  });
  return { names, collisions };
}
