import hashlib
import struct

from .xmp import PASSPORT, RDF, XMLNS, xmp_packet, xmp_tree

NOTE = "http://ns.adobe.com/xmp/note/"


def jpeg_segments(data):
    """The segments of a JPEG before its picture: marker and content."""
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        # A marker may have more of its first byte before it.
        if data[at + 1] == 0xFF:
            at += 1
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if end < at + 4 or end > len(data):
            return
        yield data[at + 1], data[at + 4 : end]
        at = end


def extension_in(segments):
    """The packet that lies in parts; None unless all of it is there."""
    parts = sorted(
        (at, whole, one[8:])
        for one in segments
        if len(one) >= 8
        for whole, at in [struct.unpack_from(">II", one)]
    )
    end = 0
    for at, whole, content in parts:
        if at != end or whole != parts[0][1]:
            return None
        end += len(content)
    if end == 0 or end != parts[0][1]:
        return None
    return b"".join(content for _, _, content in parts)


def descriptions_in(tree):
    root = tree.getElementsByTagNameNS(RDF, "RDF")[0]
    found = tree.getElementsByTagNameNS(RDF, "Description")
    return root, [one for one in found if one.parentNode is root]


def declare_around(source, target):
    """Names of spaces as they are where an element stands, for one that stands elsewhere."""
    while source is not None and source.nodeType == source.ELEMENT_NODE:
        for each in list(source.attributes.values()):
            if each.namespaceURI == XMLNS and not target.hasAttribute(each.name):
                target.setAttributeNS(XMLNS, each.name, each.value)
        source = source.parentNode


def join_xmp(main, extension):
    """Both packets of a JPEG as one; None when one of them cannot be read."""
    first, second = xmp_tree(main), xmp_tree(extension)
    if any(one is None or not one.getElementsByTagNameNS(RDF, "RDF") for one in (first, second)):
        return None
    root, described = descriptions_in(first)
    for one in described:
        if one.hasAttributeNS(NOTE, "HasExtendedXMP"):
            one.removeAttributeNS(NOTE, "HasExtendedXMP")
        for child in one.getElementsByTagNameNS(NOTE, "HasExtendedXMP"):
            child.parentNode.removeChild(child)
    for one in descriptions_in(second)[1]:
        copy = first.importNode(one, True)
        declare_around(one, copy)
        root.appendChild(copy)
    return xmp_packet(first.documentElement.toxml())


def split_xmp(packet, most):
    """A packet as two, the first of at most some bytes, and the name of the second; or None.

    The longest properties go into the second. A pipeline stays in the first.
    """
    tree = xmp_tree(packet)
    empty = (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"> </rdf:RDF></x:xmpmeta>'
    )
    other = xmp_tree(empty)
    if tree is None or not tree.getElementsByTagNameNS(RDF, "RDF"):
        return None
    root, described = descriptions_in(tree)
    into = descriptions_in(other)[0]
    movable = []
    for one in described:
        values = list(one.attributes.values())
        if any(each.value == PASSPORT for each in values):
            continue
        target = other.createElementNS(RDF, "rdf:Description")
        target.setAttributeNS(XMLNS, "xmlns:rdf", RDF)
        target.setAttributeNS(RDF, "rdf:about", one.getAttributeNS(RDF, "about"))
        declare_around(one, target)
        into.appendChild(target)
        for each in values:
            if each.namespaceURI not in (XMLNS, RDF):
                movable.append((len((each.name + each.value).encode()), one, each, target))
        for child in one.childNodes:
            if child.nodeType == child.ELEMENT_NODE:
                movable.append((len(child.toxml().encode()), one, child, target))
    # Naming the other packet takes some bytes as well.
    left = len(packet.encode()) - (most - 400)
    for size, one, each, target in sorted(movable, key=lambda entry: -entry[0]):
        if left <= 0:
            break
        left -= size
        if each.nodeType == each.ELEMENT_NODE:
            one.removeChild(each)
            target.appendChild(other.importNode(each, True))
        else:
            one.removeAttributeNode(each)
            target.setAttributeNS(each.namespaceURI, each.name, each.value)
    extension = other.documentElement.toxml().encode()
    digest = hashlib.md5(extension, usedforsecurity=False).hexdigest().upper()
    saying = tree.createElementNS(RDF, "rdf:Description")
    for space, name, value in (
        (XMLNS, "xmlns:rdf", RDF),
        (RDF, "rdf:about", ""),
        (XMLNS, "xmlns:xmpNote", NOTE),
        (NOTE, "xmpNote:HasExtendedXMP", digest),
    ):
        saying.setAttributeNS(space, name, value)
    root.appendChild(saying)
    main = xmp_packet(tree.documentElement.toxml()).encode()
    return (main, extension, digest) if len(main) <= most else None
