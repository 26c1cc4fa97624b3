// Help for tests only: how much is tried, and what reading may cost.

/** Random documents of a round trip: `usual` in every run, more in `npm run soak`. */
export const roundTrips = (usual: number): number => Number(process.env['PIPETTE_RUNS'] ?? usual);

/** Damaged texts of one kind: 5,000 in every run, more in `npm run soak`. */
export const damagedRuns = Number(process.env['PIPETTE_DAMAGED'] ?? 5_000);

/** Milliseconds that so many readings may take on a busy machine. */
export const patience = 60_000 + 4 * (damagedRuns + roundTrips(0));

/** Whether this is the soak, which measures; other runs count work (`fuzz/linear.test.ts`). */
const isSoak = process.env['PIPETTE_DAMAGED'] !== undefined;

/** What a reading may cost: milliseconds of computing and bytes of memory. */
export const allowed = {
  // On a busy machine time says nothing: what is collected and compiled meanwhile counts, too.
  milliseconds: isSoak ? 200 : Number.POSITIVE_INFINITY,
  bytes: 64 * 1024 * 1024,
} as const;

function memory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** What was there before a reading. */
interface Before {
  readonly held: number;
  readonly used: NodeJS.CpuUsage;
}

/** The dearest of several readings. */
export class Costs {
  /** Computing, which other programs on the machine do not lengthen. */
  milliseconds = 0;
  /** How much more was held at the end of a reading than before it, as far as nothing was collected. */
  bytes = 0;

  /** Returns what `read` returns. */
  of<Value>(read: () => Value): Value {
    const begin = this.#begin();
    const value = read();
    this.#end(begin);
    return value;
  }

  /** Resolves to what `read` resolves to. */
  async ofAsync<Value>(read: () => Promise<Value>): Promise<Value> {
    const begin = this.#begin();
    const value = await read();
    this.#end(begin);
    return value;
  }

  #begin(): Before {
    return { held: memory(), used: process.cpuUsage() };
  }

  #end({ held, used }: Before): void {
    this.milliseconds = Math.max(this.milliseconds, process.cpuUsage(used).user / 1000);
    this.bytes = Math.max(this.bytes, memory() - held);
  }
}
