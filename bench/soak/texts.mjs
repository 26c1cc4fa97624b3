/** Random and damaged texts by the hundred thousand, as the unit tests make them. */
import { root, runTool } from '../../scripts/tasks.mjs';

/** Runs the properties of documents with `runs` cases each; returns lines of Markdown. */
export async function soakTexts({ runs }) {
  const began = performance.now();
  const code = await runTool(
    'vitest',
    ['run', 'src/core/documents', '--reporter=dot', '--testTimeout=3600000'],
    { cwd: root, env: { PIPETTE_RUNS: String(runs) } },
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  return {
    ok: code === 0,
    lines: [
      `The properties of documents (round trips, and any text answered with a result) with ${runs} random documents and ${runs * 10} damaged texts for each form: ${code === 0 ? 'all hold' : 'FAILED'}, ${seconds} s.`,
    ],
  };
}
