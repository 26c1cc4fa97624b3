import pyvips

from ..program import OWN_DOCUMENTS, PIPELINE, pipeline
from .pictures import own_of


def pipeline_of(path):
    """What is done to a picture; one with values of its own goes on to tell which those are."""
    own = own_of(path)

    def telling(image):
        made = own(image).copy()
        made.set_type(pyvips.GValue.gstr_type, "pipette-own", own.__name__)
        return made

    return pipeline if own is None else telling


def document_of(image):
    """The pipeline that a picture came from, as a document."""
    own = image.get("pipette-own") if image.get_typeof("pipette-own") else None
    return OWN_DOCUMENTS.get(own, PIPELINE)
