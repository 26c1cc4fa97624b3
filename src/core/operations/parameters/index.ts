export * from './kinds';
export * from './numbers';
export * from './shapes';
export * from './words';
