import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { firstFailure } from './worker-failure';

/** What is left of a worker when its script fails. */
class FailingWorker extends EventTarget implements Worker {
  readonly onmessage = null;
  readonly onmessageerror = null;
  readonly onerror = null;
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();
}

class ThrownEvent extends Event {
  constructor(readonly message: string) {
    super('error');
  }
}

beforeEach(() => {
  vi.stubGlobal('ErrorEvent', ThrownEvent);
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const url = 'https://site/assets/thread.worker-1.js';

it('tells what the host sent instead of a script', async () => {
  const answer = new Response('<p>', { headers: { 'Content-Type': 'text/html' } });
  vi.stubGlobal('fetch', () => Promise.resolve(answer));
  const worker = new FailingWorker();
  const failure = firstFailure([{ worker, url }], new AbortController().signal);
  worker.dispatchEvent(new Event('error'));
  expect(await failure).toMatchObject({
    code: 'ENG-LOAD',
    detail: 'thread.worker-1.js was answered with 200, text/html',
  });
});

it('tells that nothing came at all', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const worker = new FailingWorker();
  const failure = firstFailure([{ worker, url }], new AbortController().signal);
  worker.dispatchEvent(new Event('error'));
  expect(await failure).toMatchObject({
    code: 'ENG-LOAD',
    detail: expect.stringContaining('Failed to fetch'),
  });
});

it('tells what a script threw', async () => {
  const [fine, worker] = [new FailingWorker(), new FailingWorker()];
  const made = [fine, worker].map((one) => ({ worker: one, url }));
  const failure = firstFailure(made, new AbortController().signal);
  worker.dispatchEvent(new ThrownEvent('stack overflow'));
  expect(await failure).toMatchObject({ code: 'ENG-START', detail: 'stack overflow' });
});

it('tells nothing once the workers were ended', async () => {
  const worker = new FailingWorker();
  const over = new AbortController();
  const failure = firstFailure([{ worker, url }], over.signal);
  over.abort();
  worker.dispatchEvent(new ThrownEvent('late'));
  await expect(Promise.race([failure, Promise.resolve('nothing')])).resolves.toBe('nothing');
});
