/** Pipelines of the examples of all operations, for tests of the built site. */
import { withSources } from './sources.mjs';

/**
 * Returns documents of up to `max` steps each, in which every operation stands once with the values
 * of its example. Left out is what does nothing without a picture of the person's own.
 * @returns {Promise<{ operations: string[], text: string }[]>}
 */
export const examplePipelines = (max) =>
  withSources(async (load) => {
    const { operations } = await load('/src/core/operations/index.ts');
    const { writeJson } = await load('/src/core/documents/carriers/json.ts');
    const steps = operations
      .filter(({ id }) => id !== 'image-watermark')
      .map(({ id, example }) => ({
        kind: 'known',
        id,
        operation: id,
        enabled: true,
        values: example.values,
      }));
    const rows = Array.from({ length: Math.ceil(steps.length / max) }, (_, row) =>
      // Neighbours in the list are of one kind: taken from afar, one rarely hides another.
      steps.filter((_, index) => index % Math.ceil(steps.length / max) === row),
    );
    return rows.map((row, index) => ({
      operations: row.map(({ operation }) => operation),
      text: writeJson({ name: `Examples ${index + 1}`, steps: row }),
    }));
  });
