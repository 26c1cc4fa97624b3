import { appError } from '../../../base/errors';
import { fail, ok } from '../../../base/result';
import { isPageBeside, isPublishedList, isPublishedPage } from '../../published';
import type { Carrier } from '../carrier';

/** A gallery: a page with all of it inside, or a zip. */
export const published = {
  from: 'published',
  endings: [],
  words: null,
  readText: ({ text }) => {
    if (isPublishedPage(text)) return ok({ kind: 'published' });
    if (!isPageBeside(text)) return null;
    return fail(
      appError('CFG-NONE', 'It is the page of a published gallery, whose pictures lie beside it.', {
        advice: 'Drop the zip that it came in.',
      }),
    );
  },
  readZip: ({ entries }) =>
    Promise.resolve(
      entries.some(({ name }) => isPublishedList(name)) ? ok({ kind: 'published' }) : null,
    ),
} as const satisfies Carrier;
