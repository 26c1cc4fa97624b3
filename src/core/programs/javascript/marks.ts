import type { DocumentMarks } from '../language';

/** How JavaScript programs carry their document. */
export const javascriptMarks = {
  opens: 'const PIPELINE = String.raw`',
  closes: '`;',
} as const satisfies DocumentMarks;
