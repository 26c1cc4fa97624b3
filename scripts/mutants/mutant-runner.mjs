/**
 * Runs a file of tests again and again in one worker, each time with another mutant and all modules
 * new: starting a worker for each would take a hundred times as long.
 */
import { appendFileSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { startTests } from '@vitest/runner';
import { TestRunner, vi } from 'vitest';

const folder = process.env.PIPETTE_MUTANTS;
const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
const note = (line) => appendFileSync(join(folder, 'journal.jsonl'), `${JSON.stringify(line)}\n`);

/** What the switches in the code look at. */
const switches = (globalThis.__stryker__ ??= {});

/** By earlier files of this run. */
const killed = (globalThis.__pipetteKilled__ ??= new Set());

const testsOf = (task) => (task.type === 'test' ? [task] : task.tasks.flatMap(testsOf));
const failedIn = (task) =>
  task.result?.state === 'fail' || (task.type === 'suite' && task.tasks.some(failedIn));

export default class MutantRunner extends TestRunner {
  /** The tests of the file have nothing to do with a mutant: vitest's own run. */
  outer = true;

  onBeforeCollect() {
    this['moduleRunner'].mocker?.reset();
    vi.resetModules();
    switches.activeMutant ??= '';
    switches.mutantCoverage = { static: {}, perTest: {} };
    // Skips vitest's own run; no reason that it knows is ours, and it looks at none.
    if (this.outer && plan.files !== undefined) this.cancel('test-failure');
  }

  /** @override */
  onBeforeTryTask(test) {
    super.onBeforeTryTask(test);
    switches.currentTestId = test.id;
  }

  /** @override */
  onAfterRunTask(test) {
    super.onAfterRunTask(test);
    switches.currentTestId = undefined;
    if (!this.outer && test.result?.state === 'fail') this.cancel('test-failure');
  }

  /** @override */
  async onAfterRunFiles(files) {
    super.onAfterRunFiles();
    if (!this.outer) return;
    for (const file of files) {
      if (plan.files === undefined) this.noteReach(file);
      else await this.tryMutants(file.filepath);
    }
  }

  noteReach(file) {
    const { static: onLoad, perTest } = switches.mutantCoverage;
    const tests = testsOf(file)
      .filter((test) => test.result?.state === 'pass')
      .map((test) => ({
        id: test.id,
        ms: Math.round(test.result.duration),
        covers: perTest[test.id] ?? {},
      }));
    note({ file: relative(plan.root, file.filepath), onLoad, tests, failed: failedIn(file) });
  }

  async tryMutants(filepath) {
    const file = relative(plan.root, filepath);
    const mutants = plan.files.find((one) => one.file === file)?.mutants ?? [];
    const asked = [...new Set(mutants.flatMap(({ tests }) => tests))];
    if (await this.fails(filepath, asked)) return note({ file, unfit: true });
    for (const { id, tests, hits } of mutants) {
      if (killed.has(id)) continue;
      note({ file, begins: id });
      const fate = await this.fateOf(id, hits, () => this.fails(filepath, tests));
      if (fate !== 'survived') killed.add(id);
      note({ file, id, fate });
    }
    // What a mutant left behind may fail the tests of others.
    if (await this.fails(filepath, asked)) note({ file, unfit: true });
  }

  async fateOf(id, hits, fails) {
    Object.assign(switches, { activeMutant: id, hitCount: 0, hitLimit: hits * 100 + 10_000 });
    const failed = await fails();
    const endless = switches.hitCount > switches.hitLimit;
    switches.activeMutant = '';
    return endless ? 'timeout' : failed ? 'killed' : 'survived';
  }

  /** Runs the tests of these ids and says whether one fails. */
  async fails(filepath, testIds) {
    const inner = new MutantRunner(this.config);
    inner.outer = false;
    Object.defineProperty(inner, 'moduleRunner', { value: this['moduleRunner'] });
    inner.__setTraces(this['_otel']);
    const files = await startTests([{ filepath, testIds }], inner);
    vi.restoreAllMocks();
    return files.some(failedIn);
  }
}
