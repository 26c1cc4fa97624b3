import struct


def tell(data, told):
    """A WebP with what is told, in chunks at its end."""
    if told["exif"] is None and told["xmp"] is None:
        return data
    if data[12:16] != b"VP8X":
        raise ValueError("a WebP without VP8X")
    data = bytearray(data)
    for kind, flag, content in ((b"EXIF", 8, told["exif"]), (b"XMP ", 4, told["xmp"])):
        if content is not None:
            data += kind + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
            data[20] |= flag
    struct.pack_into("<I", data, 4, len(data) - 8)
    return bytes(data)
