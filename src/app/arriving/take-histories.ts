import { count } from '../../core/base/words';
import type { CarriedHistory } from '../../core/documents/project/history-text';
import { joinHistories } from '../../core/documents/project/join-histories';
import { addedInWords } from '../../core/pipeline/versions/added';
import type { Notices } from '../../state/screen/notices.svelte';
import type { Versions } from '../../state/versions/versions.svelte';

/** What of histories could not be read, as sentences. */
const misfitsInWords = ({ refused, problems, isNewer }: CarriedHistory): readonly string[] => [
  ...(refused.length > 0 ? [`${count(refused.length, 'version')} could not be read.`] : []),
  ...(problems.size > 0 ? [`Of ${count(problems.size, 'version')} only a part was read.`] : []),
  ...(isNewer ? ['A newer version of Pipette wrote it, so there may be more in it.'] : []),
];

/** Adds histories that came to what is here, and says what came of it. */
export async function takeHistories(
  list: readonly CarriedHistory[],
  versions: Pick<Versions, 'add'>,
  notices: Pick<Notices, 'show' | 'fail'>,
): Promise<void> {
  const history = joinHistories(list);
  const added = await versions.add(history);
  if (!added.ok) {
    notices.fail(added.error);
    return;
  }
  const sentences = [`${addedInWords(added.value)}.`, ...misfitsInWords(history)];
  const kind = sentences.length > 1 ? 'warn' : 'info';
  notices.show(kind, sentences.join(' '), { about: 'history' });
}
