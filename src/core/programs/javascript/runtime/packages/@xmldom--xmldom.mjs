// Reads and writes XMP. Where it is not installed, results have no XMP.
export const xmldom = await import('@xmldom/xmldom').catch(() => null);

export const { DOMParser, XMLSerializer } = xmldom ?? {};
