import { documentVersion, type Pipeline, type Step } from './pipeline';

function writeStep(step: Step): unknown {
  if (step.kind === 'placeholder') {
    // The placeholder's own edits are its name and place; all else is as it came.
    const original: unknown = JSON.parse(step.original);
    const named = step.name === undefined ? {} : { name: step.name };
    return { ...(original as object), id: step.id, ...named };
  }
  return {
    id: step.id,
    operation: step.operation,
    ...(step.enabled ? {} : { enabled: false }),
    ...(step.name === undefined ? {} : { name: step.name }),
    parameters: { ...step.values },
  };
}

/** Returns the pipeline as a plain, JSON-able document of the current version. */
export function writePipeline(pipeline: Pipeline): unknown {
  return { pipette: documentVersion, name: pipeline.name, steps: pipeline.steps.map(writeStep) };
}

/** Returns the pipeline as JSON text with two spaces of indentation and a final line break. */
export const writePipelineText = (pipeline: Pipeline): string =>
  `${JSON.stringify(writePipeline(pipeline), null, 2)}\n`;
