import math
import struct

import pyvips

from .avif_numbers import avif_numbers, meta_of, properties_of
from .metadata.sources import profile_of

# Red, green, blue and white by their codes, and curves from numbers to light (ITU-T H.273).
D65, C = (0.3127, 0.329), (0.31, 0.316)
SRGB = ((0.64, 0.33), (0.3, 0.6), (0.15, 0.06), D65)
VIDEO = ((0.63, 0.34), (0.31, 0.595), (0.155, 0.07), D65)
PRIMARIES = {
    1: SRGB,
    4: ((0.67, 0.33), (0.21, 0.71), (0.14, 0.08), C),
    5: ((0.64, 0.33), (0.29, 0.6), (0.15, 0.06), D65),
    6: VIDEO,
    7: VIDEO,
    8: ((0.681, 0.319), (0.243, 0.692), (0.145, 0.049), C),
    9: ((0.708, 0.292), (0.17, 0.797), (0.131, 0.046), D65),
    10: ((1, 0), (0, 1), (0, 0), (1 / 3, 1 / 3)),
    11: ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), (0.314, 0.351)),
    12: ((0.68, 0.32), (0.265, 0.69), (0.15, 0.06), D65),
    22: ((0.63, 0.34), (0.295, 0.605), (0.155, 0.077), D65),
}
SRGB_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
CURVES = {
    **{code: (2.4,) for code in (1, 6, 11, 14, 15)},
    4: (2.2,),
    5: (2.8,),
    7: (1 / 0.45, 1 / 1.1115, 0.1115 / 1.1115, 1 / 4, 0.0913),
    8: (1,),
    17: (2.6, (52.37 / 48) ** (1 / 2.6), 0, 0, 0),
}


def as_stored(image, data):
    """A picture with what its file says where libvips does not look."""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return as_png_says(image, data)
    if data[:4] == b"GIF8" and not image.hasalpha():
        return with_undrawn(image, data)
    if not is_avif(data):
        return image
    codes, is_grey, is_alpha = avif_numbers(data)
    return as_avif_says(levelled(image, is_grey, is_alpha), codes)


def is_avif(data):
    return data[4:8] == b"ftyp" and data[8:12] in (b"avif", b"avis")


def readable(data):
    """A file's bytes as libheif reads them right: a film as a still, no matrix as the usual one."""
    if not is_avif(data):
        return data
    data = bytearray(data)
    data[8:12] = b"avif"
    for kind, at, end in properties_of(data, meta_of(data)):
        is_coded = kind == b"colr" and end - at >= 11 and data[at : at + 4] == b"nclx"
        if is_coded and data[at + 8 : at + 10] == b"\x00\x02":
            data[at + 9] = 6
    return bytes(data)


def levelled(image, is_grey, is_alpha):
    """Numbers as television stores them, 16 for black and 235 for white, made whole."""
    if not (is_grey or is_alpha):
        return image
    unit, factor = 256 if image.format == "ushort" else 1, 255 / 219
    colours = image.bands - int(image.hasalpha())
    stretched = [is_grey if band < colours else is_alpha for band in range(image.bands)]
    # A half more, because making whole numbers cuts off.
    ends = [0.5 - 16 * unit * factor if one else 0.5 for one in stretched]
    return image.linear([factor if one else 1 for one in stretched], ends).cast(image.format)


def as_avif_says(image, codes):
    if codes is None or image.get_typeof("icc-profile-data"):
        return image
    primaries, transfer = codes
    # In still pictures browsers take television's curves as that of sRGB.
    transfer = 13 if transfer in (1, 6, 11, 14, 15) else transfer
    profile = coded_profile(primaries, transfer, image.interpretation in ("b-w", "grey16"))
    if profile is None:
        return image
    image = image.copy()
    image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return image


