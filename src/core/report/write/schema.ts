import { schemaPath } from '../../documents/document';
import { groups } from '../../operations/define';
import { bestRating, flags } from '../../set/set';
import { reportMark } from './json';
import { factsVersion } from '../model';

type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: 'string' };
const count: Schema = { type: 'integer', minimum: 0 };
const size: Schema = { type: 'integer', minimum: 1 };
const amount: Schema = { type: 'number', minimum: 0 };
const fraction: Schema = { type: 'number', minimum: 0, maximum: 1 };
const colour: Schema = { type: 'string', pattern: '^#[0-9a-f]{6}$' };
const sha256: Schema = { type: 'string', pattern: '^[0-9a-f]{64}$' };

const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });
const list = (items: Schema): Schema => ({ type: 'array', items });
/** An object with exactly these fields. */
const fields = (properties: Readonly<Record<string, Schema>>, description?: string): Schema => ({
  ...(description === undefined ? {} : { description }),
  type: 'object',
  required: Object.keys(properties),
  additionalProperties: false,
  properties,
});

const similarity = fields({
  mean: { type: 'number', minimum: -1, maximum: 1 },
  worst: { type: 'number', minimum: -1, maximum: 1 },
});
const counts: Schema = { type: 'array', items: count, minItems: 256, maxItems: 256 };

const output = fields(
  {
    width: size,
    height: size,
    bands: { type: 'integer', minimum: 1, maximum: 5 },
    bitsPerBand: { enum: [8, 16] },
    bytes: { ...count, description: 'What the picture takes in memory.' },
    histogram: fields(
      {
        red: counts,
        green: counts,
        blue: counts,
        luminance: counts,
        clippedShadows: fraction,
        clippedHighlights: fraction,
      },
      'Counted over evenly spaced pixels of the preview.',
    ),
    palette: list(fields({ colour, share: fraction })),
  },
  'The picture at full size.',
);

const parameter = fields({
  name: text,
  label: text,
  value: {},
  text,
  colour: orNull(colour),
});

const step = fields({
  number: size,
  id: text,
  operation: text,
  label: text,
  group: orNull({ enum: groups }),
  name: orNull(text),
  note: orNull(text),
  state: { enum: ['on', 'off', 'nothing', 'unknown'] },
  sentence: text,
  summary: text,
  purpose: text,
  parameters: list(parameter),
  tries: list(text),
  output: orNull(output),
  preview: orNull(fields({ milliseconds: amount, cached: { type: 'boolean' } })),
});

const moment = fields({
  year: count,
  month: count,
  day: count,
  hour: count,
  minute: count,
  second: count,
});

const source = fields(
  {
    name: orNull(text),
    camera: orNull(
      fields({
        date: orNull(moment),
        camera: orNull(text),
        lens: orNull(text),
        iso: orNull(text),
        author: orNull(text),
      }),
    ),
    format: text,
    width: size,
    height: size,
    bands: size,
    bitsPerBand: { enum: [8, 16] },
    fileBytes: count,
    sha256: orNull(sha256),
    notices: list(text),
  },
  'The file that was opened. Its name and camera stand here only when the person wanted it.',
);

const environment = fields({
  browser: text,
  cores: orNull(size),
  memoryGb: orNull({ ...amount, description: 'As the browser tells it: rounded and capped.' }),
  pipette: text,
  libvips: orNull(text),
  threads: orNull(size),
});

const file = fields({
  width: size,
  height: size,
  bytes: count,
  sha256,
  quality: orNull({ type: 'number' }),
  milliseconds: amount,
  likeness: orNull(
    fields({
      ssim: similarity,
      meanSquaredError: amount,
      psnr: orNull({ type: 'number', description: 'In decibels; null where no pixel differs.' }),
    }),
  ),
});

const times = { medianMs: amount, leastMs: amount, mostMs: amount, runs: size };

const profile = fields({
  steps: list(
    fields({
      id: text,
      ...times,
      width: size,
      height: size,
      bands: size,
      bytes: count,
      cached: { type: 'boolean' },
    }),
  ),
  wholeMs: fields(times),
  encode: orNull(fields({ format: text, bytes: count, medianMs: amount })),
  engineBytesMost: count,
  scale: { enum: ['full', 'proxy'] },
});

const suggestion = fields({
  title: text,
  detail: text,
  beforeMs: amount,
  afterMs: amount,
  runs: size,
  similarity: orNull(similarity),
  mostDifference: orNull(amount),
});

const set = fields(
  {
    size,
    pictures: list(
      fields({
        number: size,
        name: orNull(text),
        isOpen: { type: 'boolean', description: 'Whether the report is about this picture.' },
        rating: { type: 'integer', minimum: 0, maximum: bestRating },
        flag: { enum: flags },
        steps: list(
          fields(
            {
              number: size,
              id: text,
              operation: text,
              name: orNull(text),
              label: text,
              parameters: list(parameter),
            },
            'What this picture has otherwise than the set.',
          ),
        ),
      }),
    ),
    leftOut: { ...count, description: 'Pictures that there was no room for.' },
  },
  'The set that the picture is one of: pictures with stars, flags or values of their own.',
);

/** Returns the JSON Schema (2020-12) of the JSON report. Sizes in pixels, times in milliseconds. */
export function reportSchema(): Schema {
  const all = fields({
    [reportMark]: { const: factsVersion, description: 'The version of this report.' },
    kind: { enum: ['visual', 'technical', 'guide', 'performance'] },
    title: text,
    description: orNull(text),
    made: { type: 'string', format: 'date-time' },
    environment,
    source,
    sourceOutput: orNull(output),
    steps: list(step),
    export: fields({
      name: orNull(text),
      format: text,
      label: text,
      settings: list(parameter),
      sizing: text,
      metadata: text,
      file: orNull(file),
    }),
    profile: orNull(profile),
    suggestions: orNull(list(suggestion)),
    previewScale: orNull(fraction),
    engineBytes: orNull(count),
    link: orNull(text),
    pipeline: { description: `The pipeline, as ${schemaPath} describes it.`, type: 'object' },
  });
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Pipette report',
    description: 'What was done to a picture, and what came of it.',
    ...all,
    properties: { $schema: text, set, ...Object(all.properties) },
  };
}

/** The schema as the site serves it. */
export const reportSchemaText = (): string => `${JSON.stringify(reportSchema(), null, 2)}\n`;
