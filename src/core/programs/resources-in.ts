import type { Block, Resource } from '../graph/node';
import { compilePipeline } from '../pipeline/compile';
import type { Pipeline } from '../pipeline/pipeline';
import { survey } from './scopes';

/** Returns the pictures that come along with a block. */
export const resourcesIn = (block: Block): Resource[] =>
  survey(block).items.flatMap((item) => (item.kind === 'resource' ? [item.resource] : []));

/** Returns whether the bundled font must be at hand to run or print the pipeline. */
export const needsLettering = (pipeline: Pipeline): boolean =>
  compilePipeline(pipeline, 1).some(({ block }) =>
    resourcesIn(block).some(({ kind }) => kind === 'text'),
  );
