import type { ProgramPlan } from '../plan';
import { importLines, pythonCore, pythonHeader, pythonImport } from './frame';

/** Returns the plan as a Python program that spreads its work over a Dask cluster. */
export function clusterProgram(plan: ProgramPlan): string {
  const core = pythonCore(plan, 'cluster/main');
  const install = `"dask[distributed]" fsspec pyvips==3.* pyvips-binary==${plan.facts.vipsVersion}`;
  return `${pythonHeader(plan, install, [
    'python cluster.py photos/ "s3://bucket/*.jpg" -o results [--scheduler tcp://host:8786]',
    'python cluster.py --verify [--scheduler tcp://host:8786]',
  ])}
${importLines([...core.imports, 'os'])}

import dask
import distributed
import fsspec
${pythonImport}


${core.steps}


${core.constants}


${core.functions}


${core.document}
${core.carried}

if __name__ == "__main__":
    sys.exit(main())
`;
}
