import { type Asset, hashesIn, sha256 } from '../../core/assets/asset';
import { ok, type Result } from '../../core/base/result';
import { smallPicturePrefix, stored } from '../../core/stored/kinds';
import type { KeyValueStore } from './key-value-store';

const assetPrefix = stored.asset.prefix;

/** Pictures that were opened are stored beside the work; they name no assets. */
const sourcePrefix = stored.source.prefix;

/**
 * A picture that nothing names is kept for this long, in milliseconds: another tab may just have
 * brought it, or undo may bring its step back.
 */
const keptUnnamed = 24 * 60 * 60 * 1000;

interface Stored {
  readonly addedAt: number;
  readonly png: Blob;
}

/** Returns a stored picture, or null for what is none. */
export function readStored(value: unknown): Stored | null {
  if (typeof value !== 'object' || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const addedAt = fields.get('addedAt');
  const png = fields.get('png');
  return typeof addedAt === 'number' && png instanceof Blob ? { addedAt, png } : null;
}

/** The pictures that documents bring along, by hash, in the same database as the documents. */
export class AssetStore {
  /** What this tab has used, which outlives a storage that refuses. */
  readonly #known = new Map<string, Blob>();

  constructor(
    private readonly records: KeyValueStore,
    private readonly now: () => number = () => Date.now(),
  ) {}

  /** Keeps an asset. It can be had again in this tab even where the storage refuses. */
  put({ hash, png }: Pick<Asset, 'hash' | 'png'>): Promise<Result<null>> {
    this.#known.set(hash, png);
    const stored: Stored = { addedAt: this.now(), png };
    return this.records.write({ put: new Map([[assetPrefix + hash, stored]]), drop: [] });
  }

  /** Returns the PNG file with this hash; null when it is not here or has become another one. */
  async get(hash: string): Promise<Blob | null> {
    const known = this.#known.get(hash);
    if (known) return known;
    const read = await this.records.read([assetPrefix + hash]);
    const stored = read.ok ? readStored(read.value[0]) : null;
    if (!stored) return null;
    try {
      if ((await sha256(new Uint8Array(await stored.png.arrayBuffer()))) !== hash) return null;
    } catch (error) {
      console.info('Pipette: a stored picture could not be read.', error);
      return null;
    }
    this.#known.set(hash, stored.png);
    return stored.png;
  }

  /** Drops assets that nothing which is stored here has named for a day. */
  async collect(): Promise<Result<null>> {
    const keys = await this.records.keys();
    if (!keys.ok) return keys;
    const assets = keys.value.filter((key) => key.startsWith(assetPrefix));
    if (assets.length === 0) return ok(null);
    const others = keys.value.filter(
      // Bytes of pictures name none.
      (key) =>
        ![assetPrefix, sourcePrefix, smallPicturePrefix].some((start) => key.startsWith(start)),
    );
    const [stored, naming] = [await this.records.read(assets), await this.records.read(others)];
    if (!stored.ok) return stored;
    if (!naming.ok) return naming;
    const named = hashesIn(naming.value);
    const drop = assets.filter((key, index) => {
      const hash = key.slice(assetPrefix.length);
      if (named.has(hash) || this.#known.has(hash)) return false;
      const addedAt = readStored(stored.value[index])?.addedAt ?? 0;
      return this.now() - addedAt > keptUnnamed;
    });
    return drop.length === 0 ? ok(null) : this.records.write({ put: new Map(), drop });
  }
}
