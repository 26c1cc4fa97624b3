import zlib from 'node:zlib';

export const zlibSync = zlib.deflateSync;

/** Unpacks what is given piece by piece, once all of it is there. */
export class Unzlib {
  #parts = [];
  #tell;

  constructor(tell) {
    this.#tell = tell;
  }

  push(part, isLast) {
    this.#parts.push(part);
    if (!isLast) return;
    const packed = Buffer.concat(this.#parts);
    const options = { maxOutputLength: 2 ** 24, finishFlush: zlib.constants.Z_SYNC_FLUSH };
    this.#tell(zlib.inflateSync(packed, options));
  }
}
