import { number } from '../../core/base/words';
import {
  type ReadCollection,
  readCollectionText,
  writeCollectionTexts,
} from '../../core/documents/collection';
import type { Preset } from '../../core/documents/preset';
import { appError } from '../../core/base/errors';
import { limits } from '../../core/base/limits';
import { safeFileName } from '../../core/naming/safe-file-name';
import { fail, type Result } from '../../core/base/result';
import { chooseFile, saveFile } from '../../platform/files/files';

/** Asks for a collection file; null when none was chosen. Call it within a click. */
export async function chooseCollection(): Promise<Result<ReadCollection> | null> {
  const file = await chooseFile('.json,application/json');
  if (!file) return null;
  if (file.size <= limits.document.bytes) return readCollectionText(await file.text());
  return fail(
    appError(
      'CFG-SIZE',
      `This file has ${number(file.size)} bytes; at most ${number(limits.document.bytes)} are read.`,
      { safe: 'Nothing was changed.' },
    ),
  );
}

/** Hands presets over as files called `name`. Returns how many files that took. */
export function saveCollection(presets: readonly Preset[], name: string): number {
  const texts = writeCollectionTexts(presets);
  for (const [index, text] of texts.entries()) {
    const stem = index === 0 ? name : `${name}-${index + 1}`;
    saveFile(new Blob([text], { type: 'application/json' }), safeFileName(`${stem}.json`));
  }
  return texts.length;
}
