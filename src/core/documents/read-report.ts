import { parseJson } from './json';

/** How a report as a page carries its pipeline; what stands in it has no `<`. */
const inPage = /<script type="application\/json" id="pipette-pipeline">([^<]*)<\/script>/u;

/** Returns the first block of JSON in Markdown that says it is a pipeline. */
function inMarkdown(text: string): string | null {
  const opening = '```json\n';
  let at = text.indexOf(opening);
  while (at >= 0) {
    const start = at + opening.length;
    const end = text.indexOf('\n```', start);
    if (end < 0) return null;
    const block = text.slice(start, end);
    if (block.includes('"pipette"')) return block;
    at = text.indexOf(opening, end);
  }
  return null;
}

function inJson(text: string): string | null {
  const parsed = parseJson(text);
  if (!parsed.ok || typeof parsed.value !== 'object' || parsed.value === null) return null;
  const pipeline: unknown = Reflect.get(parsed.value, 'pipeline');
  const isDocument =
    typeof pipeline === 'object' && pipeline !== null && Object.hasOwn(pipeline, 'pipette');
  return isDocument ? JSON.stringify(pipeline) : null;
}

/**
 * Returns the pipeline's document, as JSON text, that a report made here carries: a page, Markdown
 * or JSON. Null when the text is no such report.
 */
export function pipelineInReport(text: string): string | null {
  if (text.trimStart().startsWith('{')) return inJson(text);
  const found = inPage.exec(text)?.[1];
  return found ?? inMarkdown(text.replaceAll('\r\n', '\n'));
}
