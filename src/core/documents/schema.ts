import { operations } from '../operations/index';
import type { Operation } from '../operations/define';
import type { Parameter, Schema } from '../parameters';
import { minFitUnder, maxFitUnder } from '../formats/settings';
import { limits } from '../base/limits';
import { documentVersion } from '../pipeline/pipeline';
import { versionIdForm } from '../pipeline/versions/version';
import { factLengths } from './document';

function parameterSchema(parameter: Parameter): Schema {
  const unit = 'unit' in parameter && parameter.unit !== '' ? ` (${parameter.unit})` : '';
  return {
    title: `${parameter.label}${unit}`,
    ...(parameter.hint === undefined ? {} : { description: parameter.hint }),
    ...parameter.schema,
    default: parameter.initial,
  };
}

const parametersOf = (operation: Operation): Schema => ({
  type: 'object',
  additionalProperties: false,
  properties: Object.fromEntries(
    [...operation.parameters].map(([name, parameter]) => [name, parameterSchema(parameter)]),
  ),
});

/** Returns the rule: when the operation is this one, the parameters are its own. */
const ruleOf = (operation: Operation): Schema => ({
  if: { properties: { operation: { const: operation.id } } },
  then: { properties: { parameters: { $ref: `#/$defs/${operation.id}` } } },
});

const name = { type: 'string', maxLength: limits.document.nameLength };
const words = { type: 'string', maxLength: limits.document.stringLength };
const version = { type: 'string', maxLength: factLengths.version };
const versionId = { type: 'string', pattern: versionIdForm.source };
const fitUnderRange = { type: 'integer', minimum: minFitUnder, maximum: maxFitUnder };
const side = { type: 'integer', minimum: 1, maximum: limits.sidePixels };

/**
 * Returns the JSON Schema (draft 2020-12) of pipeline documents, made from the operations'
 * declarations. Steps of operations that it does not know are valid: they stay in a document as
 * placeholders.
 */
export function pipelineSchema(): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Pipette pipeline',
    description: 'A list of steps that make one picture of another.',
    type: 'object',
    required: ['pipette', 'name', 'operations'],
    properties: {
      $schema: { type: 'string' },
      pipette: { const: documentVersion, description: 'The version of this document.' },
      name: { ...name, description: 'What the pipeline is called.' },
      description: words,
      created: { type: 'string', format: 'date-time', description: 'In UTC, ending in Z.' },
      origin: {
        description: 'The preset that the pipeline came from.',
        type: 'object',
        required: ['id', 'name', 'fingerprint'],
        properties: {
          id: { type: 'string', pattern: '^[\\w:.-]{1,64}$' },
          name,
          fingerprint: { type: 'string', pattern: '^[0-9a-f]{8}$' },
        },
      },
      madeWith: {
        type: 'object',
        properties: { pipette: version, libvips: version },
      },
      version: {
        description: 'Which version it is of the history of its pipeline, and what that came from.',
        type: 'object',
        required: ['id'],
        properties: {
          id: versionId,
          parents: { type: 'array', maxItems: 2, items: versionId },
        },
      },
      source: {
        description: 'The picture that the pipeline was made on. Sides in pixels.',
        type: 'object',
        required: ['format', 'width', 'height'],
        properties: {
          format: { type: 'string', minLength: 1, maxLength: factLengths.format },
          width: side,
          height: side,
          name: { type: 'string', maxLength: factLengths.name },
        },
      },
      operations: {
        type: 'array',
        maxItems: limits.document.steps,
        items: { $ref: '#/$defs/step' },
      },
      export: {
        type: 'object',
        description: 'The settings of the Images tab.',
        properties: {
          fitUnder: { ...fitUnderRange, description: 'The most that the file may take, in bytes.' },
          fitKeepsSize: {
            type: 'boolean',
            default: false,
            description: 'Whether only the quality may go down for that, and not the size.',
          },
        },
      },
    },
    $defs: {
      step: {
        type: 'object',
        required: ['operation'],
        properties: {
          step: {
            type: 'integer',
            description: 'Its place, from 1; the order of the list counts.',
          },
          id: { type: 'string', pattern: '^[\\w-]{1,64}$' },
          operation: {
            description: 'What the step does.',
            anyOf: [
              ...operations.map(({ id, label, summary }) => ({
                const: id,
                title: label,
                description: summary,
              })),
              { type: 'string', maxLength: limits.document.nameLength },
            ],
          },
          name: { ...name, description: 'The step’s own name.' },
          note: words,
          enabled: { type: 'boolean', default: true },
          parameters: {
            description: 'The settings. Those of operations that are not known are kept.',
          },
        },
        allOf: operations.map(ruleOf),
      },
      ...Object.fromEntries(operations.map((operation) => [operation.id, parametersOf(operation)])),
    },
  };
}

/** Returns the schema as the text of the file that the site serves. */
export const pipelineSchemaText = (): string => `${JSON.stringify(pipelineSchema(), null, 2)}\n`;
