import re
import unicodedata

from ..program import ENDINGS, EXTENSION, NAME_BYTES, SYSTEM_NAMES


def stem_of(name):
    """The name of a picture's file without its extension."""
    return re.sub(r"(?i)\.(" + "|".join(ENDINGS) + r")\Z", "", name)


# What is looked for in folders: all but drawings.
PICTURES = tuple(f".{ending}" for ending in ENDINGS if ending != "svg")
# Forbidden on some system, or not to be seen.
UNSAFE = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff\u061c\u200b\u200e\u200f'
    r"\u2028-\u202e\u2060\u2066-\u206f\ufeff]"
)
# What no name begins or ends with: dots and spaces.
EDGES = (
    ". \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u202f\u205f\u3000"
)
# Devices of Windows, whatever the extension.
DEVICES = r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\xb9\xb2\xb3])[^\S.]*(\.|\Z)"


def safe_name(stem, tail=""):
    """A file name that every system can have, of at most NAME_BYTES bytes."""
    stem = unicodedata.normalize("NFC", stem_of(stem))
    stem = unicodedata.normalize("NFC", UNSAFE.sub("", stem)).strip(EDGES) or "image"
    if re.match(DEVICES, stem + EXTENSION):
        stem = "_" + stem
    while len((stem + tail + EXTENSION).encode()) > NAME_BYTES:
        stem = stem[:-1].strip(EDGES)
    return stem + tail + EXTENSION


def is_of_system(names):
    """Whether a file is hidden or a system's own, by its name and those around it."""
    return any(one.startswith(".") or re.search(SYSTEM_NAMES, one, re.I) for one in names)


def left_out_in_words(count):
    """What is said of files that were passed over."""
    files, were = ("file", "was") if count == 1 else ("files", "were")
    return f"{count} {files} of the system {were} left out."


def natural_key(path):
    """For sorting as people count: IMG_2 before IMG_10, small and capital letters alike."""
    path = str(path).replace("\\", "/")

    def pieces(name):
        parts = re.split("([0-9]+)", unicodedata.normalize("NFC", stem_of(name)).lower())
        bare = [part.lstrip("0") if at % 2 else part for at, part in enumerate(parts)]
        return [(len(part), part) if at % 2 else part for at, part in enumerate(bare)]

    return [pieces(name) for name in path.split("/")], path


def key_of(name):
    """What is the same for names that some system holds for the same."""
    return unicodedata.normalize("NFKC", name).upper().lower()


class NameBook:
    """Hands out names of which no two are the same on any common system."""

    def __init__(self, taken=()):
        self.taken = {key_of(name) for name in taken}
        # Where the next search begins: of one name there may be a million.
        self.numbers = {}

    def take(self, name):
        """The name, with a number when another result has it."""
        number = self.numbers.get(name, 1)
        given = name if number == 1 else numbered(name, number)
        while key_of(given) in self.taken:
            number += 1
            given = numbered(name, number)
        self.numbers[name] = number + 1
        self.taken.add(key_of(given))
        return given


def numbered(name, number):
    """The name of a result with a number behind it."""
    return safe_name(name[: -len(EXTENSION)], f" ({number})")
