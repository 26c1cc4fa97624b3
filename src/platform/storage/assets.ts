import { type Asset, sha256 } from '../../core/assets/asset';
import type { Result } from '../../core/base/result';
import { stored } from '../../core/stored/kinds';
import type { KeyValueStore } from './key-value-store';

const assetPrefix = stored.asset.prefix;

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

  /** Whether this tab has used the asset with this hash. */
  knows(hash: string): boolean {
    return this.#known.has(hash);
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
}
