/** The unit tests of one room in one worker, with the code that has mutants in it. */
import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { loadConfigFromFile } from 'vite';
import { BaseSequencer } from 'vitest/node';
import { root } from '../tasks.mjs';

/** The site's own. @type {any} */
const { config: house } = await loadConfigFromFile(
  { command: 'serve', mode: 'test' },
  join(root, 'vite.config.ts'),
);
const folder = process.env.PIPETTE_MUTANTS;
const code = JSON.parse(readFileSync(join(folder, 'code.json'), 'utf8'));
const { order } = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));

const withMutants = {
  name: 'pipette:mutants',
  enforce: 'pre',
  load: (id) => code[relative(root, id)] ?? null,
};

/** Files in the order of the plan. */
class AsPlanned extends BaseSequencer {
  /** @override */
  async sort(specs) {
    const place = ({ moduleId }) => order.indexOf(relative(root, moduleId));
    return specs.toSorted((a, b) => place(a) - place(b));
  }
}

const oneWorker = { isolate: false, maxWorkers: 1, pool: 'threads' };

export default {
  ...house,
  root,
  plugins: [withMutants, ...house.plugins],
  test: {
    ...house.test,
    ...oneWorker,
    runner: join(import.meta.dirname, 'mutant-runner.mjs'),
    sequence: { sequencer: AsPlanned },
    reporters: [{}],
    silent: true,
    testTimeout: 15_000,
    projects: house.test.projects
      // Those that count work compare runs, which switches change.
      .filter(({ test }) => test.name !== 'counting')
      .map((project) => ({ ...project, test: { ...project.test, ...oneWorker } })),
  },
};
