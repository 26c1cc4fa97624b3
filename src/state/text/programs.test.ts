import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { appError } from '../../core/base/errors';
import { initialExportSettings } from '../../core/formats/settings';
import type { Engine, EngineState } from '../../core/engine/contract';
import { pipelineForReport } from '../../core/testing/answers/report-content';
import { fail, ok, type Result } from '../../core/base/result';
import { operationsById } from '../../core/operations/index';
import { newStep } from '../../core/pipeline/edit';
import { goTo, makeOwn, type SetWork } from '../../core/set/going';
import { newEntry, newSet } from '../../core/set/set';
import { withOwn } from '../set/testing';
import { until } from '../testing';
import type { Workspace } from '../work/workspace.svelte';
import { changeValues } from '../../core/pipeline/edit';
import { Programs } from './programs.svelte';

const checksum = '0123456789abcdef'.repeat(4);

/** The engine as to checksums: a newer request takes the place of the one before. */
function engineForChecksums(): Pick<Engine, 'state' | 'checksum' | 'letters'> {
  let discard: () => void = () => undefined;
  return {
    state: { kind: 'starting' },
    letters: () => Promise.reject(new Error('nothing is written')),
    checksum: () =>
      new Promise<Result<string>>((resolve) => {
        discard();
        discard = () => resolve(fail(appError('JOB-CANCELLED', 'Replaced.')));
        setTimeout(() => resolve(ok(checksum)), 1);
      }),
  };
}

const saved: Blob[] = [];
const work = { pipeline: pipelineForReport(), settings: initialExportSettings() };

const programsWith = (
  engine: Pick<Engine, 'state' | 'checksum' | 'letters'>,
  set: () => SetWork | null = () => null,
  of: Pick<Workspace, 'pipeline' | 'settings'> = work,
): Programs =>
  new Programs(
    engine,
    of,
    (file) => saved.push(file),
    () => Promise.resolve('copied'),
    () => Promise.resolve(null),
    '1.0.0',
    '9.8.7',
    () => [],
    { sent: () => undefined, ahead: () => Promise.resolve({ id: 'a'.repeat(64), parents: [] }) },
    set,
  );

it('verifies the program on screen also while it is written for an archive', async () => {
  const programs = programsWith(engineForChecksums());
  expect(await programs.printed('python', work)).toContain(checksum);
  programs.refresh();
  const [archived] = await Promise.all([programs.printed('python', work), programs.download()]);
  expect(archived).toContain(checksum);
  expect(programs.verified).toBe(true);
  expect(await saved.at(-1)?.text()).toBe(archived);
});

it('shows a program, unverified, when the engine turns out not to start', async () => {
  const error = appError('ENG-START', 'The image engine did not start.');
  const engine: Pick<Engine, 'checksum' | 'letters'> & { state: EngineState } = {
    state: { kind: 'starting' },
    letters: () => Promise.reject(new Error('nothing is written')),
    checksum: () => {
      engine.state = { kind: 'failed', error };
      return Promise.resolve(fail(error));
    },
  };
  const programs = programsWith(engine);
  await programs.printed('python', work);
  engine.state = { kind: 'starting' };
  programs.refresh();
  await programs.download();
  expect([programs.problem, programs.verified]).toEqual(['', false]);
  expect(await saved.at(-1)?.text()).toContain('import pyvips');
  // The version that comes along, while no engine has told its own.
  expect(await saved.at(-1)?.text()).toContain('pyvips-binary==9.8.7');
});

it('writes the program of the work that it is given, whatever the screen says', async () => {
  const programs = programsWith(engineForChecksums());
  const other = { ...work, pipeline: { ...work.pipeline, name: 'Another one' } };
  const [printed] = await Promise.all([programs.printed('python', other), programs.download()]);
  expect(printed).toContain('Another one');
  expect(printed).toContain(checksum);
  expect(await saved.at(-1)?.text()).not.toContain('Another one');
});

