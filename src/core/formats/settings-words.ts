import { bytesInWords } from '../base/words';
import { resize } from '../operations/geometry/resize';
import { formatsById } from './index';
import { webLongEdge } from './output-size';
import type { ExportSettings } from './settings';

/** Returns export settings in a few words, such as "JPEG, quality 82, 1920 px, under 500 KB". */
export function settingsInWords({
  format,
  values,
  size,
  resize: sized,
  fitUnder,
}: ExportSettings): string {
  const found = formatsById.get(format);
  const own = values[format] ?? {};
  const trades = found?.lossy(own) ?? null;
  const quality = trades === null ? undefined : own[trades];
  const sizes = {
    original: 'original size',
    web: `${webLongEdge} px`,
    custom: size === 'custom' ? resize.brief(sized) : '',
  } as const;
  return [
    found?.label ?? format,
    // Under a target the quality is what fits.
    ...(typeof quality === 'number'
      ? [`quality ${quality}${fitUnder === null ? '' : ' at most'}`]
      : []),
    sizes[size],
    ...(fitUnder === null ? [] : [`under ${bytesInWords(fitUnder)}`]),
  ].join(', ');
}
