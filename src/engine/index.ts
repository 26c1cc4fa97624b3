export { createEngine, type EngineOptions } from './client/create-engine';
