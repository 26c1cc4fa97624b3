import type { Schema } from '../../parameters';
import { historyField, historyVersion } from '../../pipeline/versions/history-file';
import { traceParentsMost } from '../../pipeline/versions/record';
import {
  carrierKinds,
  versionBounds,
  versionIdForm,
  versionReasons,
} from '../../pipeline/versions/version';
import { schemaPath } from '../document';
import { smallPictureTypes } from './packed-picture';
import { fileNameLength, projectField, projectLimits, projectVersion } from './project-files';

const draft = 'https://json-schema.org/draft/2020-12/schema';
const id = { type: 'string', pattern: versionIdForm.source };
const hash = { type: 'string', pattern: '^[0-9a-f]{64}$' };
const moment = {
  type: 'integer',
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'In milliseconds since 1970.',
};
const words = { type: 'string', maxLength: versionBounds.nameLength };
const count = { type: 'integer', minimum: 0 };
const parents = (maxItems: number): Schema => ({
  type: 'array',
  maxItems,
  uniqueItems: true,
  items: id,
});

const version: Schema = {
  type: 'object',
  required: ['id', 'lineage', 'parents', 'at', 'reason', 'pipeline'],
  additionalProperties: false,
  properties: {
    id: { ...id, description: 'A short hash of what it contains and of its parents.' },
    lineage: { ...id, description: 'Which pipeline it is a version of.' },
    parents: { ...parents(2), description: 'What it came from; of a merge two, mine first.' },
    at: moment,
    reason: { enum: versionReasons, description: 'Why it was kept.' },
    about: { ...words, description: 'What the reason is about, such as the name of a file.' },
    label: {
      description: 'What a person calls it.',
      type: 'object',
      required: ['name', 'at'],
      properties: {
        name: { ...words, minLength: 1 },
        note: { type: 'string', maxLength: versionBounds.noteLength },
        at: moment,
      },
    },
    pin: {
      description: 'Whether a person keeps it at hand. The later word counts.',
      type: 'object',
      required: ['on', 'at'],
      properties: { on: { type: 'boolean' }, at: moment },
    },
    picture: {
      description: 'The small picture of its result, by the SHA-256 of its bytes.',
      type: 'object',
      required: ['hash', 'bytes'],
      properties: {
        hash,
        bytes: { type: 'integer', minimum: 1, maximum: versionBounds.pictureBytes },
      },
    },
    carriedBy: {
      description: 'What went out with it.',
      type: 'array',
      maxItems: versionBounds.carriers,
      items: {
        type: 'object',
        required: ['kind', 'at'],
        properties: { kind: { enum: carrierKinds }, at: moment, name: words },
      },
    },
    title: { type: 'string', description: 'The name of its pipeline. It follows from that.' },
    steps: { ...count, description: 'Their number. It follows from the pipeline.' },
    operations: {
      description: 'The ids of its operations. They follow from the pipeline.',
      type: 'array',
      items: { type: 'string' },
    },
    bytes: { ...count, description: 'What its contents take. It follows from them.' },
    // Relative, for the site serves both beside one another.
    pipeline: { $ref: schemaPath.replace(/^.*\//u, '') },
    export: { type: 'object', description: 'The settings of the Images tab.' },
  },
};

const trace: Schema = {
  type: 'object',
  required: ['kept', 'id', 'lineage', 'parents', 'at'],
  properties: {
    kept: { const: 'trace' },
    id,
    lineage: id,
    parents: parents(traceParentsMost),
    at: moment,
  },
};

/** Returns the JSON Schema (draft 2020-12) of histories. */
export const historySchema = (): Schema => ({
  $schema: draft,
  title: 'Pipette history',
  description: 'Versions of pipelines, and what each came from.',
  type: 'object',
  required: [historyField, 'versions'],
  properties: {
    $schema: { type: 'string' },
    [historyField]: { const: historyVersion, description: 'The version of this document.' },
    versions: {
      type: 'array',
      maxItems: versionBounds.imported,
      items: { $ref: '#/$defs/version' },
    },
    traces: {
      description: 'What stays of versions that were let go of, so that ancestry stays whole.',
      type: 'array',
      maxItems: versionBounds.imported,
      items: { $ref: '#/$defs/trace' },
    },
    pictures: {
      description: 'Small pictures of results.',
      type: 'array',
      maxItems: versionBounds.imported,
      items: {
        type: 'object',
        required: ['hash', 'type', 'base64'],
        properties: {
          hash,
          type: { enum: smallPictureTypes },
          base64: {
            type: 'string',
            minLength: 2,
            maxLength: Math.ceil((versionBounds.pictureBytes * 4) / 3) + 2,
            pattern: '^[A-Za-z0-9_+/-]*={0,2}$',
          },
        },
      },
    },
  },
  $defs: { version, trace },
});

const fileName = { type: 'string', minLength: 1, maxLength: fileNameLength };

/** Returns the JSON Schema (draft 2020-12) of what says what is in a project file. */
export const projectSchema = (): Schema => ({
  $schema: draft,
  title: 'Pipette project',
  description:
    'Says what is in a project file, a zip: beside it lie pipeline.json, history.json where there is one, and under assets/ the pictures that steps bring along.',
  type: 'object',
  required: [projectField],
  properties: {
    $schema: { type: 'string' },
    [projectField]: { const: projectVersion, description: 'The version of this document.' },
    madeAt: { type: 'string', maxLength: 39, format: 'date-time' },
    set: {
      description: 'What is said of the set that the pictures are.',
      type: 'object',
      properties: { name: { type: 'string', minLength: 1 } },
    },
    pictures: {
      description: 'The pictures that the pipeline is made for.',
      type: 'array',
      maxItems: projectLimits.pictures,
      items: {
        type: 'object',
        required: ['file', 'name'],
        properties: {
          file: { ...fileName, description: 'Its name in the zip.' },
          name: { ...fileName, description: 'What it is called.' },
          type: { type: 'string', pattern: '^(?:[\\w.+-]{1,60}/[\\w.+-]{1,60})?$' },
          set: {
            description: 'What is said of it as one picture of a set.',
            type: 'object',
            properties: {
              pipette: { ...count, description: 'The version of documents that its values have.' },
              folder: { type: 'string', description: 'Where it came from, such as "day 1/".' },
              modified: { type: 'integer', description: 'In milliseconds since 1970.' },
              rating: { ...count, maximum: 5 },
              flag: { enum: ['pick', 'reject'] },
              own: { type: 'object', description: 'Its own values, by the id of the step.' },
              current: { type: 'boolean', description: 'Whether it is the one that was open.' },
            },
          },
        },
      },
    },
  },
});

const textOf = (schema: Schema): string => `${JSON.stringify(schema, null, 2)}\n`;

/** Returns the schemas as the texts of the files that the site serves. */
export const historySchemaText = (): string => textOf(historySchema());
export const projectSchemaText = (): string => textOf(projectSchema());
