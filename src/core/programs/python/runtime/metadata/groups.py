import re

from ..program import EXIF_GROUPS, XMP_GROUPS


def group_in(table, name):
    return next((group for group, names in table.items() if name in names.split()), "other")


def words_of(text, part):
    return [word.split(":")[part] for word in text.split()]


EXIF_NAMES = {group: " ".join(words_of(text, 0)) for group, text in EXIF_GROUPS.items()}
EXIF_NUMBERS = {
    int(number, 16): group for group, text in EXIF_GROUPS.items() for number in words_of(text, 1)
}


def group_of_exif(tag):
    return EXIF_NUMBERS.get(tag, "other")


def group_of_xmp(name):
    if re.search("gps|latitude|longitude|altitude", name, re.IGNORECASE):
        return "location"
    if re.search("serial|uniqueid|guid", name, re.IGNORECASE):
        return "identifiers"
    group = group_in(XMP_GROUPS, name)
    if group == "other":
        group = group_in(EXIF_NAMES, name)
    return group
