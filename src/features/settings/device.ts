/** What the settings can ask of the browser; given by the app. */
export interface Device {
  /** Bytes used and granted, and whether the browser promised to keep them; null: it does not say. */
  space(): Promise<{ used: number; granted: number; kept: boolean } | null>;
  /** Asks the browser to keep what is stored. Returns whether it promised that. */
  keep(): Promise<boolean>;
  /** Returns how many optional decoders are stored for offline use. */
  cachedCodecs(): Promise<number>;
  /** Stores them. */
  cacheCodecs(): Promise<{ outcome: 'done' } | { outcome: 'failed'; reason: string }>;
}
