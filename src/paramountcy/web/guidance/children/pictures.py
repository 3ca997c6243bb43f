"""
Pictures that are sent here: PNG or JPEG, made anew so that nothing but the picture is kept.

A photograph tells where and when it was taken, and by whose telephone. What is kept is the points of the picture alone.
"""

import io
import warnings

LARGEST = 4_194_304
"""Bytes of a picture that is sent."""
MOST_POINTS = 25_000_000
"""Points of a picture: more may be made to swell."""
WIDEST = 1_200
"""Points across, as kept."""
FORMATS = {"PNG": "image/png", "JPEG": "image/jpeg"}


class NotAPicture(ValueError):
    """A file that can't be taken as a picture. The message is a sentence."""


def bare_picture(content: bytes) -> tuple[bytes, str]:
    """A picture without anything that it tells of itself, and its media type. Raises NotAPicture."""
    from PIL import Image, ImageOps

    wrong = NotAPicture("The file is not a picture in PNG or JPEG: save it as one, and send it again.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content), formats=tuple(FORMATS)) as found:
                if found.width * found.height > MOST_POINTS:
                    raise NotAPicture(
                        "The picture has more than 25 million points: make it smaller, and send it again."
                    )
                kind = str(found.format)
                plain = ImageOps.exif_transpose(found).convert("RGB" if kind == "JPEG" else "RGBA")
    except NotAPicture:
        raise
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError) as refused:
        raise wrong from refused
    plain.thumbnail((WIDEST, WIDEST))
    bare = Image.frombytes(plain.mode, plain.size, plain.tobytes())
    out = io.BytesIO()
    bare.save(out, kind)
    return out.getvalue(), FORMATS[kind]
