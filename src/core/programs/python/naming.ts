import { limits } from '../../base/limits';
import { type Helper, helper } from '../print/helper';

/** How Python programs name their results; the same as core/naming in the browser. */
export const pythonNaming: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    safe_name: helper(`
def stem_of(name):
    """The name of a picture's file without its extension."""
    ends = r"(?i)\\.(jpe?g|jpe|jfif|png|apng|webp|tiff?|gif|avif|hei[cf]|jxl|svg)\\Z"
    return re.sub(ends, "", name)


# Forbidden on some system, or not to be seen.
UNSAFE = re.compile(
    r'[<>:"/\\\\|?*\\x00-\\x1f\\x7f-\\x9f\\ud800-\\udfff\\u061c\\u200b\\u200e\\u200f'
    r"\\u2028-\\u202e\\u2060\\u2066-\\u206f\\ufeff]"
)
# What no name begins or ends with: dots and spaces.
EDGES = (
    ". \\xa0\\u1680\\u2000\\u2001\\u2002\\u2003\\u2004\\u2005\\u2006\\u2007\\u2008\\u2009\\u200a"
    "\\u202f\\u205f\\u3000"
)
# Devices of Windows, whatever the extension.
DEVICES = r"(?i)(con|prn|aux|nul|conin\\$|conout\\$|(com|lpt)[0-9\\xb9\\xb2\\xb3])[^\\S.]*(\\.|\\Z)"


def safe_name(stem, tail=""):
    """A file name that every system can have, of at most ${limits.fileNameBytes} bytes."""
    stem = unicodedata.normalize("NFC", stem_of(stem))
    stem = unicodedata.normalize("NFC", UNSAFE.sub("", stem)).strip(EDGES) or "image"
    if re.match(DEVICES, stem + EXTENSION):
        stem = "_" + stem
    while len((stem + tail + EXTENSION).encode()) > ${limits.fileNameBytes}:
        stem = stem[:-1].strip(EDGES)
    return stem + tail + EXTENSION


def natural_key(path):
    """For sorting as people count: IMG_2 before IMG_10, small and capital letters alike."""
    path = str(path).replace("\\\\", "/")

    def pieces(name):
        parts = re.split("([0-9]+)", unicodedata.normalize("NFC", stem_of(name)).lower())
        bare = [part.lstrip("0") if at % 2 else part for at, part in enumerate(parts)]
        return [(len(part), part) if at % 2 else part for at, part in enumerate(bare)]

    return [pieces(name) for name in path.split("/")], path


def key_of(name):
    """What is the same for names that some system holds for the same."""
    return unicodedata.normalize("NFKC", name).upper().lower()


def unique(name, taken):
    """The name, with a number when another result has it."""
    given = name
    count = 2
    while key_of(given) in taken:
        given = safe_name(name[: -len(EXTENSION)], f" ({count})")
        count += 1
    taken.add(key_of(given))
    return given`),
    plain_name: helper(
      `
def name_for(source, number, total, made, started):
    """The name of the result of a source: its own."""
    return safe_name(stem_of(source))`,
      'safe_name',
    ),
    pattern_name: helper(
      `
def name_for(source, number, total, made, started):
    """The name of the result of a source, by the pattern NAME. Known by then is what was made."""
    facts = dict.fromkeys(TOKENS)
    facts.update(NAME_FACTS, name=stem_of(source), index=number, format=EXTENSION[1:])
    facts.update(made, date=started, time=started)

    def text_of(found):
        if found[1] is None:
            return found[0][0]
        text = ""
        filters = []
        for piece in found[1].split("|"):
            token, _, form = piece.strip().partition(":")
            if token in facts:
                usual = {"time": "hh-mm-ss", "index": len(str(total))}.get(token)
                text = text or written(facts[token], form, usual)
            elif token in FILTERS and not form:
                filters.append(FILTERS[token])
            else:
                text = text or piece.strip()
        for change in filters:
            text = change(text)
        return text

    name = re.sub(r"\\{\\{|\\}\\}|\\{([^}]*)\\}", text_of, NAME)
    # A slash in a value, such as in a camera's name, must not become a folder.
    name = re.sub(r"[/\\\\:]+", "-", name)
    return safe_name(name if name.strip() else stem_of(source))


TOKENS = (
    "name pipeline preset index step operation width height format quality date time"
    " exif.date exif.camera exif.lens exif.iso exif.author"
).split()


def written(value, form, usual):
    """A fact as text; a number's form is its least number of digits, a moment's like YYYY-MM-DD."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value).zfill(int(form or usual or 1))
    if not isinstance(value, datetime.datetime):
        return value
    parts = {
        "YYYY": f"{value.year:04}",
        "YY": f"{value.year % 100:02}",
        "MM": f"{value.month:02}",
        "DD": f"{value.day:02}",
        "hh": f"{value.hour:02}",
        "mm": f"{value.minute:02}",
        "ss": f"{value.second:02}",
    }
    return re.sub("|".join(parts), lambda found: parts[found[0]], form or usual or "YYYY-MM-DD")


def slug(text):
    """Small letters and digits with dashes between."""
    parted = unicodedata.normalize("NFKD", text)
    bare = "".join(letter for letter in parted if unicodedata.category(letter)[0] != "M")
    kept = (c if unicodedata.category(c)[0] in "LN" else " " for c in bare.lower())
    return "-".join("".join(kept).split())


FILTERS = {"lower": str.lower, "upper": str.upper, "slug": slug}`,
      'safe_name',
    ),
    camera_of: helper(`
def camera_of(image):
    """What the camera wrote into a picture, for names."""

    def field(name):
        # libvips writes values as "value (value, type, n components, n bytes)".
        text = image.get(name) if image.get_typeof(name) else ""
        found = re.match(r"(?s)(.*?) \\(.*, \\w+, \\d+ components?, \\d+ bytes?\\)\\Z", text)
        clean = re.sub(r"[\\x00-\\x1f\\x7f-\\x9f]+", " ", found[1] if found else "").strip()
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
    }`),
  }),
);
