import { nothingKept } from '../versions/outgoing';
import { describe, expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { initialExportSettings } from '../../core/formats/settings';
import type { Engine } from '../../core/engine/contract';
import type { ReportPictures } from '../../core/engine/report-pictures';
import { fail, ok, type Result } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import {
  pipelineForReport,
  reportContent,
  sourceForReport,
} from '../../core/testing/answers/report-content';
import { type MadeReport, ReportMaking, type ReportOrder } from './report-making';

const { facts, pictures } = reportContent();
const drawn = pictures ? ok(pictures) : fail(appError('JOB-FAILED', 'No pictures.'));
const cancelled = fail(appError('JOB-CANCELLED', 'Stopped.'));

/**
 * The engine as reports use it: a newer request for pictures takes the place of the one before.
 * The first file is made until somebody stops it, the others at once.
 */
function makingFor(firstFileBegan: () => void): ReportMaking {
  let discard: () => void = () => undefined;
  let files = 0;
  const engine: Pick<Engine, 'reportPictures' | 'export'> = {
    reportPictures: () =>
      new Promise<Result<ReportPictures>>((resolve) => {
        discard();
        discard = () => resolve(cancelled);
        setTimeout(() => resolve(drawn), 1);
      }),
    export: (_source, _request, { signal }) => {
      files += 1;
      if (files > 1) return Promise.resolve(ok(exportAnswer));
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(cancelled));
        firstFileBegan();
      });
    },
  };
  return new ReportMaking(engine, () => ({ costs: new Map(), engineBytes: null }), {
    schema: 'schema.json',
    link: () => Promise.resolve(null),
    outgoing: nothingKept,
    environment: () => facts.environment,
    fileName: () => 'holiday.jpg',
  });
}

const order: ReportOrder = {
  source: {
    file: new Blob(['picture']),
    name: 'holiday.jpg',
    rasterLongEdge: null,
    info: sourceForReport(),
  },
  pipeline: pipelineForReport(),
  settings: initialExportSettings(),
  kind: 'visual',
  set: null,
  budget: 1_500_000,
  named: false,
  speed: { profile: null, suggestions: null },
};

const options = (signal: AbortSignal) => ({ signal, progress: () => undefined });

describe('ReportMaking', () => {
  it('finishes a report that is asked for right after another one was stopped', async () => {
    const stop = new AbortController();
    const made = await new Promise<readonly Result<MadeReport>[]>((resolve) => {
      const making = makingFor(() => {
        stop.abort();
        const again = making.make(order, options(new AbortController().signal));
        resolve(Promise.all([first, again]));
      });
      const first = making.make(order, options(stop.signal));
    });
    expect(made).toMatchObject([cancelled, { ok: true, value: { order: { kind: 'visual' } } }]);
  });

  it('finishes two reports that are asked for at the same time, one after the other', async () => {
    const stop = new AbortController();
    const making = makingFor(() => setTimeout(() => stop.abort(), 10));
    const made = await Promise.all([
      making.make(order, options(stop.signal)),
      making.make(order, options(new AbortController().signal)),
      making.make({ ...order, kind: 'guide' }, options(new AbortController().signal)),
    ]);
    expect(made).toMatchObject([
      cancelled,
      { ok: true, value: { order: { kind: 'visual' } } },
      { ok: true, value: { order: { kind: 'guide' } } },
    ]);
  });
});
