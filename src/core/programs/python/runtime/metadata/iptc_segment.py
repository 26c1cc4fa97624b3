from .iptc import iptc_resources


def iptc_for(data):
    """IPTC as a JPEG keeps it: among Photoshop's resources, behind a name that readers look for."""
    resources = iptc_resources(data)
    return None if resources is None else b"Photoshop 3.0\x00" + resources
