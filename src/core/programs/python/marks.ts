import type { DocumentMarks } from '../language';

/** How Python programs carry their document. */
export const pythonMarks = {
  opens: "PIPELINE = r'''",
  closes: "'''",
} as const satisfies DocumentMarks;
