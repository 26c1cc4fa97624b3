/** What reading a file's metadata may cost, for a reader that trusts the numbers in a file. */
import { DOMParser } from '@xmldom/xmldom';
import { limits } from '../../src/core/base/limits';
import { Inflation } from '../../src/core/source/inflate';
import { isModestXmp } from '../../src/core/metadata/blocks/xmp-shape';

/** Bytes of a file whose reads are counted. When there were too many, every further one throws. */
class CountedView extends DataView<ArrayBuffer> {
  #left = limits.metadata.reads;

  override getUint8(at: number): number {
    this.#count();
    return super.getUint8(at);
  }

  override getUint16(at: number, little?: boolean): number {
    this.#count();
    return super.getUint16(at, little);
  }

  override getUint32(at: number, little?: boolean): number {
    this.#count();
    return super.getUint32(at, little);
  }

  override getInt32(at: number, little?: boolean): number {
    this.#count();
    return super.getInt32(at, little);
  }

  get isExhausted(): boolean {
    return this.#left < 0;
  }

  #count(): void {
    this.#left -= 1;
    if (this.#left < 0) throw new RangeError('more metadata than is read');
  }
}

const mark = new TextEncoder().encode('<?xpacket end=');

/** Whether the end of a packet of XMP stands in bytes more often than in any file. */
function hasManyPackets(bytes: Uint8Array): boolean {
  const [first = 0] = mark;
  let count = 0;
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (mark.every((byte, index) => bytes[at + index] === byte)) count += 1;
    if (count > limits.metadata.packets) return true;
  }
  return false;
}

/** The budget of one file: what its reader is given, and whether something was left unread. */
export class BoundedReading {
  readonly view: CountedView;
  readonly #hasManyPackets: boolean;
  readonly #inflation = new Inflation(limits.metadata.inflatedBytes);
  #isCut = false;

  constructor(bytes: Uint8Array) {
    // A copy, because what libvips hands out may lie in memory that is shared.
    this.view = new CountedView(bytes.slice().buffer);
    // The reader looks for the last end from every end.
    this.#hasManyPackets = hasManyPackets(bytes);
  }

  /** Whether the file may be read at all. */
  get isReadable(): boolean {
    return !this.#hasManyPackets;
  }

  /** Whether not all that the file tells was read. */
  get isCut(): boolean {
    return (
      this.#isCut || this.#hasManyPackets || this.view.isExhausted || this.#inflation.isExceeded
    );
  }

  /** Parses XMP; throws for what would take too long. */
  readonly domParser = {
    parseFromString: (text: string, type: string): unknown => {
      if (!isModestXmp(text)) {
        this.#isCut = true;
        throw new RangeError('more XMP than is read');
      }
      return new DOMParser({ onError: () => undefined }).parseFromString(text, type);
    },
  };

  /** Unpacks zlib data. Rejects where that would be more than all of a file may unpack to. */
  readonly deflate = (packed: Uint8Array): Promise<Uint8Array> =>
    Promise.resolve().then(() => this.#inflated(packed));

  #inflated(packed: Uint8Array): Uint8Array {
    const whole = this.#inflation.unpack(packed);
    if (whole === null) throw new RangeError('a damaged text, or more than is read');
    return whole;
  }
}
