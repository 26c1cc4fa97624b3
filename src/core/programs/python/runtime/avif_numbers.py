import struct


def media_boxes(data, at, end):
    """Boxes one after another (ISO/IEC 14496-12): of each its kind, and its content's ends."""
    found = []
    while at + 8 <= end:
        (length,), head = struct.unpack_from(">I", data, at), 8
        if length == 1 and at + 16 <= end:
            (length,), head = struct.unpack_from(">Q", data, at + 8), 16
        length = length or end - at
        if length < head:
            break
        found.append((bytes(data[at + 4 : at + 8]), at + head, min(at + length, end)))
        at += length
    return found


def boxes_by_kind(data, at, end):
    """The first box of each kind: the ends of its content."""
    return {kind: (start, stop) for kind, start, stop in reversed(media_boxes(data, at, end))}


def meta_of(data):
    """The boxes that tell of a picture file's items."""
    at, end = boxes_by_kind(data, 0, len(data)).get(b"meta", (0, 0))
    return boxes_by_kind(data, at + 4, end)


def properties_of(data, meta):
    """All properties of items, in the order in which they are numbered."""
    inner = boxes_by_kind(data, *meta.get(b"iprp", (0, 0)))
    return media_boxes(data, *inner.get(b"ipco", (0, 0)))


def avif_numbers(data):
    """Codes of an AVIF's colours or None, and whether grey and alpha run as in television."""
    meta = meta_of(data)
    if b"pitm" not in meta:
        return None, False, False
    properties, own = properties_of(data, meta), owned(data, meta)
    kinds, links, places = kinds_of(data, meta), links_of(data, meta), places_of(data, meta)

    def boxes_of(item, kind):
        numbers = own.get(item, range(1, len(properties) + 1))
        boxes = [properties[one - 1] for one in numbers if 0 < one <= len(properties)]
        return [data[at:end] for this, at, end in boxes if this == kind]

    def coded(item):
        # Of a grid, the first of those it is made of.
        parts = [to for kind, at, to in links if kind == b"dimg" and at == item]
        return parts[0][0] if kinds.get(item) == b"grid" and parts and parts[0] else item

    def coder(item):
        settings = boxes_of(coded(item), b"av1C")
        told = av1_colour(settings[0][4:]) if settings else None
        at, end = places.get(coded(item), (0, 0))
        return told or av1_colour(data[at : min(end, at + 64)]) or (None, False, False)

    at, _ = meta[b"pitm"]
    (primary,) = struct.unpack_from(">I" if data[at] else ">H", data, at + 4)
    codes, is_grey, is_limited = coder(primary)
    colours = boxes_of(primary, b"colr")
    for one in [one for one in colours if one[:4] == b"nclx"][:1]:
        codes, is_limited = struct.unpack_from(">HH", one, 4), not one[10] & 0x80
    if any(one[:4] in (b"prof", b"rICC") for one in colours):
        codes = None
    of = {primary, coded(primary)}
    alphas = [
        item
        for item in own
        if any(b"alpha" in one for one in boxes_of(item, b"auxC"))
        and any(kind == b"auxl" and at == item and of & set(to) for kind, at, to in links)
    ]
    return codes, is_grey and is_limited, bool(alphas) and coder(alphas[0])[2]


def owned(data, meta):
    """Numbers of properties by item."""
    at, _ = boxes_by_kind(data, *meta.get(b"iprp", (0, 0))).get(b"ipma", (0, 0))
    if at == 0:
        return {}
    is_wide, length, found = data[at], 2 if data[at + 3] & 1 else 1, {}
    (count,) = struct.unpack_from(">I", data, at + 4)
    at += 8
    for _ in range(count):
        (item,) = struct.unpack_from(">I" if is_wide else ">H", data, at)
        at += 4 if is_wide else 2
        end = at + 1 + length * data[at]
        places = [data[one : one + length] for one in range(at + 1, end, length)]
        mask = 0x7FFF if length == 2 else 0x7F
        found.setdefault(item, [int.from_bytes(one, "big") & mask for one in places])
        at = end
    return found


