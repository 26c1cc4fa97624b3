/** What the settings can ask of the browser; given by the app. */
export interface Device {
  /** Returns how many optional decoders are stored for offline use. */
  cachedCodecs(): Promise<number>;
  /** Stores them. */
  cacheCodecs(): Promise<{ outcome: 'done' } | { outcome: 'failed'; reason: string }>;
}
