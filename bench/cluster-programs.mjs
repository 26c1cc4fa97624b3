/** The program for a cluster and the plain one, of one pipeline, for whoever measures them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withSources } from '../scripts/sources.mjs';

/** Steps that a photo on its way to a web page goes through. */
const operations = ['exposure', 'contrast', 'resize', 'sharpen'];

/**
 * Writes `cluster.py` and `pipeline.py` into a folder: both make each picture at most `longEdge`
 * pixels long, in `format`.
 */
export async function writePrograms(folder, { longEdge, format }) {
  await withSources(async (load) => {
    const { initialExportSettings } = await load('/src/core/formats/settings.ts');
    const { operationsById } = await load('/src/core/operations/index.ts');
    const { initialValues } = await load('/src/core/operations/define.ts');
    const { planFor } = await load('/src/core/testing/programs.ts');
    const { planProgram } = await load('/src/core/programs/plan.ts');
    const { clusterProgram } = await load('/src/core/programs/python/cluster.ts');
    const { pythonProgram } = await load('/src/core/programs/python/frame.ts');
    const steps = operations.map((operation) => ({
      kind: 'known',
      id: operation,
      operation,
      enabled: true,
      values: {
        ...initialValues(operationsById.get(operation)),
        ...(operation === 'resize' ? { mode: 'long-edge', longEdge } : {}),
      },
    }));
    const pipeline = { name: 'For the web', steps };
    const { facts } = planFor(pipeline, () => Promise.resolve(null));
    const plan = planProgram(pipeline, { ...initialExportSettings(), format }, facts);
    writeFileSync(join(folder, 'cluster.py'), clusterProgram(plan));
    writeFileSync(join(folder, 'pipeline.py'), pythonProgram(plan));
  });
}
