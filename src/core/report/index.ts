import { formatsById } from '../formats/index';
import type { ExportSettings } from '../formats/settings';
import type { Report } from './write/blocks';
import type { ReportContent } from './common';
import { guideReport } from './kinds/guide';
import { reportHtml } from './write/html';
import { type ReportKind, reportJson } from './write/json';
import { reportMarkdown } from './write/markdown';
import type { Markup } from './write/markup';
import type { PictureUses } from '../engine/report-pictures';
import { speedReport } from './kinds/speed';
import { technicalReport } from './kinds/technical';
import { visualReport } from './kinds/visual';

export { reportFacts } from './facts';
export type { ReportKind } from './write/json';

const writers: Readonly<Record<ReportKind, (content: ReportContent) => Report>> = {
  visual: visualReport,
  technical: technicalReport,
  guide: guideReport,
  performance: speedReport,
};

/** How often each kind of report shows each kind of picture. */
export const pictureUses: Readonly<Record<ReportKind, PictureUses>> = {
  visual: { large: 1, small: 1, crop: 2 },
  technical: { large: 0, small: 0, crop: 0 },
  guide: { large: 1, small: 2, crop: 0 },
  performance: { large: 0, small: 0, crop: 0 },
};

/** Returns a report as a page of its own. */
export const writeHtml = (kind: ReportKind, content: ReportContent): Markup =>
  reportHtml(writers[kind](content));

/** Returns a report as Markdown. */
export const writeMarkdown = (kind: ReportKind, content: ReportContent): string =>
  reportMarkdown(writers[kind](content));

/** Returns the facts of a report as JSON text. */
export const writeJson = (kind: ReportKind, content: ReportContent, schema: string): string =>
  reportJson(kind, content.facts, schema);

/** Returns the extension of the files that an export writes with these settings. */
export const extensionOf = ({ format }: ExportSettings): string =>
  formatsById.get(format)?.extension ?? format;
