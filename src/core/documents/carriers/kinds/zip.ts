import { limits } from '../../../base/limits';
import { ok } from '../../../base/result';
import { type Carrier, fileWords } from '../carrier';
import { textInZip } from '../zip-file';

/** What "Export all steps" puts its pipeline into; the first counts. */
const documents = [/(?:^|\/)pipeline\.json$/u, /(?:^|\/)pipeline\.ya?ml$/u];

/** An archive with a document in it. That one file is read, whatever else the archive holds. */
export const zip = {
  from: 'zip',
  endings: ['zip'],
  words: fileWords('zip'),
  readText: null,
  readZip: async ({ reader, entries }) => {
    for (const wanted of documents) {
      const entry = entries.find(({ name }) => wanted.test(name));
      if (!entry) continue;
      const text = await textInZip(reader, entry, limits.document.bytes);
      return text.ok ? ok({ kind: 'text', text: text.value }) : text;
    }
    return null;
  },
} as const satisfies Carrier;
