import re
import struct
import zlib

from ..program import STALE
from .exif import read_exif, without_orientation, write_exif
from .extended_xmp import extension_in, join_xmp, jpeg_segments
from .xmp import xmp_text


def profile_of(kind, content):
    """The bytes of a profile that stands in a text in hex digits; None for other texts."""
    most = 4 * 1024 * 1024
    if kind == b"zTXt" and content[:1] == b"\x00":
        try:
            content = zlib.decompressobj().decompress(content[1:], 2 * most + 1)
        except zlib.error:
            return None
        if len(content) > 2 * most:
            return None
    elif kind != b"tEXt" or len(content) > 3 * most:
        return None
    found = re.match(rb"\n[^\n]{1,40}\n\s*(\d{1,8})\n([\da-fA-F\s]*)$", content)
    digits = re.sub(rb"\s", b"", found[2]) if found else b""
    if found is None or len(digits) < 2 * int(found[1]):
        return None
    return bytes.fromhex(digits[: 2 * int(found[1])].decode())


def told_besides(data):
    """What a file tells that libvips does not hand out, or hands out in part or spoilt."""
    if data[:2] == b"\xff\xd8":
        return told_by_jpeg(data)
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return told_by_png(data)
    block = read_exif(data, lambda tag: tag not in STALE, 4 * 1024 * 1024)
    if data[:4] not in (b"II*\x00", b"MM\x00*") or block is None:
        return {}
    told = {"exif": without_orientation(write_exif(block))}
    found = read_exif(data, lambda tag: tag in (0x83BB, 0x8649), 4 * 1024 * 1024)
    values = {one[0]: one[3] for one in reversed(found[1])}
    iptc = values.get(0x83BB)
    if iptc is not None and iptc[:1] != b"\x1c" and iptc[3:4] == b"\x1c":
        # Turned around with the byte order of the file.
        iptc = b"".join(iptc[at : at + 4][::-1] for at in range(0, len(iptc) // 4 * 4, 4))
    if iptc is not None or 0x8649 in values:
        told["iptc"] = values[0x8649] if iptc is None else iptc
    return told


def text_chunks(data, at):
    """Chunks of text and EXIF of a PNG: kind, keyword, what follows it, and all of it."""
    while at + 12 <= len(data):
        (size,) = struct.unpack_from(">I", data, at)
        end = at + 12 + size
        if end > len(data):
            return
        kind, body = data[at + 4 : at + 8], data[at + 8 : end - 4]
        keyword, null, content = body.partition(b"\x00")
        whole = struct.pack(">I", zlib.crc32(data[at + 4 : end - 4])) == data[end - 4 : end]
        if kind == b"eXIf" and whole:
            yield kind, "", body, data[at:end]
        elif kind in (b"tEXt", b"zTXt", b"iTXt") and null and 0 < len(keyword) < 80 and whole:
            yield kind, keyword.decode("latin-1"), content, data[at:end]
        at = end


def told_by_jpeg(data):
    """What a JPEG tells in several segments, of which libvips hands out the first."""
    told = {}
    segments = list(jpeg_segments(data))

    def contents(marker, name):
        return [
            one[len(name) :] for kind, one in segments if (kind, one[: len(name)]) == (marker, name)
        ]

    packets = contents(0xE1, b"http://ns.adobe.com/xap/1.0/\x00")
    main = xmp_text(packets[0]) if packets else ""
    found = re.search(r":HasExtendedXMP\s*(?:=\s*[\"']|>)\s*([\dA-Fa-f]{32})", main)
    if found is not None:
        name = b"http://ns.adobe.com/xmp/extension/\x00" + found[1].encode()
        extension = extension_in(contents(0xE1, name))
        joined = extension and join_xmp(main, xmp_text(extension))
        if joined:
            told["xmp"] = joined.encode()
    resources = contents(0xED, b"Photoshop 3.0\x00")
    if len(resources) > 1:
        told["iptc"] = b"Photoshop 3.0\x00" + b"".join(resources)
    return told


def xmp_in_text(content):
    """The packet in a text of UTF-8, which may be packed and says a language before; or None."""
    parts = content[2:].split(b"\x00", 2)
    if len(parts) < 3 or content[0] not in (0, 1):
        return None
    if content[0] == 0:
        return parts[2]
    most = 12 * 1024 * 1024
    try:
        text = zlib.decompressobj().decompress(parts[2], most + 1)
    except zlib.error:
        return None
    return text if len(text) <= most else None


def told_by_png(data):
    told = {}
    texts = b""
    own = {}
    for kind, keyword, content, whole in text_chunks(data, 8):
        if kind == b"eXIf":
            own.setdefault("exif", without_orientation(content))
        elif keyword == "XML:com.adobe.xmp" and kind == b"iTXt":
            packet = xmp_in_text(content)
            if packet is not None:
                own.setdefault("xmp", packet)
        elif keyword.startswith("Raw profile type "):
            profile = profile_of(kind, content)
            about = keyword[17:].lower()
            if profile is None:
                continue
            head = b"http://ns.adobe.com/xap/1.0/\x00"
            if about == "xmp" or profile.startswith(head):
                told["xmp"] = profile[len(head) :] if profile.startswith(head) else profile
            elif about in ("exif", "app1"):
                told["exif"] = without_orientation(profile)
            elif about in ("iptc", "8bim"):
                told["iptc"] = profile
        elif keyword != "XML:com.adobe.xmp":
            texts += whole
    if texts:
        told["texts"] = texts
    return {**told, **own}
