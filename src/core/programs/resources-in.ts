import type { Block, Resource } from '../graph/node';
import { operationsById } from '../operations/index';
import { compilePipeline } from '../pipeline/compile';
import type { Pipeline, Step } from '../pipeline/pipeline';
import { resourceName } from './resource-name';
import { survey } from './print/scopes';

/** Returns the pictures that come along with a block. */
export const resourcesIn = (block: Block): Resource[] =>
  survey(block).items.flatMap((item) => (item.kind === 'resource' ? [item.resource] : []));

/** Only what a person gives can bring a picture along; walking other graphs would find nothing. */
function mayBring(step: Step): boolean {
  const parameters = operationsById.get(step.operation)?.parameters.values() ?? [];
  return [...parameters].some(({ kind }) => kind === 'text' || kind === 'asset');
}

/** Returns the pictures that must be at hand to run or print the pipeline, each once. */
export function resourcesOf(pipeline: Pipeline): Resource[] {
  const some = { ...pipeline, steps: pipeline.steps.filter(mayBring) };
  const all = compilePipeline(some, 1).flatMap(({ block }) => resourcesIn(block));
  return [...new Map(all.map((resource) => [resourceName(resource), resource])).values()];
}
