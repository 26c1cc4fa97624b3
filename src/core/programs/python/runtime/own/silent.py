from ..program import pipeline
from .pictures import own_of


def pipeline_of(path):
    """What is done to a picture."""
    return own_of(path) or pipeline
