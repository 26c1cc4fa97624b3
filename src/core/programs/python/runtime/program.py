# What every program says itself, and tables that it prints where it needs them: an example of both,
# never printed. It lets these files be read by Python and by linters, and tests say what they need.

# How results are written.
SAVER = "jpegsave"
EXTENSION = ".jpg"
SAVE_OPTIONS = {"Q": 80}
QUALITY = 80
FIT_UNDER = 100_000
FIT = {
    "floor": 35,
    "of_smaller": 60,
    "min": 1,
    "close": 0.88,
    "aim": 0.96,
    "guesses": 9,
    "side": 48,
}
FLICKERS = None

# Names of results.
NAME_BYTES = 120
ENDINGS = ("jpg", "png", "svg")
SYSTEM_NAMES = r"^thumbs\.db$"

# What manifests go by.
FORMULA = r"^\s*="
NAME = "{name}"
NAME_FACTS = {"pipeline": "", "preset": "", "quality": QUALITY}
NAMED_AHEAD = True

# Metadata that stay, and the words by which they are told apart.
KEEP = ["author"]
KEEPS_ALL = False
HOLDS_EXIF = True
HOLDS_TEXTS = False
XMP_BYTES = 65_502
EXIF_GROUPS = {"author": "artist:013b"}
XMP_GROUPS = {"author": "creator"}
IPTC_GROUPS = {"author": "80"}
PNG_GROUPS = {"author": "author"}
READING = {0x0112}
STALE = {0x0100}
STALE_FIELDS = "gainmap"
STALE_SPACES = ()
TYPE_BYTES = {2: 1, 3: 2, 4: 4}
POINTERS = (0x8769, 0x8825, 0xA005)

# RAW photos, which are refused.
RAW_STARTS = ((0, b"FUJIFILMCCD-RAW"),)
SENSOR = {262: (32803,), 259: (32767,)}
RAW_REFUSED = "a RAW photo"

VIPS_VERSION = "8.18.7"
CHECKSUM = None
PIPELINE = "{}"
CARRIED = {}


# Pictures with values of their own.
OWN = {"a.jpg": str}
OWN_FLICKERS = {str: "it would flicker"}
OWN_DOCUMENTS = {"own_pipeline_1": "{}"}


def pipeline(image):
    return image


def prepare(image):
    return image


def sized(image):
    return image


def finish(image):
    return image


def check_picture(image):
    return image
