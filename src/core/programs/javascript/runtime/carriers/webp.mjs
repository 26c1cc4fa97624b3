import { tellInWebp } from '../../../../metadata/carriers/webp.ts';

export const tell = tellInWebp;
