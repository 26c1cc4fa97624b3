// What is exported here, and nothing else, makes the parameters that there are: a line for each kind.
export { number, percent, degrees } from './number';
export { pixels } from './pixels';
export { choice } from './choice';
export { toggle } from './toggle';
export { colour } from './colour';
export { point } from './point';
export { rectangle } from './rectangle';
export { rectangles } from './rectangles';
export { corners } from './corners';
export { curve } from './curve';
export { text } from './text';
export { asset } from './asset';
