import { tellInJpeg } from '../../../../metadata/carriers/jpeg.ts';

export const tell = tellInJpeg;
