import { javascriptProgram } from './javascript/frame';
import type { ProgramPlan } from './plan';
import { pythonProgram } from './python/frame';
import { clusterProgram } from './python/cluster';

export { resourcesOf } from './resources-in';
export { planProgram, type ProgramFacts, type ProgramPlan } from './plan';

/** A language that a pipeline can be taken away in. */
export interface ProgramLanguage {
  readonly id: 'python' | 'javascript' | 'cluster';
  readonly label: string;
  /** What is shown of the label where there is little room. */
  readonly short?: string;
  /** Without the dot. */
  readonly extension: string;
  readonly mime: string;
  /** What its text is coloured as. */
  readonly grammar: 'python' | 'javascript';
  /** One sentence on what it is for. */
  readonly summary: string;
  print(plan: ProgramPlan): string;
}

/** Every language, in the order in which the Pipeline tab shows them. */
export const programLanguages: readonly ProgramLanguage[] = [
  {
    id: 'python',
    label: 'Python',
    extension: 'py',
    mime: 'text/x-python',
    grammar: 'python',
    summary: 'Runs on any computer with Python and pyvips.',
    print: pythonProgram,
  },
  {
    id: 'javascript',
    label: 'JavaScript',
    short: 'JS',
    extension: 'mjs',
    mime: 'text/javascript',
    grammar: 'javascript',
    summary: 'Runs on any computer with Node and wasm-vips.',
    print: javascriptProgram,
  },
  {
    id: 'cluster',
    label: 'Python for a cluster',
    short: 'Cluster',
    extension: 'py',
    mime: 'text/x-python',
    grammar: 'python',
    summary: 'Spreads thousands of pictures over a Dask cluster, on one machine or many.',
    print: clusterProgram,
  },
];
