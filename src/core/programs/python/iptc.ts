import { type Helper, helper } from '../print/helper';

/** How Python programs keep IPTC in the form of a format; the same as metadata/blocks/iptc.ts in the browser. */
export const pythonIptc: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    bare_iptc: helper(`
def bare_iptc(data):
    """IPTC's datasets, which a JPEG keeps as Photoshop's resource 0x0404."""
    if data[:1] == b"\\x1c" or b"8BIM" not in data:
        return data
    return next((content for number, content, _ in resources_in(data) if number == 0x0404), b"")


def fresh_iptc(data):
    """IPTC of the groups that stay, as the format keeps it; or None."""
    kept = data if KEEPS_ALL else kept_iptc(data)
    return None if kept is None else iptc_for(kept)


def iptc_resources(data):
    """IPTC among Photoshop's resources; those beside it stay."""
    if data[:1] != b"\\x1c" and b"8BIM" in data:
        return data[data.index(b"8BIM") :]
    if data[:1] != b"\\x1c":
        return None
    head = b"8BIM\\x04\\x04\\x00\\x00" + struct.pack(">I", len(data))
    return head + data + b"\\x00" * (len(data) % 2)`),
    iptc_null: helper(
      `
def iptc_for(data):
    """The format keeps no IPTC."""
    return None`,
      'bare_iptc',
    ),
    iptc_bare: helper(
      `
def iptc_for(data):
    """IPTC as a TIFF keeps it: bare."""
    block = bare_iptc(data)
    return block if block[:1] == b"\\x1c" else None`,
      'bare_iptc',
    ),
    iptc_segment: helper(
      `
def iptc_for(data):
    """IPTC as a JPEG keeps it: as a resource of Photoshop's, behind a name that readers look for."""
    resources = iptc_resources(data)
    return None if resources is None else b"Photoshop 3.0\\x00" + resources`,
      'bare_iptc',
    ),
    iptc_profile: helper(
      `
def iptc_for(data):
    """IPTC as a PNG keeps it: as a resource of Photoshop's, in a text."""
    return iptc_resources(data)`,
      'bare_iptc',
    ),
  }),
);
