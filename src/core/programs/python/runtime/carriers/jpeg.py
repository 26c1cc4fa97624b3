import struct

from ..metadata.exif import exif_within
from ..metadata.extended_xmp import split_xmp


def tell(data, told):
    """A JPEG with what is told, in the segments in which readers look."""

    def segment(marker, name, content):
        if content is None or len(name) + len(content) > 65533:
            return b""
        return struct.pack(">BBH", 0xFF, marker, 2 + len(name) + len(content)) + name + content

    def xmp_segments(xmp):
        name = b"http://ns.adobe.com/xap/1.0/\x00"
        if xmp is None or len(name) + len(xmp) <= 65533:
            return segment(0xE1, name, xmp)
        split = split_xmp(xmp.decode("utf-8", "replace"), 65533 - len(name))
        if split is None:
            return b""
        main, extension, digest = split
        start = b"http://ns.adobe.com/xmp/extension/\x00" + digest.encode()
        parts = segment(0xE1, name, main)
        for at in range(0, len(extension), 65400):
            head = start + struct.pack(">II", len(extension), at)
            parts += segment(0xE1, head, extension[at : at + 65400])
        return parts

    def resource_segments(resources):
        name = b"Photoshop 3.0\x00"
        room = 65533 - len(name)
        parts = range(len(name), len(resources or b""), room)
        return b"".join(segment(0xED, name, resources[at : at + room]) for at in parts)

    exif = told["exif"]
    at = 2
    if data[2:4] == b"\xff\xe0":
        at = 4 + struct.unpack_from(">H", data, 4)[0]
    return b"".join(
        (
            data[:at],
            segment(0xE1, b"Exif\x00\x00", exif and exif_within(exif, 65527)),
            xmp_segments(told["xmp"]),
            resource_segments(told["iptc"]),
            data[at:],
        )
    )
