import { initialExportSettings } from '../../formats/settings';
import type { Histogram } from '../../picture/histogram';
import type { SourceInfo } from '../../engine/contract';
import { initialValues } from '../../operations/define';
import { operationsById } from '../../operations/index';
import { documentVersion, type KnownStep, type Pipeline } from '../../pipeline/pipeline';
import type { SetWork } from '../../set/going';
import { nothingOwn } from '../../set/own-values';
import { newEntry, type SetEntry } from '../../set/set';
import { psnrOf } from '../../picture/psnr';
import type { ReportContent } from '../../report/common';
import { type KnownFacts, reportFacts } from '../../report/facts';
import type { ReportPicture, ReportPictures, ReportStage } from '../../engine/report-pictures';

/** A 1 × 1 GIF would do, but reports hold JPEGs: any bytes serve where nobody decodes them. */
const picture = (width: number, height: number): ReportPicture => ({
  data: Uint8Array.from([255, 216, 255, 217]),
  mime: 'image/jpeg',
  width,
  height,
});

const histogram = (middle: number): Histogram => {
  const curve = Uint32Array.from({ length: 256 }, (_, level) =>
    Math.round(1000 * Math.exp(-(((level - middle) / 60) ** 2))),
  );
  return {
    red: curve,
    green: curve,
    blue: curve,
    luminance: curve,
    clippedShadows: 0.01,
    clippedHighlights: 0,
  };
};

const stage = (id: string, index: number): ReportStage => ({
  id,
  width: 1200,
  height: 800,
  bands: 3,
  bitsPerBand: 8,
  hasAlpha: false,
  bytes: 1200 * 800 * 3,
  histogram: histogram(100 + 10 * index),
  palette: [
    { colour: '#304050', share: 0.7 },
    { colour: '#c0a080', share: 0.3 },
  ],
  small: picture(640, 427),
  crop: picture(360, 240),
  cropAt: { left: 100, top: 80 },
});

/** The steps of the pipeline, in their order. */
const operations = ['exposure', 'sepia', 'duotone', 'sharpen'] as const;

/** Texts of people, and one for each place where one may stand. */
export interface Texts {
  readonly title?: string;
  readonly description?: string;
  readonly name?: string;
  readonly note?: string;
  readonly fileName?: string;
  readonly camera?: string;
}

/** Returns a pipeline of four steps, the last one switched off, with these texts in it. */
export function pipelineForReport({ title = 'Warm evening', ...texts }: Texts = {}): Pipeline {
  const steps = operations.map((id, index): KnownStep => {
    const operation = operationsById.get(id);
    if (!operation) throw new Error(`there is no operation ${id}`);
    return {
      kind: 'known',
      id: `step-${index + 1}`,
      operation: id,
      enabled: id !== 'sharpen',
      values: initialValues(operation),
      ...(index === 0 && texts.name !== undefined ? { name: texts.name } : {}),
      ...(index === 0 && texts.note !== undefined ? { note: texts.note } : {}),
    };
  });
  const { description } = texts;
  return { name: title, ...(description === undefined ? {} : { description }), steps };
}

/** A set of three pictures under that pipeline: one as all are, one with values of its own, one judged. */
export function setForReport(texts: Texts = {}): SetWork {
  const pipeline = pipelineForReport(texts);
  const [first] = pipeline.steps;
  const values = { ...(first?.kind === 'known' && first.values), stops: 1.75 };
  const entry = (id: string, name: string): SetEntry =>
    newEntry({ name, folder: '', bytes: 1, modified: 0 }, id);
  const entries: SetEntry[] = [
    entry('plain', 'holiday.jpg'),
    {
      ...entry('own', texts.fileName ?? 'own.jpg'),
      own: { 'step-1': { operation: 'exposure', values } },
    },
    { ...entry('picked', 'picked.jpg'), rating: 4, flag: 'pick' },
  ];
  const set = { pipette: documentVersion, id: 'set', name: 'Pictures', entries, current: 'plain' };
  return { pipeline, set: { ...set, shared: nothingOwn } };
}

/** The picture that the report is about. */
export const sourceForReport = ({
  camera = 'Pipette Test camera',
  fileName = 'holiday.jpg',
}: Texts = {}): SourceInfo => ({
  name: fileName,
  format: 'JPEG',
  fileBytes: 345_678,
  width: 1200,
  height: 800,
  bands: 3,
  bitsPerBand: 8,
  hasAlpha: false,
  animated: false,
  camera: {
    camera,
    lens: camera,
    author: camera,
    iso: '100',
    date: { year: 2026, month: 5, day: 4, hour: 12, minute: 30, second: 0 },
  },
  notices: [],
});

/** Returns facts and pictures as a run of the app gives them, with these texts in every place. */
export function reportContent(texts: Texts = {}, known: Partial<KnownFacts> = {}): ReportContent {
  const pipeline = pipelineForReport(texts);
  const done = pipeline.steps.filter(({ enabled }) => enabled);
  const pictures: ReportPictures = {
    stages: [stage('source', 0), ...done.map(({ id }, index) => stage(id, index + 1))],
    before: picture(1200, 800),
    after: picture(1200, 800),
    bytes: 4 * 16,
    scale: 0.5,
    engineBytes: 268_435_456,
    cropsMissing: null,
  };
  const source = sourceForReport(texts);
  const facts = reportFacts({
    pipeline,
    settings: initialExportSettings(),
    source,
    sourceSha256: '0123456789abcdef'.repeat(4),
    pictures,
    previews: new Map(done.map(({ id }, at) => [id, { milliseconds: 3 + at, cached: at === 0 }])),
    file: {
      width: 1200,
      height: 800,
      bytes: 234_567,
      sha256: 'fedcba9876543210'.repeat(4),
      quality: 82,
      milliseconds: 210,
      likeness: { ssim: { mean: 0.987, worst: 0.91 }, meanSquaredError: 6.5, psnr: psnrOf(6.5) },
    },
    fileName: source.name,
    named: true,
    environment: {
      browser: 'Chromium 156 on Linux',
      cores: 8,
      memoryGb: 8,
      pipette: '0.1.0',
      libvips: '8.18.7',
      threads: 4,
    },
    engineBytes: 300_000_000,
    link: 'https://example.org/pipette/#1.abc',
    made: '2026-11-26T17:30:00.000Z',
    profile: null,
    suggestions: null,
    ...known,
  });
  return { facts, pictures };
}