it('carries each text as the engine draws it, also for two programs at once', async () => {
  const asked: string[] = [];
  let busy = false;
  const engine = {
    ...engineForChecksums(),
    letters: async (texts: readonly { readonly text: string }[]) => {
      // As in the engine: a newer one takes the place of one that is under way.
      if (busy) return fail(appError('JOB-CANCELLED', 'Replaced.'));
      busy = true;
      await Promise.resolve();
      busy = false;
      asked.push(...texts.map(({ text }) => text));
      return ok(texts.map(({ text }) => new TextEncoder().encode(`drawn: ${text}`)));
    },
  };
  const written = operationsById.get('text-watermark');
  if (!written) throw new Error('no text');
  const of = (text: string) => {
    const step = newStep(written);
    const steps = [{ ...step, values: { ...step.values, text } }];
    return { ...work, pipeline: { ...work.pipeline, steps } };
  };
  const programs = programsWith(engine);
  const both = await Promise.all([
    programs.printed('python', of('One\ntwo')),
    programs.printed('python', of('Three')),
  ]);
  expect(asked.toSorted()).toEqual(['One\ntwo', 'Three']);
  expect(both[0]).toContain(btoa('drawn: One\ntwo'));
  expect(both[1]).toContain(btoa('drawn: Three'));
});

it('asks again for a text when a picture was opened meanwhile', async () => {
  const written = operationsById.get('text-watermark');
  if (!written) throw new Error('no text');
  let asked = 0;
  const engine = {
    ...engineForChecksums(),
    letters: () => {
      asked += 1;
      return Promise.resolve(
        asked === 1 ? fail(appError('JOB-CANCELLED', 'Replaced.')) : ok([new Uint8Array([1])]),
      );
    },
  };
  const pipeline = { ...work.pipeline, steps: [newStep(written)] };
  expect(await programsWith(engine).printed('python', { ...work, pipeline })).not.toBeNull();
});

it('says why there is no program when a text cannot be drawn', async () => {
  const error = appError('ENG-LOAD', 'A file of the image engine could not be loaded.');
  const written = operationsById.get('text-watermark');
  if (!written) throw new Error('no text');
  const state: EngineState = { kind: 'failed', error };
  const engine = { ...engineForChecksums(), state, letters: () => Promise.resolve(fail(error)) };
  const pipeline = { ...work.pipeline, steps: [newStep(written)] };
  const programs = new Programs(
    engine,
    { ...work, pipeline },
    () => undefined,
    () => Promise.resolve('copied'),
    () => Promise.resolve(null),
    '1.0.0',
    '9.8.7',
    () => [],
  );
  expect(await programs.printed('python', { ...work, pipeline })).toBeNull();
  programs.refresh();
  await programs.download();
  expect(programs.problem).toContain('carries a text as a picture');
});

it('has the pipeline of the set, and values of single pictures by their files', async () => {
  const entries = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) =>
    newEntry({ name, folder: '', bytes: 1, modified: 0 }, name),
  );
  const set = newSet('Pictures', entries, 'set');
  if (!set) throw new Error('no set');
  const own = makeOwn({ set, pipeline: work.pipeline }, 'step-1');
  const changed = { ...own, pipeline: changeValues(own.pipeline, 'step-1', { stops: 2.25 }) };
  // Whichever picture is open, the program is the same but for what it carries of versions.
  for (const at of ['a.jpg', 'b.jpg']) {
    const settings = { ...work.settings, carriesPipeline: true };
    const programs = programsWith(engineForChecksums(), () => goTo(changed, at), {
      ...work,
      settings,
    });
    await programs.printed('python', work);
    programs.refresh();
    await programs.download();
    const text = (await saved.at(-1)?.text()) ?? '';
    expect(text).toContain('OWN = {\n    "a.jpg": own_pipeline_1,\n}');
    expect(text.match(/Exposure: [^\n]*2.25/gu)).not.toBeNull();
    // Results carry a version of their own, which comes from that of the set.
    expect(text.match(/"parents": \[\n\s+"a{64}"/gu)).toHaveLength(1);
    expect(programs.own).toMatchObject({ pictures: 1, alike: 0, many: 0 });
  }
  // What is made of one picture is that picture's own.
  expect(
    await programsWith(engineForChecksums(), () => changed).printed('python', work),
  ).not.toContain('OWN = {');
});

it('is not written anew for what a person thinks of pictures', async () => {
  const { workspace, pictures } = await withOwn();
  const programs = programsWith(engineForChecksums(), () => pictures.work, {
    settings: workspace.settings,
    get pipeline() {
      return pictures.shared;
    },
  });
  const stop = programs.follow();
  await until(() => programs.verified);
  pictures.rate(4);
  flushSync();
  expect(programs.verified).toBe(true);
  expect(programs.own?.pictures).toBe(1);
  // What counts for one picture only changes what the program does.
  workspace.changeValues(workspace.pipeline.steps[0]?.id ?? '', { stops: 3 });
  flushSync();
  expect(programs.verified).toBe(false);
  stop();
});
