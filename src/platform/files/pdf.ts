import { PDFDocument, PDFName, PDFRawStream } from '@cantoo/pdf-lib';
import { jpegProfile } from '../../core/metadata/sources/jpeg-profile';
import { pageOf, type PaperKind } from '../../core/pdf/page';

/** The name by which files of ours are known. */
const producer = 'Pipette';

/** Bands of a JPEG by the colours that pdf-lib says it has. */
const bands: ReadonlyMap<string, number> = new Map([
  ['/DeviceGray', 1],
  ['/DeviceRGB', 3],
  ['/DeviceCMYK', 4],
]);

/**
 * Writes a PDF with one JPEG a page. Their bytes are in it as they are, so nothing is encoded anew; a
 * profile in them is said to the PDF, too, whose readers do not look for it there. The file says a
 * title, and nothing of a person. Rejects for what is no JPEG.
 */
export async function writePdf(
  pictures: readonly Uint8Array[],
  paper: PaperKind,
  title: string,
): Promise<Blob> {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setProducer(producer);
  for (const bytes of pictures) {
    const image = await pdf.embedJpg(bytes);
    const { picture, ...size } = pageOf(image, paper);
    const page = pdf.addPage([size.width, size.height]);
    const { left: x, top: y, width, height } = picture;
    page.drawImage(image, { x, y, width, height });
    await image.embed();
    const profile = jpegProfile(bytes);
    const stream = pdf.context.lookup(image.ref);
    if (profile === null || !(stream instanceof PDFRawStream)) continue;
    const space = PDFName.of('ColorSpace');
    const known = stream.dict.get(space);
    const channels = bands.get(String(known));
    if (known === undefined || channels === undefined) continue;
    const embedded = pdf.context.register(
      pdf.context.flateStream(profile, { N: channels, Alternate: known }),
    );
    stream.dict.set(space, pdf.context.obj([PDFName.of('ICCBased'), embedded]));
  }
  const bytes = await pdf.save();
  const { buffer, byteOffset, byteLength } = bytes;
  // A view, for a copy would hold all of it once more.
  const isOwn = buffer instanceof ArrayBuffer;
  const view = isOwn ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(bytes);
  return new Blob([view], { type: 'application/pdf' });
}
