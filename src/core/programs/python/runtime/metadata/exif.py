import math
import struct

from ..program import KEEP, POINTERS, READING, STALE, TYPE_BYTES
from .groups import group_of_exif
from .maker_note import moved_note

EXIF, GPS, INTEROP = POINTERS
MAKER_NOTE = 0x927C


def without_name(block):
    return block[6:] if block[:6] == b"Exif\x00\x00" else block


def read_exif(block, wanted=lambda tag: True, most=None):
    """The byte order and the directories of EXIF, or of a TIFF; None when it is neither.

    Tags are (tag, type, count, value, where the value lay). What points outside is passed over.
    """
    block = without_name(block)
    order = {b"II": "<", b"MM": ">"}.get(block[:2])
    if len(block) < 8 or order is None or struct.unpack_from(order + "H", block, 2) != (42,):
        return None
    left = 2 * len(block) if most is None else most

    def directory(at, reads):
        nonlocal left
        found = []
        if at < 8 or at + 2 > len(block):
            return found
        (count,) = struct.unpack_from(order + "H", block, at)
        for place in range(at + 2, at + 2 + 12 * min(count, 1000), 12):
            if place + 12 > len(block):
                break
            tag, kind, number = struct.unpack_from(order + "HHI", block, place)
            size = number * TYPE_BYTES.get(kind, 0)
            start = place + 8
            if size > 4:
                (start,) = struct.unpack_from(order + "I", block, start)
            known = kind in TYPE_BYTES and reads(tag)
            if known and start + size <= len(block) and size <= left:
                left -= size
                found.append((tag, kind, number, block[start : start + size], start))
        return found

    def inner(entries, pointer):
        found = [one for one in entries if one[0] == pointer and len(one[3]) == 4]
        return (
            directory(*struct.unpack(order + "I", found[0][3]), lambda tag: True) if found else []
        )

    (first,) = struct.unpack_from(order + "I", block, 4)
    main = directory(first, lambda tag: tag in POINTERS or wanted(tag))
    exif = inner(main, EXIF)
    gps, interop = inner(main, GPS), inner(exif, INTEROP)
    parts = [[one for one in part if one[0] not in POINTERS] for part in (main, exif, gps, interop)]
    return [order, *parts]


def without_orientation(data):
    """EXIF that does not say how the picture is to be turned."""
    block = read_exif(data)
    if block is None:
        return data
    block[1] = [one for one in block[1] if one[0] != 0x0112]
    return write_exif(block)


def number_entry(order, tag, number):
    short = number < 0x10000
    value = struct.pack(order + ("H" if short else "I"), number)
    return (tag, 3 if short else 4, 1, value, 0)


def lay_out(block, start):
    """Directories as they stand from a place in a file, and where the first one begins."""
    order, main, exif, gps, interop = block
    # The maker's note stays where it was if that is near: many point into themselves by places in
    # the block.
    notes = [
        one
        for one in exif
        if one[0] == MAKER_NOTE
        and len(one[3]) > 4
        and start <= one[4]
        and one[4] + len(one[3]) <= 0xFF00
    ]
    fixed = notes[0] if notes else None
    end = start
    parts = []

    def place(size):
        nonlocal end
        at = end + end % 2
        if fixed is not None and at < fixed[4] + len(fixed[3]) and at + size > fixed[4]:
            at = fixed[4] + len(fixed[3])
            at += at % 2
        end = at + size
        return at

    def write(entries):
        at = place(2 + 12 * len(entries) + 4)
        data = struct.pack(order + "H", len(entries))
        for entry in sorted(entries, key=lambda one: one[0]):
            tag, kind, count, value, lies = entry
            data += struct.pack(order + "HHI", tag, kind, count)
            if len(value) <= 4:
                data += value.ljust(4, b"\x00")
                continue
            if entry is not fixed:
                was, lies = lies, place(len(value))
                if tag == MAKER_NOTE and was > 0:
                    value = moved_note(value, was, lies)
            data += struct.pack(order + "I", lies)
            parts.append((lies, value))
        parts.append((at, data + bytes(4)))
        return at

    def pointing(tag, entries):
        return [(tag, 4, 1, struct.pack(order + "I", write(entries)), 0)] if entries else []

    exif = exif + pointing(INTEROP, interop)
    inner = pointing(EXIF, exif)
    first = write(main + inner + pointing(GPS, gps))
    result = bytearray(max(at + len(data) for at, data in parts) - start)
    for at, data in parts:
        result[at - start : at - start + len(data)] = data
    return bytes(result), first


def write_exif(block):
    data, first = lay_out(block, 8)
    head = b"II" if block[0] == "<" else b"MM"
    return head + struct.pack(block[0] + "HI", 42, first) + data


def kept_exif(data, width, height):
    """EXIF of the groups that stay, of a picture that is upright, sRGB and so large; or None."""
    block = read_exif(data)
    if block is None:
        return None
    order, main, exif, gps, interop = block

    def kept(entries):
        return [
            one
            for one in entries
            if one[0] not in STALE and (one[0] in READING or group_of_exif(one[0]) in KEEP)
        ]

    now = {0x0112: 1, 0xA002: width, 0xA003: height}

    def changed(entries):
        return [
            number_entry(order, one[0], now[one[0]]) if one[0] in now else one for one in entries
        ]

    main, exif = changed(kept(main)), changed(kept(exif))
    gps = gps if "location" in KEEP else []
    if not gps and all(one[0] in READING for one in main + exif):
        return None
    exif = [one for one in exif if one[0] != 0xA001] + [number_entry(order, 0xA001, 1)]
    interop = [(1, 2, 4, b"R98\x00", 0) if one[0] == 1 else one for one in interop if one[0] <= 2]
    return write_exif([order, main, exif, gps, interop])


def exif_within(data, most):
    """EXIF of at most so many bytes: the maker's note goes first, then the longest values."""
    block = read_exif(data) if len(data) > most else None
    if block is None:
        return data
    order, main, exif, gps, interop = block

    def size(entry):
        return math.inf if entry[0] == MAKER_NOTE else len(entry[3])

    limit = max([0, *map(size, main), *map(size, exif)])
    main = [one for one in main if size(one) < limit]
    exif = [one for one in exif if size(one) < limit]
    shorter = write_exif([order, main, exif, gps, interop])
    return exif_within(shorter, most) if len(shorter) < len(data) else data
