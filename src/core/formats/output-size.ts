import type { Size } from '../base/geometry';
import { initialValues, type Values } from '../operations/define';
import { resize } from '../operations/geometry/resize';
import type { ExportSettings } from './settings';

/** The long edge of size "web", in pixels. */
export const webLongEdge = 1920;

type Sizing = Pick<ExportSettings, 'size' | 'resize'>;

/** Returns the values of the operation Resize that the settings stand for; null for none. */
export function resizing({ size, resize: own }: Sizing): Values | null {
  if (size === 'original') return null;
  if (size === 'custom') return own;
  const kernel = own.kernel ?? 'lanczos3';
  return { ...initialValues(resize), mode: 'long-edge', longEdge: webLongEdge, kernel };
}

/**
 * Returns the size of the exported picture for a result of size `from`, in pixels: the arithmetic
 * of the operation Resize (resize.ts), in plain numbers.
 */
export function outputSize(from: Size, settings: Sizing): Size {
  const values = resizing(settings);
  if (values === null) return from;
  const wanted = (name: string): number => {
    const value = values[name];
    return typeof value === 'number' ? value : 1;
  };
  const limited = (scale: number): number => (values.enlarge === true ? scale : Math.min(1, scale));
  const scaled = (scale: number): Size => ({
    width: whole(from.width * scale),
    height: whole(from.height * scale),
  });
  switch (values.mode) {
    case 'percent':
      return scaled(wanted('percent') / 100);
    case 'short-edge':
      return scaled(limited(wanted('shortEdge') / Math.min(from.width, from.height)));
    case 'fit':
      return scaled(
        limited(Math.min(wanted('width') / from.width, wanted('height') / from.height)),
      );
    case 'fill':
    case 'exact': {
      const share = limited(Math.min(from.width / wanted('width'), from.height / wanted('height')));
      const kept = values.enlarge === true ? 1 : share;
      return { width: whole(wanted('width') * kept), height: whole(wanted('height') * kept) };
    }
    default:
      return scaled(limited(wanted('longEdge') / Math.max(from.width, from.height)));
  }
}

const whole = (amount: number): number => Math.max(1, Math.round(amount));
