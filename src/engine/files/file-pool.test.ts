import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../workers/protocol';
import { appError } from '../../core/base/errors';
import { jobCells } from '../../core/engine/job-cells';
import { initialExportSettings } from '../../core/formats/settings';
import type { ExportAnswer, ExportRequest } from '../../core/engine/contract';
import { Pace } from '../../core/formats/pace';
import { limits } from '../../core/base/limits';
import { noCamera } from '../../core/naming/tokens';
import { emptyPipeline } from '../../core/pipeline/pipeline';
import { fail, ok, type Result } from '../../core/base/result';
import type { Connection, WorkerCalls } from '../worker/connection';
import { FilePool } from './file-pool';
import { filesAtOnce } from '../device/small-device';
import { never, silentCalls, startsAtOnce } from '../testing/index';

const request: ExportRequest = { pipeline: emptyPipeline, settings: initialExportSettings() };
const file = new Blob(['x']);

const answered = <Value>(result: Result<Value>): Answer<Value> => ({ result, engineBytes: 1 });
const damaged = appError('JOB-FAILED', 'The picture could not be worked on.');

/** What a worker does with a file, by its name. */
type Behaviour = (name: string) => Promise<Answer<ExportAnswer>>;

function poolOf(
  size: number,
  behaviour: Behaviour,
  more: Partial<WorkerCalls & Pick<Connection, 'start'>> = {},
) {
  const { start, ...calls } = more;
  const made: { die: (why: string) => void; end: () => void }[] = [];
  const connect = (): Result<Connection> => {
    const cells = new Int32Array(new SharedArrayBuffer(4 * jobCells.count));
    const self = { die: (_why: string): void => undefined, end: vi.fn() };
    made.push(self);
    return ok({
      ...startsAtOnce,
      ...(start && { start }),
      cells,
      end: self.end,
      watchLife: (ended) => (self.die = ended),
      calls: silentCalls({
        exportFile: (job, { name }) => {
          Atomics.store(cells, jobCells.begun, job);
          return behaviour(name);
        },
        ...calls,
      }),
    });
  };
  return { pool: new FilePool(connect, () => false, size, new Pace()), made };
}

const options = (signal = new AbortController().signal) => ({ progress: () => undefined, signal });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the pool of workers for whole files', () => {
  it('has a worker for two cores each, but never many, and one on a small device', () => {
    expect([1, 2, 4, 8, 64].map((cores) => filesAtOnce(cores, false))).toEqual([1, 1, 2, 4, 4]);
    expect(filesAtOnce(64, true)).toBe(1);
  });

  it('stops within about a second even while a worker is still starting', async () => {
    const { pool } = poolOf(1, never, { start: never });
    const abort = new AbortController();
    const result = pool.exportFile(file, 'a.jpg', request, options(abort.signal));
    await vi.advanceTimersByTimeAsync(100);
    abort.abort();
    await vi.advanceTimersByTimeAsync(limits.cancelGrace + 300);
    const settled = await Promise.race([result, Promise.resolve('still waiting')]);
    expect(settled).toMatchObject({ ok: false, error: { code: 'JOB-CANCELLED' } });
  });

  it('says of a file that ends workers that it is the file, and does the next', async () => {
    const { pool, made } = poolOf(1, (name) => {
      if (name === 'bad.jpg') setTimeout(() => made.at(-1)?.die('gone'), 10);
      return name === 'bad.jpg' ? never() : Promise.resolve(answered(fail(damaged)));
    });
    const bad = pool.exportFile(file, 'bad.jpg', request, options());
    await vi.advanceTimersByTimeAsync(500);
    expect(await bad).toMatchObject({
      ok: false,
      error: { code: 'ENG-DIED', message: expect.stringContaining('bad.jpg') },
    });
    expect(made.length).toBeGreaterThan(1);
  });

  it('says why a file cannot be read, in the words of opening it', async () => {
    const why = appError('IMG-DAMAGED', 'cut.jpg is damaged and could not be read.');
    const { pool } = poolOf(1, () => Promise.resolve(answered(fail(damaged))), {
      open: () => Promise.resolve(answered(fail(why))),
    });
    expect(await pool.exportFile(file, 'cut.jpg', request, options())).toEqual(fail(why));
  });

  it('says of a damaged file that it can be opened alone', async () => {
    const info = {
      name: 'half.jpg',
      format: 'JPEG',
      fileBytes: 1,
      width: 2,
      height: 2,
      bands: 3,
      bitsPerBand: 8,
      hasAlpha: false,
      animated: false,
      camera: noCamera,
      notices: [{ kind: 'damaged', text: 'This picture is damaged.' }],
    } as const;
    const { pool } = poolOf(1, () => Promise.resolve(answered(fail(damaged))), {
      open: () => Promise.resolve(answered(ok(info))),
      close: () => Promise.resolve(answered(ok(null))),
    });
    const result = await pool.exportFile(file, 'half.jpg', request, options());
    expect(result).toMatchObject({ ok: false, error: { code: 'IMG-DAMAGED' } });
    expect(result.ok ? '' : result.error.advice).toMatch(/open it alone/i);
  });
});
