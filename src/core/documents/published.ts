/**
 * How a published gallery is known: what it is read with is in core/gallery/publish.
 */

/** The field by which the list of a published gallery is known; its value is the version. */
export const publishedField = 'pipette-gallery';

/** The id of the element in which a page that has its pictures inside carries that list. */
export const publishedId = 'pipette-gallery';

/** The name of the list in the zip of a published gallery. */
export const publishedList = 'gallery.json';

/** Whether a path in a zip is that of such a list: at the top, or in the one folder that it was packed in. */
export const isPublishedList = (path: string): boolean => {
  const [name, folder, ...others] = path.split('/').toReversed();
  return name === publishedList && folder !== '' && others.length === 0;
};

/** What a page says whose pictures lie beside it. */
export const besideMark = 'pipette-gallery-beside';

/** Only its opening, as in `carriers/read-report.ts`. */
export const publishedOpening = /<script\s+type="application\/json"\s+id="pipette-gallery"\s*>/i;

const beginsAsPage = /^\ufeff?\s*<!doctype html>/i;

/** Whether a text is a published gallery with its pictures inside. */
export const isPublishedPage = (text: string): boolean =>
  beginsAsPage.test(text) && publishedOpening.test(text);

/** Whether a text is the page of a published gallery whose pictures lie beside it. */
export const isPageBeside = (text: string): boolean =>
  beginsAsPage.test(text) && text.includes(`<meta name="${besideMark}"`);
