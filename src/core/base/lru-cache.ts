/** Something that takes memory until it is deleted. */
export interface Deletable {
  delete(): void;
}

interface Entry<Value> {
  readonly value: Value;
  readonly bytes: number;
}

/** Keeps the most recently used values within a budget of bytes and deletes the others. */
export class LruCache<Value extends Deletable> {
  private readonly entries = new Map<string, Entry<Value>>();
  private held = 0;

  /** @param budget most bytes that are kept; the newest value is kept whatever it takes */
  constructor(private budget: number) {}

  /** Has at least so many bytes be kept from now on. */
  allow(budget: number): void {
    this.budget = Math.max(this.budget, budget);
  }

  /** Bytes that the kept values take. */
  get bytes(): number {
    return this.held;
  }

  /** Returns the value of `key` and marks it as used just now. */
  get(key: string): Value | undefined {
    const entry = this.entries.get(key);
    if (entry === undefined) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  /** Returns every value, those used longest ago first, and marks none as used. */
  values(): readonly Value[] {
    return Array.from(this.entries.values(), ({ value }) => value);
  }

  /**
   * Takes ownership of `value`; those used longest ago go until the budget holds.
   * @param least how many of the newest stay whatever they take
   */
  set(key: string, value: Value, bytes: number, least = 1): void {
    this.drop(key);
    for (const oldest of this.entries.keys()) {
      if (this.held + bytes <= this.budget || this.entries.size < least) break;
      this.drop(oldest);
    }
    this.entries.set(key, { value, bytes });
    this.held += bytes;
  }

  /** Deletes every value. */
  clear(): void {
    for (const key of [...this.entries.keys()]) this.drop(key);
  }

  private drop(key: string): void {
    const entry = this.entries.get(key);
    if (entry === undefined) return;
    this.entries.delete(key);
    this.held -= entry.bytes;
    entry.value.delete();
  }
}
