/** Devices with less memory than this, in GB, get smaller limits. */
const smallMemory = 4;

/** Returns whether this is iOS, or a device of 4 GB of memory or less. */
export function looksSmall(): boolean {
  // Only Chromium tells memory; iPads call themselves Macs but have touch screens.
  const memory: unknown = Reflect.get(navigator, 'deviceMemory');
  const isIos =
    /iPhone|iPad|iPod/.test(navigator.userAgent) ||
    (navigator.userAgent.includes('Macintosh') && navigator.maxTouchPoints > 1);
  return isIos || (typeof memory === 'number' && memory <= smallMemory);
}

/**
 * WebKit tells a number of its own (4 or 8 where there are 2). Measured there with a photo of 10 MP, in
 * time of the processor: on more threads than this an export takes no less, and with a second engine
 * beside the first a batch takes a third more.
 */
const maxWebkit = 2;

/** Returns how many cores are worth using on this device. */
export function coresAtHand(): number {
  const { hardwareConcurrency: told, vendor } = navigator;
  // Every browser on iOS is WebKit, and all of them say so here.
  return vendor.startsWith('Apple') ? Math.min(maxWebkit, told) : told;
}

/** More workers than this gain little and take memory each. */
const maxWorkers = 4;

/**
 * Returns how many files are worth doing at once: a worker uses several threads itself, and takes a
 * quarter of a gigabyte and more.
 */
export const filesAtOnce = (cores: number, small: boolean): number =>
  small ? 1 : Math.max(1, Math.min(maxWorkers, Math.floor(cores / 2)));
