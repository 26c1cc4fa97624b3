def frame_height(image):
    return image.height


def frames_of(image):
    """The frames of a picture that does not move."""
    return [image]


def playing(image, column):
    """A picture that does not move stays as it is."""
    return image
