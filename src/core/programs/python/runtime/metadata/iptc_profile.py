from .iptc import iptc_resources


def iptc_for(data):
    """IPTC as a PNG keeps it: as a resource of Photoshop's, in a text."""
    return iptc_resources(data)
