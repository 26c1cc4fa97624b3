import unicodedata

from ..program import FLICKERS, OWN, OWN_FLICKERS, pipeline


def own_of(path):
    """What is done to a picture of the set in place of the pipeline; None for all others.

    It goes by the name of the file, or by the end of its path where pictures are called alike; in
    another case, too, where nothing is called so exactly.
    """
    parts = unicodedata.normalize("NFC", path).split("/")
    names = ["/".join(parts[at:]) for at in range(len(parts))]
    exact = next((OWN[name] for name in names if name in OWN), None)
    if exact is not None:
        return exact
    for name in names:
        found = {own for known, own in OWN.items() if known.lower() == name.lower()}
        if found:
            return found.pop() if len(found) == 1 else refuse_alike
    return None


def flickers_of(path):
    """Why an animation is refused, or None."""
    own = own_of(path)
    return FLICKERS if own in (None, pipeline) else OWN_FLICKERS.get(own)


def refuse_alike(image):
    raise ValueError("the set has other pictures of this name, with other values")


def refuse_many(image):
    raise ValueError("it has values of its own, for which this program has no room")
