def iptc_for(data):
    """The format keeps no IPTC."""
    return None
