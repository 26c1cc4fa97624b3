import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { jobCells } from '../../core/engine/job-cells';
import { limits } from '../../core/base/limits';
import { Pulse } from './pulse';
import { JobWatch, pulseAsked, type Verdict, type WatchOptions } from './job-watch';

const job = 7;
const seconds = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(count * 1000);

/** A job that has begun and says nothing more, in an engine with some memory. */
class Silent {
  readonly cells = new Int32Array(new SharedArrayBuffer(4 * jobCells.count));
  readonly memory = new WebAssembly.Memory({ initial: 20, maximum: 4_000, shared: true });
  readonly watch: JobWatch;
  verdict: Verdict | null = null;
  asked = 0;

  constructor(options: WatchOptions = {}) {
    Atomics.store(this.cells, jobCells.begun, job);
    this.watch = new JobWatch(this.cells, job, {
      pulse: () => {
        this.asked += 1;
        return Promise.resolve(new Pulse(this.memory));
      },
      ...options,
    });
    void this.watch.verdict.then((verdict) => (this.verdict = verdict));
  }

  /** Writes a part of the memory as an encoder does, every second; returns what ends that. */
  compute(from = 0, bytes = 400_000): () => void {
    let value = 0;
    const timer = setInterval(() => {
      value += 1;
      new Uint8Array(this.memory.buffer, from, bytes).fill(value);
    }, 1_000);
    return () => clearInterval(timer);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('JobWatch', () => {
  it('lets an encoder that says nothing run on while its memory changes', async () => {
    const silent = new Silent();
    const rest = silent.compute();
    await seconds(120);
    expect(silent.verdict).toBeNull();
    rest();
    await seconds(limits.jobSilence / 1000 + 3);
    expect(silent.verdict?.kind).toBe('hung');
  });

  it('sees memory that grows as life', async () => {
    const silent = new Silent();
    for (let minute = 0; minute < 4; minute += 1) {
      await seconds(25);
      silent.memory.grow(10);
    }
    expect(silent.verdict).toBeNull();
  });

  it('does not take a word that a waiting thread writes for life', async () => {
    const silent = new Silent();
    const rest = silent.compute(4_096, 80);
    await seconds(limits.jobSilence / 1000 + 5);
    expect(silent.verdict?.kind).toBe('hung');
    rest();
  });

  it('goes by silence alone where the memory cannot be had, and does not ask before', async () => {
    const silent = new Silent({ pulse: () => Promise.resolve(null) });
    await seconds(limits.jobSilence / 1000 - 1);
    expect(silent.verdict).toBeNull();
    await seconds(2);
    expect(silent.verdict?.kind).toBe('hung');
    const loud = new Silent();
    const beat = setInterval(() => Atomics.add(loud.cells, jobCells.heartbeat, 1), 500);
    await seconds(60);
    expect([loud.verdict, loud.asked]).toEqual([null, 0]);
    clearInterval(beat);
    loud.watch.end();
  });

  it('gives a job that is alive up when its time is over, which may be longer', async () => {
    const usual = new Silent();
    const long = new Silent({ max: 2 * limits.jobTotal });
    const rests = [usual.compute(), long.compute()];
    await seconds(limits.jobTotal / 1000 + 1);
    expect([usual.verdict?.kind, long.verdict]).toEqual(['slow', null]);
    await seconds(limits.jobTotal / 1000 + 1);
    expect(long.verdict?.kind).toBe('slow');
    for (const rest of rests) rest();
  });

  it('does not blame a worker for the time that the page slept', async () => {
    const silent = new Silent({ pulse: () => Promise.resolve(null) });
    await seconds(1);
    vi.setSystemTime(Date.now() + 3 * limits.jobSilence);
    await seconds(1);
    expect(silent.verdict).toBeNull();
    await seconds(limits.jobSilence / 1000 + 1);
    expect(silent.verdict?.kind).toBe('hung');
  });

  it('gives a job up that does not obey, however lively it is', async () => {
    const silent = new Silent();
    const rest = silent.compute();
    await seconds(40);
    silent.watch.stop();
    await seconds(limits.cancelGrace / 1000 + 0.1);
    expect(silent.verdict?.kind).toBe('cancelled');
    rest();
  });
});

describe('the pulse of a worker', () => {
  it('is felt through the memory that it put into a port when it started', async () => {
    vi.useRealTimers();
    const memory = new WebAssembly.Memory({ initial: 20, maximum: 20, shared: true });
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(memory);
    const asked = pulseAsked(port2);
    const pulse = await asked();
    expect(pulse?.look()).toBeNull();
    expect(pulse?.look()).toBe(false);
    new Uint8Array(memory.buffer).fill(1);
    expect(pulse?.look()).toBe(true);
    expect(await asked(), 'taken out once').toBe(pulse);
    port1.close();
  });
});
