/** The part of libheif-js that is used; its own types are those of the bare library. */
declare module 'libheif-js/libheif-wasm/libheif.js' {
  export interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Fills `data` with straight RGBA of 8 bits; calls back with null when it cannot. */
    display(
      data: { data: Uint8ClampedArray<ArrayBuffer>; width: number; height: number },
      done: (data: object | null) => void,
    ): void;
    free(): void;
  }
  export interface Libheif {
    HeifDecoder: new () => { decode(bytes: Uint8Array): HeifImage[] };
  }
  export default function create(options: { wasmBinary: ArrayBuffer }): Libheif;
}
