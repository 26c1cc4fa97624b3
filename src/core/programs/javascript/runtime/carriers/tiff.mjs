import { tellInTiff } from '../../../../metadata/carriers/tiff.ts';

export const tell = tellInTiff;
