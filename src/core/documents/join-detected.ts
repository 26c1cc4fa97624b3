import { joinSteps } from '../pipeline/edit';
import type { DetectedPipeline } from './detected';
import { joinHistories } from './project/join-histories';

/** A pipeline, and what it is called where it came from. */
export interface NamedDetected {
  readonly name: string;
  readonly found: DetectedPipeline;
}

/**
 * Returns pipelines as one: the steps of all, one after the other, and the export settings of the
 * first that has some. It may have more steps than a pipeline may.
 * @param list at least one
 */
export function joinDetected(list: readonly [NamedDetected, ...NamedDetected[]]): DetectedPipeline {
  const [{ found: first }, ...others] = list;
  if (others.length === 0) return first;
  const documents = list.map(({ found }) => found.document);
  const { pipeline } = first.document;
  const histories = list.flatMap(({ found }) => found.project?.history ?? []);
  return {
    kind: 'pipeline',
    from: first.from,
    words: first.words,
    document: {
      pipeline: {
        name: pipeline.name,
        steps: documents.reduce<DetectedPipeline['document']['pipeline']['steps']>(
          (steps, document) => joinSteps(steps, document.pipeline.steps),
          [],
        ),
      },
      settings: documents.find(({ settings }) => settings !== null)?.settings ?? null,
      source: null,
      madeWith: null,
      // Together they are a version of none of them.
      version: null,
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
    ...(histories.length > 0 && {
      project: { history: joinHistories(histories), pictures: [] },
    }),
  };
}
