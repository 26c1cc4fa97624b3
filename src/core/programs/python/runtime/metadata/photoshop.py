import struct


def resources_in(data):
    """Photoshop's image resources (Adobe, "Photoshop File Formats"): number, bytes, all of it."""
    at = data.find(b"8BIM")
    while at >= 0 and at + 12 <= len(data) and data[at : at + 4] == b"8BIM":
        place = at + 6 + ((data[at + 6] + 2) & ~1)
        if place + 4 > len(data):
            break
        (size,) = struct.unpack_from(">I", data, place)
        end = min(len(data), place + 4 + size + size % 2)
        (number,) = struct.unpack_from(">H", data, at + 4)
        yield number, data[place + 4 : place + 4 + size], data[at:end]
        at = end


def without_thumbnails(data):
    """Photoshop's image resources without small pictures of the original."""
    whole = b"".join(block for _, _, block in resources_in(data))
    kept = b"".join(block for number, _, block in resources_in(data) if number not in (1033, 1036))
    return data.replace(whole, kept, 1) if whole else data
