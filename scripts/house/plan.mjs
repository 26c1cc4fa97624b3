/** Where each room stands in the picture of the house, and where the arrows between them run. */

/** What each room is for, in the few words that its box has room for. */
export const sayings = {
  'src/app': 'Builds adapters and stores, joins features',
  'src/boot': 'Runs first',
  'src/features': 'Screens, one folder each; none knows another',
  'src/ui': 'Controls that know no business',
  'src/state': 'Stores: the work, what is shown, what is made',
  'src/engine': 'Starts workers and asks them',
  'src/platform': 'The powers of the browser: storage, files, offline',
  workers: 'libvips: opens, computes, encodes',
  'src/core':
    'Plain TypeScript that runs anywhere: what pictures, pipelines, graphs and formats are',
  e2e: 'The built site as a person sees it',
  bench: 'The built site, measured',
  scripts: 'The commands of package.json',
};

/** Places in pixels, left and right; heights follow from what is in a room. */
export const width = 1200;
export const edges = {
  'src/app': [32, 788],
  'src/boot': [820, 924],
  'src/features': [112, 516],
  'src/ui': [68, 244],
  'src/state': [284, 564],
  'src/engine': [592, 740],
  'src/platform': [764, 924],
  workers: [624, 892],
  'src/core': [32, 1168],
  e2e: [964, 1168],
  bench: [964, 1136],
  scripts: [996, 1168],
};

/** The colour of each room: one for each layer. */
export const tints = {
  'src/app': 'top',
  'src/boot': 'top',
  'src/features': 'screens',
  'src/ui': 'screens',
  'src/state': 'screens',
  'src/engine': 'machine',
  'src/platform': 'machine',
  workers: 'machine',
  'src/core': 'core',
  e2e: 'outside',
  bench: 'outside',
  scripts: 'outside',
};

/**
 * Where an arrow runs, in pixels: straight down at `x`, to the left from `down` pixels below the top
 * of where it starts, or down at `x` and left from `turn` pixels below the top of where it ends. Each
 * has a lane of its own, so that none crosses a room.
 */
export const lanes = {
  'src/app src/core': { x: 50 },
  'src/app src/ui': { x: 90 },
  'src/app src/features': { x: 314 },
  'src/app src/state': { x: 540 },
  'src/app src/engine': { x: 666 },
  'src/app src/platform': { x: 776 },
  'src/boot src/app': { down: 30 },
  'src/boot src/platform': { x: 880 },
  'src/features src/ui': { x: 178 },
  'src/features src/core': { x: 264 },
  'src/features src/state': { x: 400 },
  'src/ui src/core': { x: 156 },
  'src/state src/core': { x: 424 },
  'src/engine src/core': { x: 608 },
  'src/engine workers': { x: 682 },
  'src/platform workers': { x: 828 },
  'src/platform src/core': { x: 908 },
  'workers src/core': { x: 758 },
  'e2e scripts': { x: 1152 },
  'bench src/platform': { down: 40 },
  'bench scripts': { x: 1066 },
  'bench src/core': { x: 984 },
  'bench workers': { x: 972, turn: 36 },
  'scripts src/core': { x: 1082 },
};
