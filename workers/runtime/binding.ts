import type Vips from 'wasm-vips';
import { guard } from './guard';

/** What wasm-vips's `Vips()` resolves to. */
export type VipsBinding = typeof Vips;

/** The only decoders that are open. Each file's header was read by our own code before. */
const loaders = ['Jpeg', 'Png', 'Webp', 'Tiff', 'Nsgif', 'Heif', 'Jxl', 'Svg'] as const;

/**
 * Sets a fresh instance up: no operation cache (it would hold memory behind our own, counted one),
 * nothing untrusted, only the decoders we mean to offer, `threads` threads per job, and every call
 * watched for what breaks the instance.
 */
export function configure(vips: VipsBinding, threads: number): void {
  vips.Cache.max(0);
  vips.blockUntrusted(true);
  vips.operationBlock('VipsForeignLoad', true);
  for (const loader of loaders) vips.operationBlock(`VipsForeignLoad${loader}`, false);
  // libvips calls its JPEG XL encoder untrusted with the decoder; it only gets our own pixels.
  vips.operationBlock('VipsForeignSaveJxl', false);
  vips.concurrency(threads);
  guard(vips);
}
