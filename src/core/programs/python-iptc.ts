import { type Helper, helper } from './helper';

/** How Python programs keep IPTC in the form of a format; the same as metadata/iptc.ts in the browser. */
export const pythonIptc: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    bare_iptc: helper(`
def bare_iptc(data):
    """IPTC's datasets, which a JPEG keeps as Photoshop's resource 0x0404."""
    if b"8BIM" not in data:
        return data
    return next((content for number, content, _ in resources_in(data) if number == 0x0404), b"")`),
    iptc_bare: helper(
      `
def set_iptc(image):
    """Keeps IPTC as a TIFF does: bare."""
    if image.get_typeof("iptc-data"):
        block = bare_iptc(image.get("iptc-data"))
        if block[:1] == b"\\x1c":
            # libvips writes a quarter of it, as it counts in units of four bytes.
            image.set("iptc-data", block.ljust(4 * len(block), b"\\x00"))
        else:
            image.remove("iptc-data")`,
      'bare_iptc',
    ),
    iptc_segment: helper(`
def set_iptc(image):
    """Keeps IPTC as a JPEG does: as a resource of Photoshop's."""
    block = image.get("iptc-data") if image.get_typeof("iptc-data") else b"8BIM"
    if b"8BIM" in block:
        return
    if block[:1] != b"\\x1c":
        image.remove("iptc-data")
        return
    # Readers look for this name; libvips adds none.
    head = b"Photoshop 3.0\\x008BIM\\x04\\x04\\x00\\x00" + struct.pack(">I", len(block))
    image.set("iptc-data", head + block + b"\\x00" * (len(block) % 2))`),
  }),
);
