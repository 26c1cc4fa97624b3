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