def as_png_says(image, data):
    image = image.copy()
    small, turn, has_profile, at = {}, 1, False, 33
    while at + 8 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        kind, body = data[at + 4 : at + 8], data[at + 8 : at + 8 + size]
        if kind in (b"IDAT", b"IEND"):
            break
        keyword, _, content = (
            body.partition(b"\x00") if kind in (b"tEXt", b"zTXt") else (b"", 0, b"")
        )
        if keyword.lower() in (b"raw profile type exif", b"raw profile type app1") and turn == 1:
            turn = turn_in(profile_of(kind, content) or b"")
        has_profile = has_profile or kind == b"iCCP"
        if kind in (b"cICP", b"sRGB", b"gAMA", b"cHRM"):
            small.setdefault(kind, body)
        at += 12 + size
    stated = image.get("orientation") if image.get_typeof("orientation") else 1
    if turn != 1 and stated == 1:
        image.set_type(pyvips.GValue.gint_type, "orientation", turn)
    grey = image.interpretation in ("b-w", "grey16")
    codes, gamma = small.get(b"cICP", b""), small.get(b"gAMA", b"")
    if len(codes) == 4 and codes[2:] == b"\x00\x01":
        profile = coded_profile(codes[0], codes[1], grey)
    elif has_profile or b"sRGB" in small or len(gamma) != 4 or gamma == bytes(4):
        return image
    else:
        profile = measured_profile(
            struct.unpack(">I", gamma)[0] / 1e5, small.get(b"cHRM", b""), grey
        )
    if profile is not None:
        image.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    elif image.get_typeof("icc-profile-data"):
        image.remove("icc-profile-data")
    return image


def turn_in(block):
    """The orientation that EXIF states; 1 for none."""
    block = block[6:] if block[:4] == b"Exif" else block
    order = {b"II*\x00": "<", b"MM\x00*": ">"}.get(block[:4])
    try:
        (at,) = struct.unpack_from(order + "I", block, 4)
        (count,) = struct.unpack_from(order + "H", block, at)
        for place in range(at + 2, at + 2 + 12 * count, 12):
            tag, kind, _, value = struct.unpack_from(order + "HHIH", block, place)
            if tag == 0x0112:
                return value if kind == 3 and 1 <= value <= 8 else 1
    except (struct.error, TypeError):
        pass
    return 1


def coded_profile(primaries, transfer, grey):
    if transfer in (16, 18):
        raise ValueError("an HDR picture, which the browser shows in SDR and this program does not")
    curve = CURVES.get(transfer)
    if grey:
        return None if curve is None else grey_profile(curve)
    found = PRIMARIES.get(primaries, SRGB)
    if curve is None and found is SRGB:
        return None
    return matrix_profile(found, curve or SRGB_CURVE)


def measured_profile(gamma, places, grey):
    found = None
    if len(places) == 32:
        numbers = [number / 1e5 for number in struct.unpack(">8I", places)]
        white, red, green, blue = zip(numbers[::2], numbers[1::2])
        twice = (green[0] - red[0]) * (blue[1] - red[1]) - (blue[0] - red[0]) * (green[1] - red[1])
        possible = all(x <= 1 and 0 < y <= 1 for x, y in (white, red, green, blue))
        if possible and abs(twice) > 0.01:
            found = (red, green, blue, white)
    usual = found is None or all(
        abs(one - other) <= 0.001
        for place, wanted in zip(found, SRGB)
        for one, other in zip(place, wanted)
    )
    if abs(gamma / (1 / 2.2) - 1) <= 0.05 and (usual or grey):
        return None
    return grey_profile((1 / gamma,)) if grey else matrix_profile(found or SRGB, (1 / gamma,))


def fixed(value):
    return struct.pack(">I", math.floor(value * 65536 + 0.5) & 0xFFFFFFFF)


def xyz_tag(values):
    return b"XYZ " + bytes(4) + b"".join(map(fixed, values))


