import { formatsById } from '../formats/index';
import type { ExportSettings } from '../formats/settings';
import type { Report } from './blocks';
import type { ReportContent } from './common';
import { guideReport } from './guide';
import { reportHtml } from './html';
import { type ReportKind, reportJson } from './json';
import { reportMarkdown } from './markdown';
import type { Markup } from './markup';
import type { PictureUses } from './pictures';
import { speedReport } from './speed';
import { technicalReport } from './technical';
import { visualReport } from './visual';

export { reportFacts } from './facts';
export type { ReportKind } from './json';

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
