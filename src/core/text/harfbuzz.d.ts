import 'harfbuzzjs';

declare module 'harfbuzzjs' {
  /** Fetches and starts HarfBuzz, which is to be awaited before all else (scripts/font-faces.mjs). */
  export function begin(): Promise<void>;
}
