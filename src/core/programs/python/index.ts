import type { ProgramLanguage } from '../language';
import { pythonMarks } from './marks';

export const python = {
  id: 'python',
  label: 'Python',
  summary: 'Runs on any computer with Python and pyvips.',
  extension: 'py',
  mime: 'text/x-python',
  program: 'Python program',
  marks: pythonMarks,
  grammar: () => import('highlight.js/lib/languages/python'),
  printer: async () => (await import('./frame')).pythonProgram,
} as const satisfies ProgramLanguage;
