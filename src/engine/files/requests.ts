import {
  asItIs,
  type OpenRequest,
  type Source,
  type SourceRequest,
} from '../../core/engine/requests';

/**
 * Returns how a picture is opened at its own size about which nobody is asked.
 * @param small whether this device has little memory
 */
export const openRequest = (file: Blob, name: string, small: boolean): OpenRequest => ({
  ...asItIs,
  file,
  name,
  small,
});

/** Says of pictures what a worker has to know that opens their files itself. */
export class SourceRequests {
  /** Numbers of files, by which what is computed of them is kept. */
  private readonly ids = new WeakMap<Blob, number>();
  private numbered = 0;

  constructor(private readonly isSmallDevice: () => boolean) {}

  of({ file, name, info, rasterLongEdge }: Source): SourceRequest {
    const damaged = info.notices.some(({ kind }) => kind === 'damaged');
    const number = this.ids.get(file) ?? (this.numbered += 1);
    this.ids.set(file, number);
    const id = `${number} ${rasterLongEdge ?? 'own'}`;
    return { ...openRequest(file, name, this.isSmallDevice()), rasterLongEdge, damaged, id };
  }
}
