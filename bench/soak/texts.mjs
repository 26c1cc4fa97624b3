/** Random and damaged texts by the hundred thousand, as the unit tests make them. */
import { root, runTool } from '../../scripts/tasks.mjs';

/** Tries `runs` round trips and `damaged` texts of each kind; returns lines of Markdown. */
export async function soakTexts({ runs, damaged }) {
  const began = performance.now();
  const code = await runTool(
    'vitest',
    ['run', 'src/core/documents', 'src/core/metadata', '--reporter=dot', '--testTimeout=3600000'],
    { cwd: root, env: { PIPETTE_RUNS: String(runs), PIPETTE_DAMAGED: String(damaged) } },
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  return {
    ok: code === 0,
    lines: [
      `Round trips of ${runs} random documents through each form; ${damaged} damaged or random texts each as JSON, YAML, link, XMP and zip, and ${damaged} of other files (programs, reports, collections) together: ${code === 0 ? 'all were answered with a result, none over 200 ms of computing or 64 MB' : 'FAILED'}, ${seconds} s.`,
    ],
  };
}
