from .names import safe_name, stem_of


def name_for(source, number, total, made, started):
    """The name of the result of a source: its own."""
    return safe_name(stem_of(source))
