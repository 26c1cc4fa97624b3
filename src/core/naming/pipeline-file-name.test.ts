import { expect, it } from 'vitest';
import { pipelineFileName } from './pipeline-file-name';

it.each([
  ['Sky & Sea', 'sky-sea.json'],
  ['  Été à Rome!', 'été-à-rome.json'],
  ['../..', 'pipeline.json'],
  ['', 'pipeline.json'],
  ['CON', '_con.json'],
])('names a file about the pipeline “%s” %s', (name, expected) => {
  expect(pipelineFileName(name, '.json')).toBe(expected);
});
