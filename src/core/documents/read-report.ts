/** The element in which an HTML report carries its pipeline, as report/html.ts writes it. */
const carrier =
  /<script\s+type="application\/json"\s+id="pipette-pipeline"\s*>([\s\S]*?)<\/script>/i;

/** A fenced block of JSON, as report/markdown.ts writes one. */
const fence = /^```json[ \t]*\r?\n([\s\S]*?)\r?\n```[ \t]*$/gm;

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
  const json = carrier.exec(text)?.[1];
  return json !== undefined && isDocument(json) ? json.trim() : null;
}

function inMarkdown(text: string): string | null {
  const blocks = [...text.matchAll(fence)].map(([, json = '']) => json);
  // The pipeline stands last: what a person wrote stands before it.
  return blocks.findLast(isDocument) ?? null;
}

function inJson(text: string): string | null {
  if (!/^\s*\{/.test(text) || !text.includes('"pipette-report"')) return null;
  try {
    const report: unknown = JSON.parse(text);
    if (typeof report !== 'object' || report === null) return null;
    const fields = new Map<string, unknown>(Object.entries(report));
    const pipeline = fields.get('pipeline');
    const isReport = fields.has('pipette-report') && typeof pipeline === 'object';
    return isReport && pipeline !== null ? JSON.stringify(pipeline, null, 2) : null;
  } catch {
    // Not JSON after all.
    return null;
  }
}
