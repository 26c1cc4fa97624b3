import struct

from .photoshop import resources_in


def bare_iptc(data):
    """IPTC's datasets, which a JPEG keeps as Photoshop's resource 0x0404."""
    if data[:1] == b"\x1c" or b"8BIM" not in data:
        return data
    return next((content for number, content, _ in resources_in(data) if number == 0x0404), b"")


def iptc_resources(data):
    """IPTC among Photoshop's resources; those beside it stay."""
    if data[:1] != b"\x1c" and b"8BIM" in data:
        return data[data.index(b"8BIM") :]
    if data[:1] != b"\x1c":
        return None
    head = b"8BIM\x04\x04\x00\x00" + struct.pack(">I", len(data))
    return head + data + b"\x00" * (len(data) % 2)
