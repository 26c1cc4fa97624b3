/** Reads archives by their central directory, so that an archive of gigabytes is never in memory. */
import { open } from 'node:fs/promises';

/** Returns the names in a zip file and its size in bytes. Throws for what is no whole archive. */
export async function entriesOf(path) {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const tail = Buffer.alloc(Math.min(size, 65_557));
    await file.read(tail, 0, tail.length, size - tail.length);
    const end = tail.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
    if (end < 0) throw new Error('the archive has no end');
    const directory = Buffer.alloc(tail.readUInt32LE(end + 12));
    await file.read(directory, 0, directory.length, tail.readUInt32LE(end + 16));
    const names = [];
    for (let at = 0; at < directory.length;) {
      const [name, extra, comment] = [28, 30, 32].map((offset) =>
        directory.readUInt16LE(at + offset),
      );
      names.push(directory.toString('utf8', at + 46, at + 46 + name));
      at += 46 + name + extra + comment;
    }
    return { names, bytes: size };
  } finally {
    await file.close();
  }
}
