import { tellInJxl } from '../../../../metadata/carriers/jxl.ts';

export const tell = tellInJxl;
