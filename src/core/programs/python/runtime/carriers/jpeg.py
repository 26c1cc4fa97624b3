import struct

from ..metadata.exif import exif_within


def tell(data, told):
    """A JPEG with what is told, in the segments in which readers look."""

    def segment(marker, name, content):
        if content is None or len(name) + len(content) > 65533:
            return b""
        return struct.pack(">BBH", 0xFF, marker, 2 + len(name) + len(content)) + name + content

    exif = told["exif"]
    at = 2
    if data[2:4] == b"\xff\xe0":
        at = 4 + struct.unpack_from(">H", data, 4)[0]
    return b"".join(
        (
            data[:at],
            segment(0xE1, b"Exif\x00\x00", exif and exif_within(exif, 65527)),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00", told["xmp"]),
            segment(0xED, b"", told["iptc"]),
            data[at:],
        )
    )
