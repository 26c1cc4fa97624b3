import type { LanguageFn } from 'highlight.js';
import type { ProgramPlan } from './plan';

/** Returns the plan as a program. */
export type Printer = (plan: ProgramPlan) => string;

/** The lines of a program around its document, by which readers know it. */
export interface DocumentMarks {
  readonly opens: string;
  /** Its first character stands nowhere in a document. */
  readonly closes: string;
}

/** A language that a pipeline can be taken away in. What is large of it is fetched when asked for. */
export interface ProgramLanguage {
  readonly id: string;
  readonly label: string;
  /** What is shown of the label where there is little room. */
  readonly short?: string;
  /** One sentence on what it is for. */
  readonly summary: string;
  /** Without the dot. */
  readonly extension: string;
  /** How names of files end before that, where another language has the same extension. */
  readonly nameEnding?: string;
  readonly mime: string;
  /** What a program is called that a pipeline came from. */
  readonly program: string;
  readonly marks: DocumentMarks;
  /** What its text is coloured by. */
  readonly grammar: () => Promise<{ readonly default: LanguageFn }>;
  readonly printer: () => Promise<Printer>;
}
