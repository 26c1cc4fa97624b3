import type { Asset, AssetSource } from '../../core/assets/asset';
import type { AppError } from '../../core/base/errors';
import type { Engine } from '../../core/engine/contract';
import { ok, type Result } from '../../core/base/result';

/** Where pictures that steps bring along are kept; given by the platform. */
export interface AssetRecords {
  put(asset: Asset): Promise<Result<null>>;
  get: AssetSource;
}

/** What is said and done once a picture has come. */
export interface AssetEvents {
  /** The picture can be used, but it is gone when the page is closed. */
  unsaved(error: AppError): void;
  /** A picture that a step may have missed is here. */
  brought(): void;
}

/** The pictures that steps bring along. */
export class Assets {
  constructor(
    private readonly engine: Engine,
    private readonly records: AssetRecords,
    private readonly events: AssetEvents,
    private readonly ask: () => Promise<File[]>,
  ) {}

  /** Asks the person for a picture file; null when none was chosen. Call it within a click. */
  async choose(): Promise<File | null> {
    const [file] = await this.ask();
    return file ?? null;
  }

  /** Reads a picture file, keeps it, and returns its hash. */
  async bring(file: File): Promise<Result<string>> {
    const imported = await this.engine.importAsset(file, file.name);
    if (!imported.ok) return imported;
    await this.#keep(imported.value);
    return ok(imported.value.hash);
  }

  /** Keeps pictures that came with a document; what is not what its hash says is left out. */
  async takeCarried(pictures: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<void> {
    if (pictures.size === 0) return;
    const { carriedAsset } = await import('../../core/assets/carried-asset');
    for (const [hash, bytes] of pictures) {
      const asset = await carriedAsset(hash, bytes);
      if (asset) await this.#keep(asset);
    }
  }

  async #keep(asset: Asset): Promise<void> {
    const kept = await this.records.put(asset);
    if (!kept.ok) this.events.unsaved(kept.error);
    this.events.brought();
  }

  /** Returns the PNG file with this hash, or null when this device does not have it. */
  picture(hash: string): Promise<Blob | null> {
    return this.records.get(hash);
  }
}
