import type { Pipeline } from '../pipeline/pipeline';
import { parsePipelineText } from '../pipeline/parse';
import type { Result } from '../result';

/** The document in a program, as python.ts and javascript.ts write it. */
const documents = [
  /^PIPELINE = r'''\n([^']*)\n'''$/mu,
  /^const PIPELINE = String\.raw`\n([^`]*)\n`;$/mu,
];

/**
 * Returns the pipeline that a program made here carries, or null when the text is not such a
 * program. Only the document is read; nothing of the program runs.
 */
export function pipelineInProgram(text: string): Result<Pipeline> | null {
  for (const pattern of documents) {
    const found = pattern.exec(text.replaceAll('\r\n', '\n'))?.[1];
    if (found !== undefined) return parsePipelineText(found);
  }
  return null;
}
