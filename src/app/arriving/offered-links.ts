import { linkWords } from '../../core/documents/carriers/kinds/link-words';
import type { DetectedPipeline } from '../../core/documents/detected';
import type { Importing } from '../../state/work/importing.svelte';
import type { Notices } from '../../state/screen/notices.svelte';
import type { OfferLink } from './receive-links';

/** Returns what puts links on offer like any other pipeline from outside, or says why it cannot. */
export const offerLinks =
  (importing: Importing, notices: Notices): OfferLink =>
  async (read) => {
    if (!read.ok) {
      notices.fail(read.error);
      return;
    }
    const found: DetectedPipeline = {
      kind: 'pipeline',
      from: 'link',
      words: linkWords,
      document: read.value,
      assets: new Map(),
    };
    await importing.offer(found, { name: null });
  };
