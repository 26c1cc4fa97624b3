import { dashed } from './dashed';
import { safeFileName } from './safe-file-name';

/**
 * Returns the name of a file about a pipeline, such as "sky-sea-report.html".
 * @param ending what follows the pipeline's name, with the dot
 */
export const pipelineFileName = (pipeline: string, ending: string): string =>
  safeFileName(`${dashed(pipeline) || 'pipeline'}${ending}`);
