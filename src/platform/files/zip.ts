/** Archives written piece by piece: what goes in is never in memory as a whole. */
import { Zip, ZipDeflate, ZipPassThrough } from 'fflate';

/** One file of an archive. */
export interface ZipEntry {
  /** Path inside the archive, with slashes. */
  readonly name: string;
  readonly content: Blob;
  /** Two seconds are the same to archives, and no year before 1980. */
  readonly modified: Date;
  /** Whether it is worth deflating: text is, pictures are not. */
  readonly deflate: boolean;
}

/** Takes the bytes of one archive; each write is waited for, so that nothing piles up. */
export interface ZipSink {
  write(chunk: Uint8Array<ArrayBuffer>): Promise<void>;
  close(): Promise<void>;
}

/**
 * An archive ends before it has more bytes or entries than this: the writer knows no zip64, without
 * which 4 GB and 65,535 entries are the end, and many programs end at 2 GiB.
 */
export const maxPart = { bytes: 2 ** 31 - 2 ** 26, entries: 2_000 };

/**
 * Writes entries into archives, one after another; begins another archive when one is full.
 * @param open returns where part number `part` (from 1) goes
 * @param max what one archive may hold
 * Rejects when a sink or a content fails, with the name of the latter; the archive is not usable then.
 */
export async function writeZips(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
  open: (part: number) => Promise<ZipSink>,
  max: { readonly bytes: number; readonly entries: number } = maxPart,
): Promise<number> {
  let part: Part | null = null;
  let parts = 0;
  for await (const entry of entries) {
    const isFull =
      part !== null && (part.entries >= max.entries || part.bytes + entry.content.size > max.bytes);
    if (part !== null && isFull) {
      await part.end();
      part = null;
    }
    if (part === null) {
      parts += 1;
      part = new Part(await open(parts));
    }
    await part.add(entry);
  }
  await part?.end();
  return parts;
}

/** Archives know the years 1980 to 2099; a file without a date, as some cards have, says 1970. */
const yearsOfZip = { first: 1980, last: 2099 };

function zipDate(date: Date): Date {
  const year = date.getFullYear();
  if (year >= yearsOfZip.first && year <= yearsOfZip.last) return date;
  // Also for a date that is none.
  return year > yearsOfZip.last
    ? new Date(yearsOfZip.last, 11, 31, 23, 59, 58)
    : new Date(yearsOfZip.first, 0, 1);
}

class Part {
  bytes = 0;
  entries = 0;
  private readonly zip: Zip;
  private chunks: Uint8Array<ArrayBuffer>[] = [];
  private failure: Error | null = null;

  constructor(private readonly sink: ZipSink) {
    this.zip = new Zip((error, chunk) => {
      if (error) this.failure = error;
      // Another program's types say that it may be shared memory, which it never is.
      else if (chunk.length > 0) this.chunks.push(new Uint8Array(chunk));
    });
  }

  async add({ name, content, modified, deflate }: ZipEntry): Promise<void> {
    const file = deflate ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    file.mtime = zipDate(modified);
    this.zip.add(file);
    const reader = content.stream().getReader();
    for (;;) {
      const { done, value } = await reader.read().catch((cause: unknown) => {
        throw new Error(`${name} cannot be read any more.`, { cause });
      });
      if (done) break;
      file.push(value);
      await this.flush();
    }
    file.push(new Uint8Array(0), true);
    await this.flush();
    this.entries += 1;
  }

  async end(): Promise<void> {
    this.zip.end();
    await this.flush();
    await this.sink.close();
  }

  private async flush(): Promise<void> {
    if (this.failure) throw this.failure;
    const chunks = this.chunks;
    this.chunks = [];
    for (const chunk of chunks) {
      this.bytes += chunk.length;
      await this.sink.write(chunk);
    }
  }
}
