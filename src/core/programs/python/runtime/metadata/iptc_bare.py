from .iptc import bare_iptc


def iptc_for(data):
    """IPTC as a TIFF keeps it: bare."""
    block = bare_iptc(data)
    return block if block[:1] == b"\x1c" else None
