import struct


def boxes_in(data):
    at = 0
    while at + 8 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        size = size or len(data) - at
        if size < 8 or at + size > len(data):
            raise ValueError("an AVIF of other boxes")
        yield data[at + 4 : at + 8], data[at : at + size]
        at += size


def tell(data, told):
    """An AVIF with what is told, as items beside the picture (ISO/IEC 23008-12, annex A)."""

    def box(kind, content):
        return struct.pack(">I", 8 + len(content)) + kind + content

    if told["exif"] is None and told["xmp"] is None:
        return data
    top = list(boxes_in(data))
    meta = dict(top)[b"meta"]
    inner = list(boxes_in(meta[12:]))
    part = dict(inner)
    iloc, iinf = part[b"iloc"], part[b"iinf"]
    (picture,) = struct.unpack_from(">H", part[b"pitm"], 12)
    version, base = iloc[8], iloc[13] >> 4
    if version > 1 or iloc[12] != 0x44:
        raise ValueError("an AVIF whose iloc is of another kind")
    places, ids = [], []
    place = 16
    for _ in range(struct.unpack_from(">H", iloc, 14)[0]):
        number, method = struct.unpack_from(">HH", iloc, place)
        ids.append(number)
        place += (4 if version == 0 else 6) + base
        (extents,) = struct.unpack_from(">H", iloc, place)
        place += 2
        for _ in range(extents):
            # Data inside meta itself does not move.
            if version == 0 or method & 15 == 0:
                places.append(place)
            place += 8
    items = []
    if told["exif"]:
        items.append((b"Exif\x00", bytes(4) + told["exif"]))
    if told["xmp"]:
        items.append((b"mime\x00application/rdf+xml\x00", told["xmp"]))
    first = max(ids) + 1

    def counted(data, at, form):
        result = bytearray(data)
        struct.pack_into(">I", result, 0, len(result))
        struct.pack_into(form, result, at, struct.unpack_from(form, data, at)[0] + len(items))
        return result

    def written(moved, at):
        info, links, located = iinf, part.get(b"iref", bytes(12))[8:], iloc
        for number, (kind, content) in enumerate(items, first):
            info += box(b"infe", struct.pack(">BxxxHH", 2, number, 0) + kind)
            links += box(b"cdsc", struct.pack(">HHH", number, 1, picture))
            located += struct.pack(">H", number) + bytes((2 if version == 0 else 4) + base)
            located += struct.pack(">HII", 1, at, len(content))
            at += len(content)
        info = counted(info, 12, ">I" if iinf[8] > 0 else ">H")
        located = counted(located, 14, ">H")
        for place in places:
            value = struct.unpack_from(">I", located, place)[0] + moved
            struct.pack_into(">I", located, place, value)
        rest = [one for kind, one in inner if kind not in (b"iloc", b"iinf", b"iref")]
        body = b"".join(rest) + bytes(info) + box(b"iref", links) + bytes(located)
        return struct.pack(">I", 12 + len(body)) + meta[4:12] + body

    moved = len(written(0, 0)) - len(meta)
    meta = written(moved, len(data) + moved + 8)
    told_data = box(b"mdat", b"".join(content for _, content in items))
    return b"".join(meta if kind == b"meta" else one for kind, one in top) + told_data
