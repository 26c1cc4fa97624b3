// Help for tests only: a batch whose files are finished when a test says so.

import type {
  BatchJournal,
  BatchResult,
  InterruptedRun,
  StoredRun,
} from '../../core/batch/journal';
import { appError } from '../../core/base/errors';
import { builtInPresets } from '../../core/formats/presets';
import { type ExportSettings, initialExportSettings } from '../../core/formats/settings';
import type { Engine, ExportAnswer, ExportRequest } from '../../core/engine/contract';
import { emptyPipeline, type Pipeline } from '../../core/pipeline/pipeline';
import { fail, ok, type Result } from '../../core/base/result';
import { exportAnswer } from '../../core/testing/answers/export-answer';
import { Batch, type Deliver } from './batch.svelte';
import type { Delivery } from './batch-names';
import type { Outgoing } from '../versions/outgoing';
import { until } from '../testing';

interface Given {
  readonly filesAtOnce?: number;
  /** A run that an earlier page left. */
  readonly left?: InterruptedRun | null;
  readonly handOverTime?: number;
  readonly settings?: Partial<ExportSettings>;
  /** Settles when the source with this number is kept. */
  readonly kept?: (index: number) => Promise<void>;
  /** The source with this number cannot be kept. */
  readonly refused?: number;
  readonly outgoing?: Outgoing;
  /** Hands results over in place of what notes them. */
  readonly deliver?: Deliver;
}

/** A batch whose files are finished, and whose stopped files let go, only when the test says so. */
export function setUp(given: Given = {}) {
  const { filesAtOnce = 1, left = null, handOverTime = 20 } = given;
  const kept = given.kept ?? (() => Promise.resolve());
  const begins: string[] = [];
  const begun: string[] = [];
  const requests: ExportRequest[] = [];
  const runs: StoredRun[] = [];
  const open = new Map<string, (result: Result<ExportAnswer>) => void>();
  const engine: Pick<Engine, 'filesAtOnce' | 'exportFile'> = {
    filesAtOnce,
    exportFile: (_file, name, request) => {
      begun.push(name);
      requests.push(request);
      return new Promise((resolve) => open.set(name, resolve));
    },
  };
  const results = new Map<number, BatchResult>();
  const notes: string[] = [];
  const ended: string[] = [];
  const journal: BatchJournal = {
    begin: (run) => {
      runs.push(run);
      begins.push(run.id);
      return Promise.resolve(ok(null));
    },
    keepSource: async (_run, index) => {
      await kept(index);
      return index === given.refused ? fail(appError('STO-FAILED', 'Not written.')) : ok(null);
    },
    keepResult: (_run, index, result) => {
      results.set(index, result);
      return Promise.resolve(ok(null));
    },
    source: () => Promise.resolve(null),
    result: (_run, index) => Promise.resolve(results.get(index) ?? null),
    interrupted: () => Promise.resolve(left),
    claim: () => Promise.resolve(true),
    delivered: (_run, yes) => {
      notes.push(yes ? 'delivered' : 'not delivered');
      return Promise.resolve();
    },
    end: (run) => {
      ended.push(run);
      return Promise.resolve();
    },
    forget: () => Promise.resolve(ok(null)),
  };
  const handed: string[][] = [];
  const dated: Date[] = [];
  const papers: (Delivery['pipeline'] | undefined)[] = [];
  const deliver = ({ results, pipeline }: Delivery): Promise<string> => {
    papers.push(pipeline);
    handed.push(results.map(({ name }) => name));
    dated.push(...results.map(({ modified }) => modified));
    return Promise.resolve('Saved.');
  };
  const settings = { ...initialExportSettings(), ...given.settings };
  const workspace: { pipeline: Pipeline; settings: ExportSettings } = {
    pipeline: emptyPipeline,
    settings,
  };
  const presets = [...builtInPresets, { name: 'Mine', settings, own: true }];
  const batch = new Batch(engine, workspace, journal, given.deliver ?? deliver, () => presets, {
    handOverTime,
    ...(given.outgoing ? { outgoing: given.outgoing } : {}),
  });
  const finish = async (name: string, result: Result<ExportAnswer> = ok(exportAnswer)) => {
    await until(() => open.has(name));
    open.get(name)?.(result);
    open.delete(name);
  };
  const add = (...names: string[]) =>
    batch.add(names.map((name) => ({ file: new File(['x'], name), folder: '' })));
  return {
    ...{ batch, workspace, begun, begins, finish, add, notes, handed, dated, results, ended },
    ...{ requests, runs, papers },
  };
}
