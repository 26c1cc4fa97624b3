import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { pacedWorkers, type ThreadWorker } from './paced-workers';

const made: FakeWorker[] = [];

class FakeWorker implements ThreadWorker {
  onmessage: ThreadWorker['onmessage'] = null;
  onerror: ThreadWorker['onerror'] = null;
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();
  constructor(readonly url: string | URL) {
    made.push(this);
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  made.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
});

it('makes one worker after the other', async () => {
  const Paced = pacedWorkers(FakeWorker);
  for (const name of ['first', 'second', 'third']) new Paced(name);
  expect(made).toHaveLength(0);
  const counts: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    await vi.advanceTimersByTimeAsync(40);
    counts.push(made.length);
  }
  expect(counts).toEqual([1, 2, 3]);
  expect(made.map(({ url }) => url)).toEqual(['first', 'second', 'third']);
});

it('keeps messages in order until the worker is there, and passes on what it says', async () => {
  const Paced = pacedWorkers(FakeWorker);
  const worker = new Paced('one');
  const heard: unknown[] = [];
  worker.onmessage = ({ data }: MessageEvent<unknown>) => heard.push(data);
  worker.postMessage('a');
  worker.postMessage('b');
  await vi.advanceTimersByTimeAsync(40);
  worker.postMessage('c');
  const [real] = made;
  expect(real?.postMessage.mock.calls.map(([message]: unknown[]) => message)).toEqual([
    'a',
    'b',
    'c',
  ]);
  real?.onmessage?.(new MessageEvent('message', { data: 'loaded' }));
  expect(heard).toEqual(['loaded']);
});

it('never makes a worker that was ended before its turn', async () => {
  const Paced = pacedWorkers(FakeWorker);
  const [early, late] = [new Paced('early'), new Paced('late')];
  early.terminate();
  await vi.advanceTimersByTimeAsync(80);
  expect(made.map(({ url }) => url)).toEqual(['late']);
  late.terminate();
  expect(made[0]?.terminate).toHaveBeenCalledOnce();
});
