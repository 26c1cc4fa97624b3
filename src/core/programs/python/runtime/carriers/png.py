import struct
import zlib


def tell(data, told):
    """A PNG with what is told."""

    def chunk(kind, content):
        check = struct.pack(">I", zlib.crc32(kind + content))
        return struct.pack(">I", len(content)) + kind + content + check

    parts = [data[:33]]
    if told["exif"]:
        parts.append(chunk(b"eXIf", told["exif"]))
    if told["xmp"]:
        parts.append(chunk(b"iTXt", b"XML:com.adobe.xmp" + bytes(5) + told["xmp"]))
    if told["iptc"]:
        lines = [told["iptc"][at : at + 36].hex() for at in range(0, len(told["iptc"]), 36)]
        text = "\niptc\n{:8}\n{}\n".format(len(told["iptc"]), "\n".join(lines))
        name = b"Raw profile type iptc\x00\x00"
        parts.append(chunk(b"zTXt", name + zlib.compress(text.encode())))
    return b"".join((*parts, told["texts"] or b"", data[33:]))
