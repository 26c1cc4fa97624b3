import { tellInAvif } from '../../../../metadata/carriers/avif.ts';

export const tell = tellInAvif;
