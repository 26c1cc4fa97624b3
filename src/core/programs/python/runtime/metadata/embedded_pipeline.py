import json
import re

from ..picture import hash_of
from ..program import PIPELINE


def passport_of(image):
    """What a file tells of its making: the pipeline, and the hash of the finished pixels."""
    document = json.loads(PIPELINE)
    # How the file was written, the file shows itself.
    document.pop("export", None)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # What XML takes for the end of a line, or refuses.
    text = re.sub("[\x85\u2028\u2029\ufffe\uffff]", lambda one: f"\\u{ord(one[0]):04x}", text)
    return {"Pipeline": text, "Pixels": hash_of(image)}
