/**
 * The layout of the memory that page and worker share, as an array of 32-bit integers. The page
 * writes `cancelled`; the worker writes the others.
 */
export const jobCells = {
  /** The job that the worker began last. */
  begun: 0,
  /** The job that is to stop. */
  cancelled: 1,
  /** Counts up while the worker is alive and busy. */
  heartbeat: 2,
  /** Share of the job that is done, in thousandths. */
  progress: 3,
  /** 1 as soon as the worker holds the lock by whose release its end is heard. */
  held: 4,
  /** How many cells there are. */
  count: 5,
} as const;