def kinds_of(data, meta):
    """Kinds of coding by item."""
    at, end = meta.get(b"iinf", (0, 0))
    found = {}
    for kind, start, _ in media_boxes(data, at + (8 if data[at] else 6), end):
        if kind == b"infe" and data[start] >= 2:
            form = ">I" if data[start] > 2 else ">H"
            (item,) = struct.unpack_from(form, data, start + 4)
            name = start + (10 if data[start] > 2 else 8)
            found[item] = bytes(data[name : name + 4])
    return found


def links_of(data, meta):
    """Which items belong to others, and how: kind, from, to."""
    at, end = meta.get(b"iref", (0, 0))
    size, found = 4 if data[at] and end else 2, []
    for kind, start, stop in media_boxes(data, at + 4, end):
        (count,) = struct.unpack_from(">H", data, start + size)
        first = start + size + 2
        ends = range(first, min(stop, first + count * size), size)
        to = [int.from_bytes(data[one : one + size], "big") for one in ends]
        found.append((kind, int.from_bytes(data[start : start + size], "big"), to))
    return found


def places_of(data, meta):
    """Ends of the data of items that lie in one piece."""
    at, end = meta.get(b"iloc", (0, 0))
    inside, _ = meta.get(b"idat", (0, 0))
    if end == 0:
        return {}
    version, first, second = data[at], data[at + 4], data[at + 5]
    sizes = first >> 4, first & 15, second >> 4, second & 15 if version else 0
    found, place = {}, at + 6

    def take(size):
        nonlocal place
        place += size
        return int.from_bytes(data[place - size : place], "big")

    offset, length, base, index = sizes
    for _ in range(take(4 if version > 1 else 2)):
        if place >= end:
            return found
        item = take(4 if version > 1 else 2)
        method = take(2) & 15 if version else 0
        take(2)  # which file
        begin, pieces = take(base), take(2)
        for _ in range(pieces):
            if place >= end:
                return found
            take(index)
            start, size = begin + take(offset), take(length)
            start += inside if method == 1 else 0
            if pieces == 1 and method < 2:
                found[item] = start, start + size
    return found


def av1_colour(units):
    """What the header among AV1's units says (5.5): codes or None, grey, as in television."""
    at = 0
    while at + 2 <= len(units):
        head, at, size = units[at], at + (2 if units[at] & 4 else 1), None
        if head & 2:
            size = shift = 0
            while at < len(units) and shift < 28:
                size, shift, at = size | (units[at] & 127) << shift, shift + 7, at + 1
                if not units[at - 1] & 128:
                    break
        end = len(units) if size is None else at + size
        if head >> 3 & 15 == 1:
            return sequence_colour(units[at:end])
        at = end
    return None


def sequence_colour(header):
    bits, at = int.from_bytes(header, "big") << 512, 8 * len(header) + 512

    def take(count):
        nonlocal at
        at -= count
        return bits >> max(at, 0) & ((1 << count) - 1)

    profile, _, is_reduced = take(3), take(1), take(1)
    if is_reduced:
        take(5)
    else:
        delay = 0
        if take(1):
            take(64)
            if take(1):
                zeros = 0
                while zeros < 32 and not take(1):
                    zeros += 1
                take(zeros)
            if take(1):
                delay = take(5) + 1
                take(42)
        has_delay = take(1)
        for _ in range(take(5) + 1):
            take(12)
            take(1 if take(5) > 7 else 0)
            take(2 * delay + 1 if delay and take(1) else 0)
            take(4 if has_delay and take(1) else 0)
    across, down = take(4) + 1, take(4) + 1
    take(across + down)
    take(7 if not is_reduced and take(1) else 0)
    take(3)
    if not is_reduced:
        take(4)
        has_order = take(1)
        take(2 if has_order else 0)
        screen = 2 if take(1) else take(1)
        take(1 if screen and not take(1) else 0)
        take(3 if has_order else 0)
    take(3)
    is_deep = take(1)
    take(1 if profile == 2 and is_deep else 0)
    is_grey = profile != 1 and bool(take(1))
    codes = (take(8), take(8), take(8)) if take(1) else None
    is_plain = not is_grey and codes == (1, 13, 0)
    return codes and codes[:2], is_grey, not is_plain and not take(1)
