import { createContext } from 'svelte';
import type { Result } from '../../core/base/result';

/** What the field of a picture asks of the app around it. */
export interface AssetProvider {
  /** Asks the person for a picture file; null when none was chosen. */
  choose(): Promise<File | null>;
  /** Reads and keeps a picture file; its hash is the parameter's value. */
  bring(file: File): Promise<Result<string>>;
  /** Returns the PNG file with this hash, or null when this device does not have it. */
  picture(hash: string): Promise<Blob | null>;
}

export const [getAssetProvider, setAssetProvider] = createContext<AssetProvider>();
