import struct

from ..program import IPTC_GROUPS, KEEP, PNG_GROUPS, STALE_SPACES
from .groups import group_in, group_of_xmp
from .iptc import bare_iptc
from .sources import text_chunks
from .xmp import RDF, XMLNS, xmp_packet, xmp_tree


def kept_texts(texts):
    """Texts of a PNG of the groups that stay, each as it was."""
    return b"".join(
        whole
        for _, keyword, _, whole in text_chunks(texts, 0)
        if group_in(PNG_GROUPS, keyword.lower().replace(" ", "-", 1)) in KEEP
    )


def kept_xmp(packet):
    """XMP with the properties of the groups that stay; None when none does."""
    tree = xmp_tree(packet)
    kept = 0

    def stays(each):
        return each.namespaceURI not in STALE_SPACES and group_of_xmp(each.localName) in KEEP

    for one in tree.getElementsByTagNameNS(RDF, "Description") if tree else []:
        # Only the outermost hold properties; those inside are values of a property.
        if (one.parentNode.namespaceURI, one.parentNode.localName) != (RDF, "RDF"):
            continue
        for each in list(one.attributes.values()):
            if each.namespaceURI in (XMLNS, RDF):
                continue
            if stays(each):
                kept += 1
            else:
                one.removeAttributeNode(each)
        for child in list(one.childNodes):
            if child.nodeType == child.ELEMENT_NODE and stays(child):
                kept += 1
            else:
                one.removeChild(child)
    return xmp_packet(tree.documentElement.toxml()) if kept else None


def kept_iptc(data):
    """The bare IPTC datasets of the groups that stay, or None."""
    block = bare_iptc(data)
    kept = b""
    informs = False
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        record, dataset, size = struct.unpack_from(">BBH", block, at + 1)
        end = at + 5 + size
        # A set bit means a size of more bytes, which no text needs.
        if size >= 0x8000 or end > len(block):
            break
        stays = record == 2 and group_in(IPTC_GROUPS, str(dataset)) in KEEP
        informs = informs or stays
        if stays or (record, dataset) in ((1, 90), (2, 0)):
            kept += block[at:end]
        at = end
    return kept if informs else None
