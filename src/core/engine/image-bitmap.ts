/**
 * A decoded picture that the browser draws: its own type where there is one, and what core may know
 * of it where there is none.
 */
export type ImageBitmap = typeof globalThis extends {
  ImageBitmap: { prototype: infer Own };
}
  ? Own
  : { readonly width: number; readonly height: number; close(): void };
