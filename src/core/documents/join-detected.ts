import { joinSteps } from '../pipeline/edit';
import type { FoundPipeline } from './detected';

/** A pipeline, and what it is called where it came from. */
export interface NamedFound {
  readonly name: string;
  readonly found: FoundPipeline;
}

/**
 * Returns pipelines as one: the steps of all, one after the other, and the export settings of the
 * first that has some. It may have more steps than a pipeline may.
 * @param list at least one
 */
export function joinFound(list: readonly [NamedFound, ...NamedFound[]]): FoundPipeline {
  const [{ found: first }, ...others] = list;
  if (others.length === 0) return first;
  const documents = list.map(({ found }) => found.document);
  const { pipeline } = first.document;
  return {
    kind: 'pipeline',
    from: first.from,
    document: {
      pipeline: {
        name: pipeline.name,
        steps: documents.reduce<FoundPipeline['document']['pipeline']['steps']>(
          (steps, document) => joinSteps(steps, document.pipeline.steps),
          [],
        ),
      },
      settings: documents.find(({ settings }) => settings !== null)?.settings ?? null,
      source: null,
      madeWith: null,
      // Lines would be those of one text among several.
      problems: list.flatMap(({ name, found }) =>
        found.document.problems.map(({ path, expected, came, kept }) => ({
          path: `${name}: ${path}`,
          expected,
          came,
          kept,
        })),
      ),
    },
    assets: new Map(list.flatMap(({ found }) => [...found.assets])),
  };
}
