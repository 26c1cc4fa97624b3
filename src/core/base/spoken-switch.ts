const spoken: ReadonlyMap<string, boolean> = new Map([
  ...['no', 'off', 'false', 'n'].map((word) => [word, false] as const),
  ...['yes', 'on', 'true', 'y'].map((word) => [word, true] as const),
]);

/**
 * Returns what a word means that earlier YAML took for true or false, such as `no`, `Off` or `FALSE`,
 * and that people still write; null for anything else. YAML 1.2 reads these words as texts.
 */
export const spokenSwitch = (value: unknown): boolean | null =>
  typeof value === 'string' && value.length <= 5 ? (spoken.get(value.toLowerCase()) ?? null) : null;
