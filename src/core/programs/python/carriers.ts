import { type Helper, helper } from '../print/helper';

/** How Python programs put metadata into files; the same as metadata/carriers in the browser. */
export const pythonCarriers: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    tell_jpeg: helper(
      `
def tell(data, told):
    """A JPEG with what is told, in the segments in which readers look."""

    def segment(marker, name, content):
        if content is None or len(name) + len(content) > 65533:
            return b""
        return struct.pack(">BBH", 0xFF, marker, 2 + len(name) + len(content)) + name + content

    exif = told["exif"]
    at = 2
    if data[2:4] == b"\\xff\\xe0":
        at = 4 + struct.unpack_from(">H", data, 4)[0]
    return b"".join(
        (
            data[:at],
            segment(0xE1, b"Exif\\x00\\x00", exif and exif_within(exif, 65527)),
            segment(0xE1, b"http://ns.adobe.com/xap/1.0/\\x00", told["xmp"]),
            segment(0xED, b"", told["iptc"]),
            data[at:],
        )
    )`,
      'exif_within',
    ),
    tell_png: helper(`
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
        text = "\\niptc\\n{:8}\\n{}\\n".format(len(told["iptc"]), "\\n".join(lines))
        name = b"Raw profile type iptc\\x00\\x00"
        parts.append(chunk(b"zTXt", name + zlib.compress(text.encode())))
    return b"".join((*parts, told["texts"] or b"", data[33:]))`),
    tell_webp: helper(`
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
    return bytes(data)`),
    tell_jxl: helper(`
def tell(data, told):
    """A JPEG XL file with what is told, in boxes behind the picture."""

    def box(kind, content):
        return struct.pack(">I", 8 + len(content)) + kind + content

    if told["exif"] is None and told["xmp"] is None:
        return data
    if data[:2] == b"\\xff\\x0a":
        head = box(b"JXL ", b"\\r\\n\\x87\\n") + box(b"ftyp", b"jxl \\x00\\x00\\x00\\x00jxl ")
        data = head + box(b"jxlc", data)
    if told["exif"]:
        data += box(b"Exif", bytes(4) + told["exif"])
    return data + box(b"xml ", told["xmp"]) if told["xmp"] else data`),
    tell_tiff: helper(
      `
def tell(data, told):
    """A TIFF with what is told: its first directory is written anew at its end."""
    if not any(told[name] for name in ("exif", "xmp", "iptc")):
        return data
    own = read_exif(data, most=len(data))
    order = own[0]
    block = read_exif(told["exif"]) if told["exif"] else [order, [], [], [], []]

    def turned(entry):
        tag, kind, count, value, _ = entry
        size = {2: 1, 5: 4, 7: 1, 10: 4}.get(kind, TYPE_BYTES[kind])
        if order != block[0]:
            value = b"".join(value[at : at + size][::-1] for at in range(0, len(value), size))
        # Places in the block have no meaning in this file.
        return (tag, kind, count, value, 0)

    _, main, exif, gps, interop = [[turned(one) for one in part] for part in ["", *block[1:]]]
    iptc, xmp = told["iptc"], told["xmp"]
    if iptc:
        iptc += bytes(-len(iptc) % 4)
        main.append((0x83BB, 4, len(iptc) // 4, iptc, 0))
    if xmp:
        main.append((0x02BC, 1, len(xmp), xmp, 0))
    taken = {one[0] for one in own[1]}
    main = own[1] + [one for one in main if one[0] not in taken]
    data += bytes(len(data) % 2)
    added, first = lay_out([order, main, exif, gps, interop], len(data))
    return data[:4] + struct.pack(order + "I", first) + data[8:] + added`,
      'exif',
    ),
    tell_avif: helper(`
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
        items.append((b"Exif\\x00", bytes(4) + told["exif"]))
    if told["xmp"]:
        items.append((b"mime\\x00application/rdf+xml\\x00", told["xmp"]))
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
    return b"".join(meta if kind == b"meta" else one for kind, one in top) + told_data`),
  }),
);
