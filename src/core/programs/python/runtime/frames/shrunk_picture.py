import math

from ..helpers import premultiply, unpremultiply


def shrunk_picture(image, scale):
    """The picture made smaller, on colours multiplied by alpha."""
    small = premultiply(image)
    width = max(math.floor(image.width * (100 * scale / 100) + 0.5), 1)
    height = max(math.floor(image.height * (100 * scale / 100) + 0.5), 1)
    small = small.resize(width / image.width, vscale=height / image.height, kernel="lanczos3")
    return unpremultiply(small, image)
