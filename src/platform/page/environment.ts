/** What the browser tells about this device; null where it tells nothing. */
export interface Device {
  readonly userAgent: string;
  readonly cores: number | null;
  /** GB, rounded and capped by the browser. */
  readonly memoryGb: number | null;
}

/** Returns what the browser tells about this device. */
export function readDevice(): Device {
  // Only Chromium tells memory.
  const memory: unknown = Reflect.get(navigator, 'deviceMemory');
  return {
    userAgent: navigator.userAgent,
    cores: navigator.hardwareConcurrency || null,
    memoryGb: typeof memory === 'number' ? memory : null,
  };
}
