import { writeDocument } from '../../documents/document';
import { type ColourDifference, placeInWords } from '../../picture/colour-difference';
import { type ChangeCard, changeCards } from '../../pipeline/versions/change-cards';
import { changeInWords } from '../../pipeline/versions/change-words';
import type { VersionContents } from '../../pipeline/versions/version';
import type { Environment } from '../model';
import type { ReportPicture } from '../../engine/report-pictures';
import { madeInWords } from '../words';
import type { Block, Report, Shown } from '../write/blocks';

/** One of the two versions of a report of changes. */
export interface ReportedVersion {
  readonly name: string;
  /** When it was kept, as ISO 8601; null for the pipeline as it is now. */
  readonly kept: string | null;
  readonly note: string | null;
  readonly contents: VersionContents;
  /** The picture that it makes; null where none can be had. */
  readonly picture: ReportPicture | null;
}

/** What a report of changes is made of. */
export interface ChangesContent {
  readonly a: ReportedVersion;
  readonly b: ReportedVersion;
  readonly difference: ColourDifference | null;
  /** When the report is made, as ISO 8601. */
  readonly made: string;
  readonly environment: Environment;
}

const pictureOf = (letter: string, { name, picture }: ReportedVersion): Shown[] =>
  picture ? [{ picture, alt: `${letter}, ${name}`, caption: `${letter}, ${name}` }] : [];

function pictures({ a, b }: ChangesContent): Block[] {
  const [before] = pictureOf('A', a);
  const [after] = pictureOf('B', b);
  if (!before || !after) return [];
  const isSameSize =
    before.picture.width === after.picture.width && before.picture.height === after.picture.height;
  return isSameSize
    ? [{ kind: 'compare', before, after }]
    : [{ kind: 'pictures', scale: 'fit', pictures: [before, after] }];
}

/** Returns the measured differences, a label and its value each. */
function figures({ difference }: ChangesContent): { label: string; text: string }[] {
  if (!difference) return [];
  const { average, largest, at, stops } = difference;
  const light = Math.abs(stops) < 0.005 ? 'equal' : `${Math.abs(stops).toFixed(2)} EV`;
  const which = light === 'equal' ? '' : stops > 0 ? ' lighter' : ' darker';
  return [
    { label: 'Average difference', text: `${average.toFixed(1)} ΔE (CIEDE2000)` },
    { label: 'Largest difference', text: `${largest.toFixed(1)} ΔE, ${placeInWords(at)}` },
    { label: 'Light of B', text: `${light}${which}` },
  ];
}

const cardBlock = ({ title, kinds, lines }: ChangeCard): Block => ({
  kind: 'section',
  title: `${title}, ${kinds}`,
  blocks: [
    {
      kind: 'table',
      caption: `What changed about ${title}`,
      head: ['', 'A', 'B'],
      rows: lines.map(({ label, from, to }) => [label, from ?? '–', to ?? '–']),
      words: [0, 1, 2],
    },
  ],
});

const rowOf = (letter: string, { name, kept, note, contents }: ReportedVersion) => [
  `${letter}, ${name}`,
  kept === null ? 'now' : madeInWords(kept),
  String(contents.pipeline.steps.length),
  note ?? '',
];

/** Returns the report of what leads from one version of a pipeline to another. */
export function changesReport(content: ChangesContent): Report {
  const { a, b, made, environment } = content;
  const cards = changeCards(a.contents, b.contents);
  const measured = figures(content);
  return {
    kindLabel: 'Report of changes',
    title: b.contents.pipeline.name,
    subtitle: `From ${a.name} (A) to ${b.name} (B)`,
    blocks: [
      ...pictures(content),
      ...(measured.length > 0 ? [{ kind: 'pairs', rows: measured } as const] : []),
      {
        kind: 'section',
        title: 'What changed',
        blocks:
          cards.length > 0
            ? cards.map(cardBlock)
            : [{ kind: 'text', text: 'Nothing: A and B are the same.' }],
      },
      {
        kind: 'section',
        title: 'The versions',
        blocks: [
          {
            kind: 'table',
            caption: 'A and B',
            head: ['', 'Kept', 'Steps', 'Note'],
            rows: [rowOf('A', a), rowOf('B', b)],
            words: [0, 1, 3],
          },
        ],
      },
    ],
    footer:
      `Made ${madeInWords(made)} with Pipette ${environment.pipette}` +
      (environment.libvips === null ? '.' : ` and libvips ${environment.libvips}.`),
    document: JSON.stringify(writeDocument(b.contents.pipeline)),
  };
}

/** How the JSON of a report of changes calls itself. */
export const changesMark = 'pipette-changes';

/** Returns a report of changes as JSON text, with both pipelines whole; without pictures. */
export function changesJson({ a, b, difference, made, environment }: ChangesContent): string {
  const plain = ({ name, kept, note, contents }: ReportedVersion): unknown => ({
    name,
    kept,
    note,
    pipeline: writeDocument(contents.pipeline),
  });
  const changes = changeCards(a.contents, b.contents).flatMap(
    ({ title, operation, changes: all }) =>
      all.map((change) => ({
        about: title,
        operation,
        step: 'step' in change ? change.step.id : null,
        kind: change.kind,
        words: changeInWords(change),
        ...('parameter' in change ? { parameter: change.parameter } : {}),
        ...('from' in change ? { from: change.from ?? null } : {}),
        ...('to' in change ? { to: change.to ?? null } : {}),
      })),
  );
  const data = {
    [changesMark]: 1,
    made,
    environment,
    a: plain(a),
    b: plain(b),
    difference,
    changes,
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}
