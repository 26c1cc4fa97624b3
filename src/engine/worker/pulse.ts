/** How many words of the memory are looked at. */
const places = 16_384;
/** So many of them have to change: a thread that waits with a timeout writes a word now and then. */
const minChanges = 3;

/**
 * Tells from the engine's memory whether anything computes in it: a worker inside a long call of an
 * encoder cannot say so, but its threads write all the time.
 */
export class Pulse {
  private seen: Int32Array | null = null;
  private bytes = 0;

  constructor(private readonly memory: Pick<WebAssembly.Memory, 'buffer'>) {}

  /**
   * Returns whether memory has changed since the last look; null at the first one. Takes less than
   * a millisecond or two, however large the memory is.
   */
  look(): boolean | null {
    // Read anew: memory that has grown is behind another buffer.
    const { buffer } = this.memory;
    const words = new Int32Array(buffer);
    const before = this.bytes === buffer.byteLength ? this.seen : null;
    const hasGrown = this.seen !== null && before === null;
    const seen = new Int32Array(places);
    let changes = 0;
    for (let place = 0; place < places; place += 1) {
      const value = words[placeOf(place, words.length)] ?? 0;
      seen[place] = value;
      if (before !== null && before[place] !== value) changes += 1;
    }
    const isFirst = this.seen === null;
    this.seen = seen;
    this.bytes = buffer.byteLength;
    return isFirst ? null : hasGrown || changes >= minChanges;
  }
}

/** Spread over all, and at another place in every part, since what lies in pages looks alike. */
function placeOf(place: number, words: number): number {
  const part = Math.max(1, Math.floor(words / places));
  return Math.min(words - 1, place * part + ((Math.imul(place, 0x9e3779b1) >>> 0) % part));
}

/**
 * Returns the pulse of the worker that has put its memory into `port`; null when something else lies
 * there. The memory is to be taken out only when it is needed: what the page holds outlives its
 * worker until the page is cleaned up.
 */
export const pulseFrom = (port: MessagePort): Promise<Pulse | null> =>
  new Promise((resolve) => {
    port.addEventListener('message', ({ data }: MessageEvent<unknown>) =>
      resolve(data instanceof WebAssembly.Memory ? new Pulse(data) : null),
    );
    port.start();
  });
