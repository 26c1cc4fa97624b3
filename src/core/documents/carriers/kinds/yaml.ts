import { type Carrier, inSight } from '../carrier';
import { readYaml } from '../yaml';

export const yaml = {
  from: 'YAML',
  endings: ['yaml', 'yml'],
  words: {
    where: (name) => (name === null ? 'from pasted YAML' : `from the YAML file ${name}`),
    nameless: 'pasted text',
  },
  readText: (came) => (came.isYamlDocument ? inSight(readYaml(came.text)) : null),
  readZip: null,
} as const satisfies Carrier;
