import struct

from .program import RAW_REFUSED, RAW_STARTS, SENSOR


def refuse_raw(data):
    """Refuses what the sensor of a camera measured."""
    if any(data.startswith(text, at) for at, text in RAW_STARTS) or is_sensor_data(data):
        raise ValueError(RAW_REFUSED)


def is_sensor_data(data):
    """Whether the first directory of a TIFF, or one beside it, holds what a sensor measured."""
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(data[:4])
    if order is None:
        return False
    try:
        first = raw_directory(data, order, struct.unpack_from(order + "I", data, 4)[0])
    except struct.error:
        return False
    found = [first]
    for at in first.get(330, ()):
        try:
            found.append(raw_directory(data, order, at))
        except struct.error:
            continue
    return any(
        50706 in tags or any(tags.get(tag, (-1,))[0] in marks for tag, marks in SENSOR.items())
        for tags in found
    )


def raw_directory(data, order, at):
    """The tags of a directory of a TIFF with their first numbers."""
    tags = {}
    (count,) = struct.unpack_from(order + "H", data, at)
    for place in range(at + 2, at + 2 + 12 * min(count, 4096), 12):
        tag, kind, number = struct.unpack_from(order + "HHI", data, place)
        if tag not in (259, 262, 330, 50706):
            continue
        letter, size = {3: ("H", 2), 4: ("I", 4), 13: ("I", 4)}.get(kind, ("B", 1))
        inside = number * size <= 4
        where = place + 8 if inside else struct.unpack_from(order + "I", data, place + 8)[0]
        values = struct.unpack_from(f"{order}{min(number, 8)}{letter}", data, where)
        tags[tag] = values or (-1,)
    return tags
