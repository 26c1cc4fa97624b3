/** Random and damaged texts by the hundred thousand, as the unit tests make them. */
import { root, runTool } from '../../scripts/tasks.mjs';

/** Runs the properties of documents with `runs` cases each; returns lines of Markdown. */
export async function soakTexts({ runs }) {
  const began = performance.now();
  const code = await runTool(
    'vitest',
    ['run', 'src/core/documents', 'src/core/metadata', '--reporter=dot', '--testTimeout=3600000'],
    { cwd: root, env: { PIPETTE_RUNS: String(runs) } },
  );
  const seconds = ((performance.now() - began) / 1000).toFixed(0);
  return {
    ok: code === 0,
    lines: [
      `Round trips of ${runs} random documents through each form; ${runs * 10} damaged or random texts each as JSON and as YAML, ${runs * 5} damaged links, ${runs} damaged XMP packets, ${runs} damaged files of all kinds together (JSON, YAML, programs, reports, zips, collections): ${code === 0 ? 'all were answered with a result, none over 200 ms where that is measured' : 'FAILED'}, ${seconds} s. Memory is not measured.`,
    ],
  };
}
