import { limits } from '../../base/limits';
import { isModestJson } from './json-shape';

/**
 * How the element opens in which an HTML report carries its pipeline, as report/write/html.ts writes it.
 * Only its opening, and so with blocks of Markdown: an expression that also looks for the end would
 * do so from every opening, which a hostile text has many of.
 */
const opening = /<script\s+type="application\/json"\s+id="pipette-pipeline"\s*>/i;
const closing = /<\/script>/i;

/** The marks of a block of JSON, as report/write/markdown.ts writes one; spaces may follow on them. */
const fence = { mark: '```', opens: '```json' };

/** How a document of a pipeline is known without reading it. */
const isDocument = (json: string): boolean => /"pipette"\s*:\s*\d/.test(json);

/**
 * Returns the JSON text of the pipeline that a report made here carries, whether the report is HTML,
 * Markdown or JSON; null for anything else. Nothing is checked but where it stands: whoever reads
 * the text does not trust it.
 */
export function pipelineInReport(text: string): string | null {
  return inHtml(text) ?? inJson(text) ?? inMarkdown(text);
}

function inHtml(text: string): string | null {
  const opened = opening.exec(text);
  if (!opened) return null;
  const rest = text.slice(opened.index + opened[0].length);
  const end = rest.search(closing);
  const json = rest.slice(0, Math.max(0, end));
  return isDocument(json) ? json.trim() : null;
}

/** Goes from mark to mark, because a text of nothing but line ends has millions of lines. */
function inMarkdown(text: string): string | null {
  let found: string | null = null;
  let block: number | null = null;
  for (let at = text.indexOf(fence.mark); at >= 0; at = text.indexOf(fence.mark, at + 1)) {
    if (at > 0 && text[at - 1] !== '\n') continue;
    const lineEnd = text.indexOf('\n', at);
    const line = text.slice(at, lineEnd < 0 ? undefined : lineEnd).trimEnd();
    if (block === null) {
      if (line === fence.opens && lineEnd >= 0) block = lineEnd + 1;
    } else if (line === fence.mark) {
      const json = text.slice(block, Math.max(block, at - 1));
      // The pipeline stands last: what a person wrote stands before it.
      if (isDocument(json)) found = json;
      block = null;
    }
  }
  return found;
}

function inJson(text: string): string | null {
  if (!/^\s*\{/.test(text) || !text.includes('"pipette-report"')) return null;
  if (!isModestJson(text, limits.report)) return null;
  try {
    const report: unknown = JSON.parse(text);
    if (typeof report !== 'object' || report === null) return null;
    const fields = new Map<string, unknown>(Object.entries(report));
    const pipeline = fields.get('pipeline');
    const isReport = fields.has('pipette-report') && typeof pipeline === 'object';
    return isReport && pipeline !== null ? JSON.stringify(pipeline) : null;
  } catch {
    // Not JSON after all.
    return null;
  }
}
