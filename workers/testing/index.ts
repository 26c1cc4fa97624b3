import Vips from 'wasm-vips';
import { jobCells } from '../../src/core/engine/job-cells';
import type { ExportSettings } from '../../src/core/formats/settings';
import { initialExportSettings } from '../../src/core/formats/settings';
import { initialValues } from '../../src/core/operations/define';
import { operationsById } from '../../src/core/operations/index';
import type { Values } from '../../src/core/operations/define';
import type { KnownStep, Pipeline, Step } from '../../src/core/pipeline/pipeline';
import { admitFile } from '../intake/admitted';
import { configure, type VipsBinding } from '../runtime/binding';
import type { Encoded } from '../intake/decode';
import { Job } from '../runtime/job';
import { OpenPicture } from '../memory/open-picture';
import { asItIs, type Library } from '../../src/core/engine/requests';

/** Starts libvips in Node, set up as in the browser, with these of the parts loaded on demand. */
export async function startForTest(libraries: readonly Library[] = []): Promise<VipsBinding> {
  const vips = await Vips({
    dynamicLibraries: libraries.map((library) => `vips-${library}.wasm`),
    printErr: () => undefined,
    preRun: (module: { ENV: Record<string, string> }) => {
      module.ENV.VIPS_DISC_THRESHOLD = '64g';
    },
  });
  configure(vips, 2);
  return vips;
}

let nextJob = 1;

/** Returns a job and the memory through which it can be stopped and watched. */
export function jobForTest(): { job: Job; cells: Int32Array; id: number } {
  const cells = new Int32Array(new SharedArrayBuffer(4 * jobCells.count));
  const id = nextJob;
  nextJob += 1;
  return { job: new Job(cells, id), cells, id };
}

/** Returns the file as it is after header and limits were checked. Throws when it is refused. */
export async function encodedForTest(
  bytes: Uint8Array,
  name = 'test.png',
  rasterLongEdge: number | null = null,
): Promise<Encoded> {
  const file = new Blob([new Uint8Array(bytes)]);
  const admitted = await admitFile({ ...asItIs, file, name, rasterLongEdge });
  if (!admitted.ok) throw new Error(admitted.error.message);
  return admitted.value.encoded;
}

/** Opens a file as the worker does. */
export async function openForTest(vips: VipsBinding, bytes: Uint8Array): Promise<OpenPicture> {
  return OpenPicture.open(vips, jobForTest().job, await encodedForTest(bytes), bytes.length);
}

/** Returns a step of the operation with its initial values but for those given. */
export function stepForTest(operation: string, values: Values = {}, id = operation): KnownStep {
  const declared = operationsById.get(operation);
  if (declared === undefined) throw new Error(`there is no operation ${operation}`);
  const all = { ...initialValues(declared), ...values };
  return { kind: 'known', id, operation, enabled: true, values: all };
}

export const pipelineOf = (...steps: readonly Step[]): Pipeline => ({ name: 'Test', steps });

/** Returns settings that write every pixel exactly, but for those given. */
export const settingsForTest = (settings: Partial<ExportSettings> = {}): ExportSettings => ({
  ...initialExportSettings(),
  format: 'png',
  ...settings,
});

/** A smooth picture with texture, so that blurs, sharpening and encoders have something to do. */
export function textureOf(vips: VipsBinding, width: number, height: number): Vips.Image {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    data[at * 3] = (x * 255) / width;
    data[at * 3 + 1] = (y * 255) / height;
    data[at * 3 + 2] = 128 + 60 * Math.sin(x / 3) * Math.cos(y / 5);
  }
  const image = vips.Image.newFromMemory(data, width, height, 3, vips.BandFormat.uchar);
  return image.copy({ interpretation: 'srgb' });
}
