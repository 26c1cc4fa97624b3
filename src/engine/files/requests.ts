import {
  asItIs,
  type OpenRequest,
  type Source,
  type SourceRequest,
} from '../../core/engine/requests';

/** Numbers of files, by which what is computed of them is kept. */
const numbers = new WeakMap<Blob, number>();
let numbered = 0;

function numberOf(file: Blob): number {
  const number = numbers.get(file) ?? (numbered += 1);
  numbers.set(file, number);
  return number;
}

/**
 * Returns how a picture is opened at its own size about which nobody is asked.
 * @param small whether this device has little memory
 */
export const openRequest = (file: Blob, name: string, small: boolean): OpenRequest => ({
  ...asItIs,
  file,
  name,
  small,
  key: numberOf(file),
});

/** Says of pictures what a worker has to know that opens their files itself. */
export class SourceRequests {
  constructor(private readonly isSmallDevice: () => boolean) {}

  of({ file, name, info, rasterLongEdge }: Source): SourceRequest {
    const damaged = info.notices.some(({ kind }) => kind === 'damaged');
    const id = `${numberOf(file)} ${rasterLongEdge ?? 'own'}`;
    return { ...openRequest(file, name, this.isSmallDevice()), rasterLongEdge, damaged, id };
  }
}
