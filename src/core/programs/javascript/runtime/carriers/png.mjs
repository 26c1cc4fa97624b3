import { tellInPng } from '../../../../metadata/carriers/png.ts';

export const tell = tellInPng;
