import * as Comlink from 'comlink';
import type { AssetSource } from '../src/core/assets/asset';
import { type JobName, jobNames } from '../src/core/engine/contract';
import { jobCells } from '../src/core/engine/job-cells';
import { appError } from '../src/core/base/errors';
import { recordOf } from '../src/core/base/record';
import { fail, ok, type Result } from '../src/core/base/result';
import { answerOf } from './runtime/answer';
import type { VipsBinding } from './runtime/binding';
import { lay } from './runtime/compiled';
import { Job } from './runtime/job';
import { movableIn } from './runtime/movable';
import type {
  Answer,
  JobCalls,
  StartAnswer,
  StartRequest,
  VectorDrawer,
  WorkerApi,
} from './protocol';
import { resourcesFor } from './runtime/resources';
import { Session, type SessionJobs } from './session';
import { startVips } from './runtime/start';
import { startError } from './runtime/start-error';
import { drawBy } from './intake/vector-drawer';

interface Running {
  readonly vips: VipsBinding;
  readonly cells: Int32Array;
  readonly session: Session;
}

let running: Running | null = null;

/** Holds the lock until this worker ends, which is how the page hears of its end. */
function holdLifeLock({ lifeLock, cells }: StartRequest): void {
  void navigator.locks.request(lifeLock, () => {
    Atomics.store(cells, jobCells.held, 1);
    return new Promise<never>(() => undefined);
  });
}

/** How often a worker that is starting shows that it is alive, in milliseconds. */
const beatEvery = 100;

async function start(
  request: StartRequest,
  assets: AssetSource,
  drawer: VectorDrawer,
): Promise<Result<StartAnswer>> {
  if (!self.crossOriginIsolated) {
    return fail(
      appError('ENG-ISOLATION', 'This page is not isolated, so the image engine cannot run.', {
        advice: 'Reload the page.',
      }),
    );
  }
  holdLifeLock(request);
  const beat = (): void => void Atomics.add(request.cells, jobCells.heartbeat, 1);
  // While files are fetched, that this worker hears is all that can be told. Then threads answer.
  const waiting = setInterval(beat, beatEvery);
  try {
    const { vips, memory, program } = await startVips(request, {
      called: () => clearInterval(waiting),
      heard: beat,
    });
    resourcesFor(vips).askBy(assets);
    drawBy(drawer);
    const memoryBytes = (): number => memory?.buffer.byteLength ?? 0;
    const session = new Session(vips, request.libraries, memoryBytes);
    running = { vips, cells: request.cells, session };
    const answer: StartAnswer = {
      version: String(vips.version()),
      threads: request.threads,
      program: lay(program),
      ...(memory ? { memory: lay(memory) } : {}),
    };
    const { program: next, memory: seen } = answer;
    return Comlink.transfer(ok(answer), seen ? [next, seen] : [next]);
  } catch (thrown) {
    return fail(startError(thrown));
  } finally {
    clearInterval(waiting);
  }
}

/** Runs one job and turns whatever it does into an answer. */
async function run<Value>(
  id: number,
  work: (session: SessionJobs, job: Job) => Promise<Result<Value>>,
): Promise<Answer<Value>> {
  if (running === null) {
    return {
      result: fail(appError('ENG-START', 'The image engine has not started.')),
      engineBytes: 0,
    };
  }
  const { vips, cells, session } = running;
  return answerOf(vips, session.memoryBytes, () => work(session, new Job(cells, id)));
}

/** Returns the worker's call for a job; its answer is handed over as far as it can be. */
const callFor =
  <Name extends JobName>(name: Name): JobCalls<Name>[Name] =>
  async (id, ...given) => {
    const answer = await run(id, (on: SessionJobs<Name>, job) => on[name](job, ...given));
    return Comlink.transfer(answer, [...movableIn(answer.result)]);
  };

function callsFor<Names extends JobName>(names: readonly Names[]): JobCalls<Names> {
  return recordOf<Names, JobCalls<Names>>(names, callFor);
}

const api: WorkerApi = { start, ...callsFor(jobNames) };

Comlink.expose(api);
