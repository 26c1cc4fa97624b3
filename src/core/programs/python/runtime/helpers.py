import base64
import math
import struct

import pyvips

from .program import CARRIED


def is_16bit(image):
    return image.format == "ushort"


def white_of(image):
    return 65535 if image.format == "ushort" else 255


def has_alpha(image):
    return bool(image.hasalpha())


def split_alpha(image):
    """The colour bands, and alpha or None."""
    if not image.hasalpha():
        return image, None
    return image.extract_band(0, n=image.bands - 1), image.extract_band(image.bands - 1)


def join_alpha(colour, alpha):
    return colour if alpha is None else colour.bandjoin([alpha])


def premultiply(image):
    """Colours multiplied by alpha, so that transparent pixels do not bleed."""
    return image.premultiply(max_alpha=white_of(image)) if image.hasalpha() else image


def unpremultiply(image, like):
    """Undoes premultiply, in the number format of the picture that it started from."""
    if not like.hasalpha():
        return image
    straight = image.unpremultiply(max_alpha=white_of(like)).round("rint")
    return straight.cast(like.format).copy(interpretation=like.interpretation)


def is_grey(image):
    return image.interpretation in ("b-w", "grey16")


def is_cmyk(image):
    return image.interpretation == "cmyk"


def is_srgb_family(image):
    return image.interpretation in ("srgb", "rgb16", "rgb")


def is_unnamed(image):
    return image.interpretation in ("multiband", "matrix", "histogram", "fourier", "error")


def has_three_bands(image):
    return image.bands >= 3


def colour_bands_of(image):
    return {"b-w": 1, "grey16": 1, "cmyk": 4}.get(image.interpretation, 3)


def has_extra_bands(image):
    return image.bands > colour_bands_of(image) + 1


def most_of(image):
    """The largest number that the format holds; 1 for fractions."""
    return {
        "uchar": 255,
        "ushort": 65535,
        "char": 127,
        "short": 32767,
        "uint": 4294967295,
        "int": 2147483647,
    }.get(image.format, 1)


def is_other_integer(image):
    return image.format in ("char", "short", "uint", "int")


def is_float(image):
    return image.format in ("float", "double", "complex", "dpcomplex")


def rgb_of(image):
    return "rgb16" if image.format == "ushort" else "srgb"


def grey_of(image):
    return "grey16" if image.format == "ushort" else "b-w"


def carried(name):
    """A picture that came along with this program, from the end of the file."""
    return pyvips.Image.new_from_buffer(base64.b64decode("".join(CARRIED[name])), "")


def has_coded_fractions(image):
    """Whether a profile says what fractions of grey or RGB stand for."""
    of_fractions = image.interpretation in ("b-w", "grey16", "scrgb")
    return is_float(image) and of_fractions and fitting_profile(image) is not None


def fitting_profile(image):
    """The bytes and tags of an embedded ICC profile that fits the picture, or None."""
    if image.get_typeof("icc-profile-data") == 0:
        return None
    profile = image.get("icc-profile-data")
    tags = profile_tags(profile)
    space = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}[colour_bands_of(image)]
    sound = tags is not None and profile[36:40] == b"acsp" and profile[16:20] == space
    return (profile, tags) if sound else None


def profile_tags(profile):
    """The tags of an ICC profile (ICC.1:2022, section 7.3), or None for a broken one."""
    if len(profile) < 132:
        return None
    (count,) = struct.unpack_from(">I", profile, 128)
    if count > 100 or 132 + 12 * count > len(profile):
        return None
    tags = {}
    for index in range(count):
        name, offset, size = struct.unpack_from(">4sII", profile, 132 + 12 * index)
        if offset + size > len(profile):
            return None
        tags[name] = profile[offset : offset + size]
    return tags


def has_foreign_profile(image):
    """Whether an ICC profile is embedded that fits the picture and is not sRGB's own."""
    found = fitting_profile(image)
    return found is not None and not is_srgb_profile(*found)


def is_srgb_profile(profile, tags):
    """Whether the colorants and curves are those of sRGB, within half a step of 8 bits."""
    if profile[12:24] != b"mntrRGB XYZ " or b"A2B0" in tags:
        return False
    colorants = {
        b"rXYZ": (0.4361, 0.2225, 0.0139),
        b"gXYZ": (0.3851, 0.7169, 0.0971),
        b"bXYZ": (0.1431, 0.0606, 0.7141),
    }
    for name, wanted in colorants.items():
        tag = tags.get(name, b"")
        if len(tag) < 20 or tag[:4] != b"XYZ ":
            return False
        found = [value / 65536 for value in struct.unpack_from(">3i", tag, 8)]
        if any(abs(one - other) >= 0.0015 for one, other in zip(found, wanted)):
            return False
    for name in (b"rTRC", b"gTRC", b"bTRC"):
        curve = profile_curve(tags.get(name, b""))
        if curve is None:
            return False
        for value in (index / 32 for index in range(33)):
            light = value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
            if not abs(curve(value) - light) < 0.0015:
                return False
    return True


def profile_curve(tag):
    """The tone curve of a profile's tag as a function, or None for one that cannot be sRGB's."""
    if len(tag) < 12:
        return None
    if tag[:4] == b"curv":
        (count,) = struct.unpack_from(">I", tag, 8)
        if count < 16 or 12 + 2 * count > len(tag):
            return None
        samples = [value / 65535 for value in struct.unpack_from(f">{count}H", tag, 12)]

        def sampled(value):
            place = value * (count - 1)
            below = min(math.floor(place), count - 2)
            share = place - below
            return samples[below] * (1 - share) + samples[below + 1] * share

        return sampled
    if tag[:4] != b"para" or len(tag) < 32 or struct.unpack_from(">H", tag, 8)[0] != 3:
        return None
    g, a, b, c, d = (value / 65536 for value in struct.unpack_from(">5i", tag, 12))
    return lambda value: (a * value + b) ** g if value >= d else c * value
