import type { ExportSettings } from '../formats/settings';
import type { Pipeline } from '../pipeline/pipeline';
import type { Demands } from '../engine/trial';

/** A change that may make a pipeline faster. It is only shown once it was tried. */
export interface Candidate {
  /**
   * What it is about. Of several candidates of one idea, the first that holds is shown and the
   * others are not tried any more.
   */
  readonly idea: string;
  readonly title: string;
  /** What changes, in a sentence or two. */
  readonly words: string;
  readonly pipeline: Pipeline;
  readonly settings: ExportSettings;
  /** Whether the finished pictures tell the difference, or only the encoded files do. */
  readonly compares: 'pictures' | 'files';
  readonly demands: Demands;
  /** No more than this can be saved, by what the steps concerned took, in milliseconds. */
  readonly maxGainMs: number;
}
