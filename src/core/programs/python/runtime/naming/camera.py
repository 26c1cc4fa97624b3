import datetime
import re


def camera_of(image):
    """What the camera wrote into a picture, for names."""

    def field(name):
        # libvips writes values as "value (value, type, n components, n bytes)".
        text = image.get(name) if image.get_typeof(name) else ""
        found = re.match(r"(?s)(.*?) \(.*, \w+, \d+ components?, \d+ bytes?\)\Z", text)
        clean = re.sub(r"[\x00-\x1f\x7f-\x9f]+", " ", found[1] if found else "").strip()
        return clean[:120] or None

    taken = field("exif-ifd2-DateTimeOriginal") or field("exif-ifd0-DateTime") or ""
    numbers = re.match(r"([0-9]{4}):([0-9]{2}):([0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-9]{2})", taken)
    try:
        date = datetime.datetime(*map(int, numbers.groups())) if numbers else None
    except ValueError:
        date = None
    maker = (field("exif-ifd0-Make") or "").split(" ")[0]
    camera = field("exif-ifd0-Model")
    # Most models name their maker already: "NIKON D90" of "NIKON CORPORATION".
    if camera and not camera.lower().startswith(maker.lower()):
        camera = f"{maker} {camera}"
    iso = field("exif-ifd2-ISOSpeedRatings") or field("exif-ifd2-PhotographicSensitivity")
    return {
        "exif.date": date,
        "exif.camera": camera,
        "exif.lens": field("exif-ifd2-LensModel"),
        "exif.iso": iso,
        "exif.author": field("exif-ifd0-Artist"),
    }
