from ..frames.one import frame_height
from ..metadata.telling import written
from ..naming.no_camera import camera_of
from ..program import SAVER, finish


def saved(finished, still, options):
    """The picture, which may be smaller than the finished one, as the bytes of a file."""
    image = finish(still)
    options = dict(options, keep="icc")
    # Grey needs no profile; WebP and AVIF have no grey.
    if image.interpretation not in ("b-w", "grey16") or SAVER in ("webpsave", "heifsave"):
        options["profile"] = "srgb"
    data = written(image, finished, still, options)
    made = {"width": image.width, "height": frame_height(still)}
    return data, dict(made, **camera_of(finished))
