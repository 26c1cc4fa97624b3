import { projectNames } from '../../project/project-files';
import { readProject } from '../../project/read-project';
import { type Carrier, fileWords } from '../carrier';

export const project = {
  from: 'project',
  endings: ['pipette'],
  words: fileWords('project'),
  readText: null,
  readZip: async ({ reader, entries }) =>
    entries.some(({ name }) => name === projectNames.list) ? readProject(reader, entries) : null,
} as const satisfies Carrier;
