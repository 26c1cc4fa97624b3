import hashlib
import os
import re
import signal
import sys

import pyvips

from .metadata.telling import telling_all
from .program import CHECKSUM, VIPS_VERSION, check_picture, pipeline, prepare
from .raw_photos import refuse_raw
from .stored import as_stored, readable

# Said of a picture that could be read only in part.
DAMAGED = "damaged; what could be read was used"
# Said of a drawing that holds text.
LETTERS = "its letters may look otherwise than in the browser"


def loaded(data, pages="", notices=None):
    """The first picture of a file's bytes, or other pages. Damage is passed over, and noted."""
    refuse_raw(data)
    # Warnings about a TIFF are about its tags, which cost no pixel.
    strictly = "error" if data[:2] in (b"II", b"MM") else "warning"

    def read(fail_on):
        fitting = readable(data)
        image = pyvips.Image.new_from_buffer(fitting, pages, access="sequential", fail_on=fail_on)
        if image.get("vips-loader").startswith("svgload"):
            # An inch is 96 pixels, as in browsers.
            image = pyvips.Image.new_from_buffer(data, "dpi=96,scale=0.75", fail_on=fail_on)
            if b"<text" in data and notices is not None and LETTERS not in notices:
                notices.append(LETTERS)
        return image.copy_memory()

    try:
        image = read(strictly)
    except pyvips.Error as error:
        if re.search(RARE, str(error)):
            # Read on, it would be black.
            raise ValueError("a rare kind of TIFF, which this program does not read") from None
        image = read("none")
        if notices is not None and DAMAGED not in notices:
            notices.append(DAMAGED)
    return telling_all(as_stored(image, data), data)


# How libvips says that it has no reader for a layout or compression.
RARE = (
    "not a whole number of bytes|unsupported tiff image type|samples out of range|"
    "tiled separate planes|bad labq|required field 262|support is not configured"
)


def prepared(image):
    """The picture upright, in sRGB or grey."""
    try:
        return prepare(image)
    except pyvips.Error:
        # A colour profile that is damaged inside is passed over as well.
        if image.get_typeof("icc-profile-data") == 0:
            raise
        image = image.copy()
        image.remove("icc-profile-data")
        return prepare(image)


def hash_of(image):
    """SHA-256 of a picture's size, format and pixels."""
    image = image.copy_memory()
    facts = f"{image.width}x{image.height}x{image.bands} {image.format} "
    return hashlib.sha256(facts.encode() + bytes(image.write_to_memory())).hexdigest()


def verify():
    """Compares this computer's pixels with the browser's: whether they are the same, and words."""
    image = pipeline(check_picture(pyvips.Image.black(1, 1)))
    found = hash_of(image)
    here = ".".join(str(pyvips.version(part)) for part in range(3))
    versions = f"libvips {here} here, {VIPS_VERSION} in the browser, pyvips {pyvips.__version__}"
    if CHECKSUM is None:
        return False, f"UNKNOWN: the browser had not computed its checksum yet ({versions})"
    same = found == CHECKSUM
    return same, f"{'PASS' if same else 'FAIL'}: {found} ({versions})"


def say(text, stream=None):
    """Prints a line. Letters that a console lacks are escaped; one that is gone stops nothing."""
    stream = stream or sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="backslashreplace")
    try:
        print(text, file=stream, flush=True)
    except OSError:
        # Nobody reads any more, as after "| head": what else is said goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def stop_like_ctrl_c():
    """Being ended in other ways than Ctrl+C cleans up as well."""
    for name in ("SIGTERM", "SIGHUP", "SIGBREAK"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, signal.default_int_handler)
