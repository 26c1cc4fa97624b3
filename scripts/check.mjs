/**
 * `npm run check`: everything that is known without a browser. Goes on after a failure, so that one
 * run shows all of them. `--no-unit` leaves the unit tests out.
 */
import { run, runTool, say } from './tasks.mjs';

const checks = [
  ['Types of the workers (tsc)', 'tsc', ['-p', 'workers/tsconfig.json']],
  ['Types of the scripts (tsc)', 'tsc', ['-p', 'scripts/tsconfig.json']],
  [
    // svelte-check reads the .ts files of tsconfig.json too, and knows what components export.
    'Types of the app, its components and its tests (svelte-check)',
    'svelte-check',
    ['--tsconfig', './tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  ],
  ['Lint (eslint)', 'eslint', ['.', '--max-warnings', '0']],
  ['Format (prettier)', 'prettier', ['--check', '--log-level', 'warn', '.']],
  [
    'Who imports whom, and no cycles (dependency-cruiser)',
    'depcruise',
    ['src', 'workers', 'e2e', '--config', '.dependency-cruiser.cjs'],
  ],
];
if (!process.argv.includes('--no-unit')) {
  checks.push(['Unit tests (vitest)', 'vitest', ['run', '--reporter=dot']]);
}

const failed = [];
for (const [what, tool, args] of checks) {
  say(what);
  if ((await runTool(tool, args)) !== 0) failed.push(what);
}
if ((await run(process.execPath, ['scripts/docs.mjs', '--check'])) !== 0)
  failed.push('docs/operations.md');
if (failed.length > 0) {
  console.error(`\nNot in order:\n${failed.map((what) => `  ${what}`).join('\n')}`);
  process.exit(1);
}
console.log('\nAll checks are in order.');
