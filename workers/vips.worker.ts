import * as Comlink from 'comlink';
import type { AssetSource } from '../src/core/assets/asset';
import { jobCells } from '../src/core/engine/job-cells';
import { appError } from '../src/core/base/errors';
import { fail, ok, type Result } from '../src/core/base/result';
import { answerOf } from './runtime/answer';
import type { VipsBinding } from './runtime/binding';
import { Job } from './runtime/job';
import type { Answer, StartAnswer, StartRequest, VectorDrawer, WorkerApi } from './protocol';
import { buffersOf } from './report/report-pictures';
import { resourcesFor } from './runtime/resources';
import { Session } from './session';
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
    const { vips, memory } = await startVips(request, {
      called: () => clearInterval(waiting),
      heard: beat,
    });
    resourcesFor(vips).askBy(assets);
    drawBy(drawer);
    const memoryBytes = (): number => memory?.buffer.byteLength ?? 0;
    const session = new Session(vips, request.libraries, memoryBytes);
    running = { vips, cells: request.cells, session };
    const answer = { version: String(vips.version()), threads: request.threads };
    if (memory === null) return ok(answer);
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(memory);
    return Comlink.transfer(ok({ ...answer, memory: port2 }), [port2]);
  } catch (thrown) {
    return fail(startError(thrown));
  } finally {
    clearInterval(waiting);
  }
}

/** Runs one job and turns whatever it does into an answer. */
async function run<Value>(
  id: number,
  work: (session: Session, job: Job) => Promise<Result<Value>>,
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

/** Hands over what may be moved instead of copied. */
function moved<Value>(
  answer: Answer<Value>,
  parts: (value: Value) => Transferable[],
): Answer<Value> {
  return answer.result.ok ? Comlink.transfer(answer, parts(answer.result.value)) : answer;
}

const api: WorkerApi = {
  start,
  open: (id, request) => run(id, (on, job) => on.open(job, request)),
  close: (id) => run(id, (on, job) => on.close(job)),
  drawSample: (id) => run(id, (on, job) => on.drawSample(job)),
  importAsset: (id, request) => run(id, (on, job) => on.importAsset(job, request)),
  embeddedPipeline: (id, request) => run(id, (on, job) => on.embeddedPipeline(job, request)),
  render: async (id, request) =>
    moved(await run(id, (on, job) => on.render(job, request)), ({ frame }) => [frame.bitmap]),
  region: async (id, request) =>
    moved(await run(id, (on, job) => on.region(job, request)), ({ bitmap }) => [bitmap]),
  thumbnails: async (id, request, longEdge) =>
    moved(await run(id, (on, job) => on.thumbnails(job, request, longEdge)), (all) =>
      all.map(({ bitmap }) => bitmap),
    ),
  renderSmall: async (id, pipeline, longEdge) =>
    moved(await run(id, (on, job) => on.renderSmall(job, pipeline, longEdge)), (bitmap) => [
      bitmap,
    ]),
  sample: (id, request, x, y) => run(id, (on, job) => on.sample(job, request, x, y)),
  reportPictures: async (id, request) =>
    moved(await run(id, (on, job) => on.reportPictures(job, request)), buffersOf),
  checksum: (id, pipeline) => run(id, (on, job) => on.checksum(job, pipeline)),
  metadata: (id, file) => run(id, (on, job) => on.metadata(job, file)),
  export: async (id, request) =>
    moved(await run(id, (on, job) => on.export(job, request)), (value) =>
      value.kind === 'exported'
        ? [
            value.answer.bytes.buffer,
            ...(value.answer.inspection ? [value.answer.inspection.bitmap] : []),
          ]
        : [],
    ),
  profile: (id, request) => run(id, (on, job) => on.profile(job, request)),
  trial: async (id, request) =>
    moved(await run(id, (on, job) => on.trial(job, request)), (value) =>
      value.kind === 'measured' && value.answer.views !== null
        ? [
            value.answer.views.before,
            value.answer.views.after,
            value.answer.views.closeBefore,
            value.answer.views.closeAfter,
          ]
        : [],
    ),
};

Comlink.expose(api);
