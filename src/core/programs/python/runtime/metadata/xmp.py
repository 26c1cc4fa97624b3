import re
import xml.dom.minidom
import xml.parsers.expat


def xmp_text(data):
    """XMP as text: it may be UTF-16."""
    wide = data[:2] == b"\xfe\xff" or data[:2] == b"\x00<"
    little = data[:2] == b"\xff\xfe" or data[:2] == b"<\x00"
    text = data.decode("utf-16-be" if wide else "utf-16-le" if little else "utf-8", "replace")
    return text[1:] if text[:1] == "\ufeff" else text


def xmp_element(packet):
    """The one element of XMP, whatever it was called and even where RDF stands alone; or None."""

    def element(start):
        found = re.search(start, packet)
        end = found and packet.rfind(f"</{found[0][1:]}>")
        if found is None or end < found.start():
            return None
        return packet[found.start() : end + len(found[0]) + 2]

    found = element(r"<([\w-]+:)?(?:xmpmeta|xapmeta)(?=[\s>])")
    if found is not None:
        found = re.sub(r"^<([\w-]+:)?xapmeta", r"<\1xmpmeta", found)
        return re.sub(r"xapmeta>$", "xmpmeta>", found)
    rdf = element(r"<([\w-]+:)?RDF(?=[\s>])")
    return rdf and f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>'


def xmp_packet(element):
    return f'<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{element}<?xpacket end="w"?>'


def xmp_tree(packet):
    """XMP as a tree; None when it cannot be read or holds a document type, which XMP never does."""
    text = xmp_element(packet)
    if text is None or "<!" in text:
        return None
    try:
        return xml.dom.minidom.parseString(text.encode())
    except (ValueError, xml.parsers.expat.ExpatError):
        return None


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMLNS = "http://www.w3.org/2000/xmlns/"
PASSPORT = "urn:pipette:passport:1"


def stamped(before, passport):
    """XMP that tells how the picture was made, without what its source told of that; or None."""
    if passport is None and (before is None or PASSPORT not in before):
        return before
    tree = None if before is None else xmp_tree(before)
    if tree is None:
        empty = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"/></x:xmpmeta>'
        tree = xmp_tree(empty.replace("/></x:", "></rdf:RDF></x:"))
    for one in tree.getElementsByTagNameNS(RDF, "Description"):
        found = list(one.attributes.values())
        if any(PASSPORT in (each.namespaceURI, each.value) for each in found):
            one.parentNode.removeChild(one)
    root = tree.getElementsByTagNameNS(RDF, "RDF")[0]
    if passport is not None:
        made = tree.createElementNS(RDF, "rdf:Description")
        made.setAttributeNS(RDF, "rdf:about", "")
        made.setAttributeNS(XMLNS, "xmlns:pipette", PASSPORT)
        for name, value in passport.items():
            made.setAttributeNS(PASSPORT, f"pipette:{name}", value)
        root.appendChild(made)
    return xmp_packet(tree.documentElement.toxml()) if root.firstChild else None
