import struct

from ..program import TYPE_BYTES


def moved_note(note, start, to):
    """A maker's note as it reads at another place: some count from the start of their block."""
    for head in (0, 6, 8, 10, 12):
        for order in "<>":
            pointers = pointers_in(note, head, order)
            if pointers is None or not pointers:
                continue
            (count,) = struct.unpack_from(order + "H", note, head)
            end = head + 2 + 12 * count
            first = min(place for _, place, _ in pointers)
            inside = all(
                start <= place and place + size <= start + len(note) for _, place, size in pointers
            )
            # Values follow their directory: that tells from where they are counted.
            if inside and abs(first - start - end) < abs(first - end):
                moved = bytearray(note)
                for said_at, place, _ in pointers:
                    struct.pack_into(order + "I", moved, said_at, place - start + to)
                return bytes(moved)
    return note


def pointers_in(note, head, order):
    """Where a directory in a note says places, these, and the sizes of its values; or None."""
    if head + 2 > len(note):
        return None
    (count,) = struct.unpack_from(order + "H", note, head)
    if not 0 < count <= 512 or head + 2 + 12 * count > len(note):
        return None
    found = []
    for entry in range(head + 2, head + 2 + 12 * count, 12):
        _, kind, number, place = struct.unpack_from(order + "HHII", note, entry)
        size = TYPE_BYTES.get(kind, 0) * number
        if kind not in TYPE_BYTES or size > len(note):
            return None
        if size > 4:
            found.append((entry + 8, place, size))
    return found
