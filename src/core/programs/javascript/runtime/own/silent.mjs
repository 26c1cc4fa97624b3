import { pipeline } from '../program.mjs';
import { ownOf } from './pictures.mjs';

/** What is done to a picture. */
export const pipelineOf = (file) => ownOf(file) ?? pipeline;
