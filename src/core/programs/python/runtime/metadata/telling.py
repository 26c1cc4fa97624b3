import pyvips

from ..carriers.jpeg import tell
from ..frames.one import frame_height, frames_of, playing
from ..program import SAVER, XMP_BYTES
from .fresh import fresh, freshly_told
from .no_pipeline import passport_of
from .sources import told_besides
from .xmp import stamped

FIELDS = {"exif": "exif-data", "xmp": "xmp-data", "iptc": "iptc-data", "texts": "pipette-texts"}


def telling_all(image, data):
    """A copy of a picture that was read from a file, with all that the file tells."""
    image = image.copy()
    # Of what is long in a JPEG, libvips hands out the first part.
    jpeg = data[:2] == b"\xff\xd8"
    for name, value in told_besides(data).items():
        if jpeg or name in ("iptc", "texts") or not image.get_typeof(FIELDS[name]):
            image.set_type(pyvips.GValue.blob_type, FIELDS[name], value)
    return image


def told_by(image):
    return {
        name: bytes(image.get(field)) if image.get_typeof(field) else None
        for name, field in FIELDS.items()
    }


def written(image, finished, still, options):
    """A picture as the bytes of a file, with what is told of it."""
    told = freshly_told(told_by(image), image.width, frame_height(still))
    passport = passport_of(frames_of(finished)[0])
    xmp = stamped(told["xmp"], passport)
    told["xmp"] = None if xmp is None else xmp.encode()
    if passport is not None and XMP_BYTES is not None:
        if len(stamped(None, passport).encode()) > XMP_BYTES:
            raise ValueError(f"the pipeline takes more than {XMP_BYTES} bytes of XMP")
    # libvips rewrites texts that are not ASCII, so what is told is put in afterwards.
    return tell(getattr(playing(fresh(image), still), SAVER + "_buffer")(**options), told)
