import datetime
import re
import unicodedata

from ..program import EXTENSION, NAME, NAME_FACTS
from .names import safe_name, stem_of


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
                text = text or as_text(facts[token], form, usual)
            elif token in FILTERS and not form:
                filters.append(FILTERS[token])
            else:
                text = text or piece.strip()
        for change in filters:
            text = change(text)
        return text

    name = re.sub(r"\{\{|\}\}|\{([^}]*)\}", text_of, NAME)
    # A slash in a value, such as in a camera's name, must not become a folder.
    name = re.sub(r"[/\\:]+", "-", name)
    return safe_name(name if name.strip() else stem_of(source))


TOKENS = (
    "name pipeline preset index step operation width height format quality date time"
    " exif.date exif.camera exif.lens exif.iso exif.author"
).split()


def as_text(value, form, usual):
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


FILTERS = {"lower": str.lower, "upper": str.upper, "slug": slug}
