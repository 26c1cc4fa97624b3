import type { Format } from '../formats/define';
import type { ExportSettings } from '../formats/settings';
import { nameFrom, parsePattern } from '../naming/pattern';
import { noCamera } from '../naming/tokens';

/** Stands for the source's own name: a character of no script, which no filter changes. */
const own = '\ue000';

/**
 * Returns the names that a program gives, without extension, with `{}` for the source's own name.
 * Programs name files before they make them, so sizes and the camera's tokens are left out;
 * everything else is as on the day the program is printed.
 * @param date as YYYY-MM-DD
 */
export function nameTemplate(
  pipeline: string,
  settings: ExportSettings,
  format: Format,
  date: string,
): string {
  const values = settings.values[format.id] ?? {};
  const quality = values[format.lossy(values) ?? ''];
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const name = nameFrom(
    parsePattern(settings.fileName),
    {
      name: own,
      pipeline,
      preset: '',
      step: null,
      operation: '',
      index: 1,
      width: null,
      height: null,
      format: format.extension,
      quality: typeof quality === 'number' ? quality : null,
      now: { year, month, day, hour: 0, minute: 0, second: 0 },
      exif: noCamera,
    },
    format.extension,
  );
  const stem = name.slice(0, -format.extension.length - 1);
  return stem.replaceAll('{}', '()').replaceAll(own, '{}');
}
