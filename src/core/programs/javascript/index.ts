import type { ProgramLanguage } from '../language';
import { javascriptMarks } from './marks';

export const javascript = {
  id: 'javascript',
  label: 'JavaScript',
  short: 'JS',
  summary: 'Runs on any computer with Node and wasm-vips.',
  extension: 'mjs',
  mime: 'text/javascript',
  program: 'JavaScript program',
  marks: javascriptMarks,
  grammar: () => import('highlight.js/lib/languages/javascript'),
  printer: async () => (await import('./frame')).javascriptProgram,
} as const satisfies ProgramLanguage;
