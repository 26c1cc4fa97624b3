/** More threads than this gain nothing for photos and cost memory each. */
const maxThreads = 8;

/** Threads in the pool beyond those that one job uses. */
const spareThreads = 4;

/** wasm-vips takes at least as many threads as this, whatever it is told. */
const minPool = 6;

/** Returns how many threads one job may use on a device with `cores` cores. */
export const threadsFor = (cores: number): number => Math.max(1, Math.min(maxThreads, cores));

/**
 * Returns how many threads an engine is given whose jobs use `threads` each. libvips waits for ever
 * when as many threads work on a job as its pool holds, since encoders need two more.
 */
export const poolFor = (threads: number): number => Math.max(minPool, threads + spareThreads);
