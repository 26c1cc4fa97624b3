import type { ProgramLanguage } from '../language';
import { python } from '../python/index';

/** Another program in Python, of the same parts. */
export const cluster = {
  ...python,
  id: 'cluster',
  label: 'Python for a cluster',
  short: 'Cluster',
  summary: 'Spreads thousands of pictures over a Dask cluster, on one machine or many.',
  nameEnding: '-cluster',
  printer: async () => (await import('../python/cluster')).clusterProgram,
} as const satisfies ProgramLanguage;