def curve_tag(curve):
    kind = 0 if len(curve) == 1 else 3
    return b"para" + bytes(4) + struct.pack(">HH", kind, 0) + b"".join(map(fixed, curve))


def icc_profile(space, told):
    """An ICC profile (ICC.1:2022, section 7) of these tags."""
    tags = [(b"wtpt", xyz_tag((0.9642, 1, 0.8249))), *told]
    at = 132 + 12 * len(tags)
    table = bodies = b""
    for name, body in tags:
        table += name + struct.pack(">II", at + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    head = struct.pack(">III", at + len(bodies), 0, 0x04400000) + b"mntr" + space + b"XYZ "
    head += bytes(12) + b"acsp" + bytes(28) + b"".join(map(fixed, (0.9642, 1, 0.8249))) + bytes(48)
    return head + struct.pack(">I", len(tags)) + table + bodies


def grey_profile(curve):
    return icc_profile(b"GRAY", [(b"kTRC", curve_tag(curve))])


def matrix_profile(primaries, curve):
    rows = profile_matrix(primaries)
    tags = [
        (name, xyz_tag(column)) for name, column in zip((b"rXYZ", b"gXYZ", b"bXYZ"), zip(*rows))
    ]
    tags += [(name, curve_tag(curve)) for name in (b"rTRC", b"gTRC", b"bTRC")]
    return icc_profile(b"RGB ", tags)


def profile_matrix(primaries):
    """From linear light in these primaries to XYZ under D50, by Bradford's cone responses."""

    def times(matrix, column):
        return tuple(sum(a * b for a, b in zip(row, column)) for row in matrix)

    def product(left, right):
        return tuple(zip(*(times(left, column) for column in zip(*right))))

    def inverse(matrix):
        a, b, c = zip(*matrix)

        def cross(u, v):
            return (
                u[1] * v[2] - u[2] * v[1],
                u[2] * v[0] - u[0] * v[2],
                u[0] * v[1] - u[1] * v[0],
            )

        size = sum(x * y for x, y in zip(a, cross(b, c)))
        return tuple(
            tuple(x / size for x in row) for row in (cross(b, c), cross(c, a), cross(a, b))
        )

    def diagonal(values):
        return tuple(tuple(v if i == j else 0 for j in range(3)) for i, v in enumerate(values))

    cones = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
    *colours, white = [
        (x / max(y, 1e-6), y / max(y, 1e-6), (1 - x - y) / max(y, 1e-6)) for x, y in primaries
    ]
    mixed = tuple(zip(*colours))
    light = product(mixed, diagonal(times(inverse(mixed), white)))
    under, over = times(cones, white), times(cones, (0.9642, 1, 0.8249))
    adapted = diagonal([b / a for a, b in zip(under, over)])
    return product(product(inverse(cones), product(adapted, cones)), light)


def with_undrawn(image, data):
    """Frames in one column, transparent where none of them so far has drawn."""

    def table(flags):
        return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0

    areas, at = [], 13 + table(data[10])
    while at + 10 <= len(data) and data[at] in (0x21, 0x2C):
        if data[at] == 0x2C:
            areas.append(struct.unpack_from("<4H", data, at + 1))
            at += 11 + table(data[at + 9])
        else:
            at += 2
        while at < len(data) and data[at]:
            at += 1 + data[at]
        at += 1
    height = image.get("page-height") if image.get_typeof("page-height") else image.height
    left, top, width, down = areas[0] if areas else (0, 0, image.width, height)
    if left == 0 and top == 0 and width >= image.width and down >= height:
        return image
    alpha, alphas = pyvips.Image.black(image.width, height), []
    for left, top, width, down in areas[: image.height // height]:
        width, down = min(width, image.width - left), min(down, height - top)
        if width > 0 and down > 0:
            alpha = alpha.insert(pyvips.Image.black(width, down).invert(), left, top)
        alphas.append(alpha)
    return image.bandjoin(pyvips.Image.arrayjoin(alphas, across=1))
