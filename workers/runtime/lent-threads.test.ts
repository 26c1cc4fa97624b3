import { afterEach, expect, it, vi } from 'vitest';
import { lentThreads } from './lent-threads';

const opened: MessagePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

/** Returns the class for `count` threads, what it was told, and the other ends of its ports. */
function lent(count: number) {
  const events = { called: vi.fn(), heard: vi.fn(), exited: vi.fn() };
  const channels = Array.from({ length: count }, () => new MessageChannel());
  opened.push(...channels.flatMap(({ port1, port2 }) => [port1, port2]));
  const ports = channels.map(({ port1 }) => port1);
  return { Lent: lentThreads(ports, events), events, threads: channels.map((one) => one.port2) };
}

/** Resolves to the data of the next message. */
const next = (port: Pick<MessagePort, 'onmessage'>): Promise<unknown> =>
  new Promise((resolve) => {
    port.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data);
  });

it('speaks to one thread each and hears it', async () => {
  const { Lent, events, threads } = lent(2);
  const [first, second] = [new Lent(), new Lent()];
  const arrived = Promise.all(threads.map(next));
  first.postMessage('to the first');
  second.postMessage('to the second');
  expect(await arrived).toEqual(['to the first', 'to the second']);
  expect(events.called).toHaveBeenCalledTimes(2);
  expect(events.heard).not.toHaveBeenCalled();

  const answered = next(second);
  threads[1]?.postMessage('loaded');
  expect(await answered).toBe('loaded');
  expect(events.heard).toHaveBeenCalledOnce();
});

it('moves what is to be moved', async () => {
  const { Lent, threads } = lent(1);
  const [thread] = threads;
  if (thread === undefined) throw new Error('there is one thread');
  const arrived = next(thread);
  const bytes = new Uint8Array([1, 2, 3]);
  new Lent().postMessage(bytes.buffer, [bytes.buffer]);
  expect(new Uint8Array((await arrived) as ArrayBuffer)).toEqual(new Uint8Array([1, 2, 3]));
  expect(bytes.buffer.byteLength).toBe(0);
});

it('has no more threads than were lent', () => {
  const { Lent } = lent(1);
  new Lent();
  expect(() => new Lent()).toThrow('more threads are needed than 1');
});

it('tells that libvips has exited when it ends its threads', () => {
  const { Lent, events } = lent(1);
  new Lent().terminate();
  expect(events.exited).toHaveBeenCalledOnce();
});
