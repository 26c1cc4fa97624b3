import { type Helper, helper } from './helper';
import { pythonLiterals } from './literals';
import { metadataTables } from './metadata-tables';
import { wrapWords } from './wrap-words';

/** Returns the tables by which metadata are told apart, as Python. */
export const pythonTables = (): string =>
  metadataTables
    .map(({ name, comment, rows }) => {
      const lines = rows.map(([group, words]) => {
        const parts = wrapWords(words.split(' '), 82).map((line, index, all) =>
          pythonLiterals.text(index === all.length - 1 ? line : `${line} `),
        );
        const [only = '""', ...more] = parts;
        const head = `    ${pythonLiterals.text(group)}: `;
        if (more.length === 0 && head.length + only.length < 92) return `${head}${only},`;
        return `${head}(\n${parts.map((part) => `        ${part}`).join('\n')}\n    ),`;
      });
      return `# ${comment}\n${name} = {\n${lines.join('\n')}\n}`;
    })
    .join('\n');

/** How Python programs treat metadata; the same as workers/metadata.ts in the browser. */
export const pythonMetadata: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    fresh: helper(
      `
# What describes the file that a picture came from, or shows it as it was.
STALE = re.compile(
    "jpeg-thumbnail-data$|exif-ifd1-|gainmap|icc-profile-data$|photoshop-data$|exif-ifd2-Padding$"
    "|exif-ifd0-(ImageWidth|ImageLength|BitsPerSample|SamplesPerPixel|PhotometricInterpretation"
    "|Compression|StripOffsets|StripByteCounts|RowsPerStrip|Padding)$"
    "|n-pages|page-height|loop|delay|gif-|heif-primary|heif-compression|jpeg-multiscan"
)


def fresh(image):
    """A copy whose metadata fit what is written: upright, and without the picture as it was."""
    image = image.copy()
    for name in image.get_fields():
        if STALE.match(name):
            image.remove(name)
    if image.get_typeof("orientation"):
        image.set("orientation", 1)
    if image.get_typeof("iptc-data"):
        image.set("iptc-data", without_thumbnails(image.get("iptc-data")))
    if image.get_typeof("xmp-data"):
        set_xmp(image, fresh_xmp(image.get("xmp-data").decode("utf-8", "replace")))
    return image


def say_srgb(image):
    """Says the colour space in EXIF too, where some viewers look for it first."""
    if any(name.startswith("exif-") for name in image.get_fields()):
        words = "1 (sRGB, Short, 1 components, 2 bytes)"
        image.set_type(pyvips.GValue.gstr_type, "exif-ifd2-ColorSpace", words)


def set_xmp(image, packet):
    if packet is not None:
        image.set_type(pyvips.GValue.blob_type, "xmp-data", packet.encode())
    elif image.get_typeof("xmp-data"):
        image.remove("xmp-data")


def fresh_xmp(packet):
    """XMP without small pictures, turns and gain maps that are no more."""
    if "http://ns.adobe.com/hdr-gain-map/" in packet:
        return None
    packet = re.sub(r"(?s)<(xmp|xap):Thumbnails>.*?</\\1:Thumbnails>", "", packet)
    return re.sub(r"(tiff:Orientation(?:\\s*=\\s*[\\"']|>))[2-8]", r"\\g<1>1", packet)


def resources_in(data):
    """Photoshop's image resources ("Photoshop File Formats", Adobe): number, bytes, and all of it."""
    at = data.find(b"8BIM")
    while at >= 0 and at + 12 <= len(data) and data[at : at + 4] == b"8BIM":
        place = at + 6 + ((data[at + 6] + 2) & ~1)
        if place + 4 > len(data):
            break
        (size,) = struct.unpack_from(">I", data, place)
        end = min(len(data), place + 4 + size + size % 2)
        (number,) = struct.unpack_from(">H", data, at + 4)
        yield number, data[place + 4 : place + 4 + size], data[at:end]
        at = end


def without_thumbnails(data):
    """Photoshop's image resources without small pictures of the original."""
    whole = b"".join(block for _, _, block in resources_in(data))
    kept = b"".join(block for number, _, block in resources_in(data) if number not in (1033, 1036))
    return data.replace(whole, kept, 1) if whole else data


def xmp_tree(packet):
    """XMP as a tree; None when it cannot be read or holds a document type, which XMP never does."""
    start, end = packet.find("<x:xmpmeta"), packet.rfind("</x:xmpmeta>")
    text = packet[start : end + len("</x:xmpmeta>")]
    if start < 0 or end < start or "<!" in text:
        return None
    try:
        return xml.dom.minidom.parseString(text.encode())
    except (ValueError, xml.parsers.expat.ExpatError):
        return None


def xmp_packet(tree):
    written = tree.documentElement.toxml()
    return f'<?xpacket begin="\\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{written}<?xpacket end="w"?>'


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMLNS = "http://www.w3.org/2000/xmlns/"
PASSPORT = "urn:pipette:passport:1"


def stamp(image, passport):
    """Tells in XMP how the picture was made, or removes what its source told of that."""
    before = None
    if image.get_typeof("xmp-data"):
        before = image.get("xmp-data").decode("utf-8", "replace")
    if passport is None and (before is None or PASSPORT not in before):
        return
    tree = None if before is None else xmp_tree(before)
    if tree is None:
        empty = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{RDF}"/></x:xmpmeta>'
        tree = xmp_tree(empty.replace("/></x:", "></rdf:RDF></x:"))
    for one in tree.getElementsByTagNameNS(RDF, "Description"):
        found = list(one.attributes.values())
        if any(PASSPORT in (each.namespaceURI, each.value) for each in found):
            one.parentNode.removeChild(one)
    root = tree.getElementsByTagNameNS(RDF, "RDF")[0]
    if passport is not None:
        made = tree.createElementNS(RDF, "rdf:Description")
        made.setAttributeNS(RDF, "rdf:about", "")
        made.setAttributeNS(XMLNS, "xmlns:pipette", PASSPORT)
        for name, value in passport.items():
            made.setAttributeNS(PASSPORT, f"pipette:{name}", value)
        root.appendChild(made)
    set_xmp(image, xmp_packet(tree) if root.firstChild else None)`,
    ),
    passport_of: helper(`
def passport_of(image):
    """What a file tells of its making: the pipeline, and the hash of the finished pixels."""
    document = json.loads(PIPELINE)
    # How the file was written, the file shows itself.
    document.pop("export", None)
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    # What XML takes for the end of a line, or refuses.
    text = re.sub("[\\x85\\u2028\\u2029\\ufffe\\uffff]", lambda one: f"\\\\u{ord(one[0]):04x}", text)
    return {"Pipeline": text, "Pixels": hash_of(image)}`),
    keep_groups: helper(
      `
def group_in(table, name):
    return next((group for group, names in table.items() if name in names.split()), "other")


def group_of_exif(tag):
    return "location" if tag.startswith("GPS") else group_in(EXIF_GROUPS, tag)


def group_of_xmp(name):
    if re.search("gps|latitude|longitude|altitude", name, re.IGNORECASE):
        return "location"
    if re.search("serial|uniqueid|guid", name, re.IGNORECASE):
        return "identifiers"
    group = group_in(XMP_GROUPS, name)
    if group == "other":
        group = group_in(EXIF_GROUPS, name)
    return "other" if group == "structure" else group


# What libvips says of the picture itself, and nobody else.
OWN_FIELDS = (
    "width height bands format coding interpretation xoffset yoffset xres yres filename"
    " vips-loader vips-sequential orientation resolution-unit icc-profile-data palette"
    " palette-bit-depth bits-per-sample background concurrency sequential exif-data"
).split()


def keep_groups(image):
    """Removes what is not of the groups in KEEP, and everything that is not understood."""
    tells = False
    for name in image.get_fields():
        tag = re.match(r"exif-ifd\\d-(.+)", name)
        if tag:
            if group_of_exif(tag[1]) in KEEP:
                tells = True
            elif tag[1] not in EXIF_GROUPS["structure"].split():
                image.remove(name)
        elif name == "xmp-data":
            set_xmp(image, kept_xmp(image.get(name).decode("utf-8", "replace")))
        elif name == "iptc-data":
            kept = kept_iptc(image.get(name))
            if kept is None:
                image.remove(name)
            else:
                image.set(name, kept)
        elif name.startswith("png-comment-"):
            keyword = re.sub(r"^png-comment-\\d+-", "", name).lower().replace(" ", "-", 1)
            if group_in(PNG_GROUPS, keyword) not in KEEP:
                image.remove(name)
        elif name == "image-description":
            if "description" not in KEEP:
                image.remove(name)
        elif name not in OWN_FIELDS:
            image.remove(name)
    if not tells:
        for name in image.get_fields():
            if name.startswith("exif-"):
                image.remove(name)
    elif "maker-notes" not in KEEP and "other" not in KEEP and image.get_typeof("exif-data"):
        # Written anew from the tags that stay, so that nothing unknown slips by.
        image.remove("exif-data")


def kept_xmp(packet):
    """XMP with the properties of the groups that stay; None when none does."""
    tree = xmp_tree(packet)
    kept = 0
    for one in tree.getElementsByTagNameNS(RDF, "Description") if tree else []:
        # Only the outermost hold properties; those inside are values of a property.
        if one.parentNode.nodeName != "rdf:RDF":
            continue
        for each in list(one.attributes.values()):
            if each.namespaceURI in (XMLNS, RDF):
                continue
            if group_of_xmp(each.localName) in KEEP:
                kept += 1
            else:
                one.removeAttributeNode(each)
        for child in list(one.childNodes):
            if child.nodeType == child.ELEMENT_NODE and group_of_xmp(child.localName) in KEEP:
                kept += 1
            else:
                one.removeChild(child)
    return xmp_packet(tree) if kept else None


def kept_iptc(data):
    """The bare IPTC datasets of the groups that stay, or None."""
    block = bare_iptc(data)
    kept = b""
    informs = False
    at = 0
    while at + 5 <= len(block) and block[at] == 0x1C:
        record, dataset, size = struct.unpack_from(">BBH", block, at + 1)
        end = at + 5 + size
        # A set bit means a size of more bytes, which no text needs.
        if size >= 0x8000 or end > len(block):
            break
        stays = record == 2 and group_in(IPTC_GROUPS, str(dataset)) in KEEP
        informs = informs or stays
        if stays or (record, dataset) in ((1, 90), (2, 0)):
            kept += block[at:end]
        at = end
    return kept if informs else None`,
      'bare_iptc',
    ),
  }),
);
