import { type Carrier, inside, textWords } from '../carrier';
import { readJson } from '../json';
import { pipelineInReport } from '../read-report';

/** As a page, in Markdown or in JSON, which may be larger than a document. */
export const report = {
  from: 'report',
  endings: ['html', 'htm', 'md'],
  words: textWords('report'),
  readText: ({ text }) => {
    const document = pipelineInReport(text);
    return document === null ? null : inside(readJson(document));
  },
  readZip: null,
} as const satisfies Carrier;
