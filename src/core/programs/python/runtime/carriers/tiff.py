import struct

from ..metadata.exif import lay_out, read_exif
from ..program import TYPE_BYTES


def tell(data, told):
    """A TIFF with what is told: its first directory is written anew at its end."""
    if not any(told[name] for name in ("exif", "xmp", "iptc")):
        return data
    own = read_exif(data, most=len(data))
    order = own[0]
    block = read_exif(told["exif"]) if told["exif"] else [order, [], [], [], []]

    def turned(entry):
        tag, kind, count, value, at = entry
        size = {2: 1, 5: 4, 7: 1, 10: 4}.get(kind, TYPE_BYTES[kind])
        if order != block[0]:
            value = b"".join(value[to : to + size][::-1] for to in range(0, len(value), size))
        return (tag, kind, count, value, at)

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
    return data[:4] + struct.pack(order + "I", first) + data[8:] + added
