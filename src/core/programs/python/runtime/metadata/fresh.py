import re

from ..program import HOLDS_EXIF, HOLDS_TEXTS, KEEPS_ALL, STALE_FIELDS, STALE_SPACES
from .exif import kept_exif
from .iptc_segment import iptc_for
from .kept import kept_iptc, kept_texts, kept_xmp
from .photoshop import without_thumbnails
from .xmp import xmp_element, xmp_packet, xmp_text


def fresh(image):
    """A copy that savers write as it is: upright, and of no other file."""
    image = image.copy()
    for name in image.get_fields():
        if re.match(STALE_FIELDS, name):
            image.remove(name)
    if image.get_typeof("orientation"):
        image.set("orientation", 1)
    return image


def freshly_told(told, width, height):
    """What is told of a picture as it is written."""
    exif, xmp, iptc, texts = (told[name] for name in ("exif", "xmp", "iptc", "texts"))
    return {
        "exif": exif and HOLDS_EXIF and kept_exif(exif, width, height) or None,
        "xmp": xmp and fresh_xmp(xmp_text(xmp)),
        "iptc": iptc and fresh_iptc(without_thumbnails(iptc)),
        "texts": texts and HOLDS_TEXTS and kept_texts(texts) or None,
    }


def fresh_xmp(packet):
    """XMP of the groups that stay, without small pictures and turns that are no more; or None."""
    for prefix in ("xmp", "xap"):
        packet = without_elements(packet, f"{prefix}:Thumbnails")
    packet = re.sub(r"(tiff:Orientation(?:\s*=\s*[\"']|>))[2-8]", r"\g<1>1", packet)
    if not KEEPS_ALL or any(space in packet for space in STALE_SPACES):
        return kept_xmp(packet)
    element = xmp_element(packet)
    return packet if element is None else xmp_packet(element)


def without_elements(text, name):
    """A text without the elements of a name; from one that does not end on, it stays."""
    closes = f"</{name}>"
    kept, start = [], 0
    at = text.find(f"<{name}>")
    while at >= 0 and (end := text.find(closes, at)) >= 0:
        kept.append(text[start:at])
        start = end + len(closes)
        at = text.find(f"<{name}>", start)
    return "".join(kept) + text[start:]


def fresh_iptc(data):
    """IPTC of the groups that stay, as the format keeps it; or None."""
    kept = data if KEEPS_ALL else kept_iptc(data)
    return None if kept is None else iptc_for(kept)
