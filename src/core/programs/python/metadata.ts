import { staleSpaces } from '../../metadata/blocks/xmp';
import { type Helper, helper } from '../print/helper';
import { pythonLiterals } from '../print/literals';
import { metadataTables } from '../metadata-tables';
import { wrapWords } from '../print/wrap-words';

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

/** How Python programs treat metadata; the same as metadata/fresh.ts in the browser. */
export const pythonMetadata: ReadonlyMap<string, Helper> = new Map(
  Object.entries({
    fresh: helper(
      `
# What describes the file that a picture came from, and that savers would go by.
STALE_FIELDS = re.compile(
    "gainmap|icc-profile-data$|n-pages|page-height|loop|delay|gif-|heif-primary|heif-compression"
    "|jpeg-multiscan"
)


def fresh(image):
    """A copy that savers write as it is: upright, and of no other file."""
    image = image.copy()
    for name in image.get_fields():
        if STALE_FIELDS.match(name):
            image.remove(name)
    if image.get_typeof("orientation"):
        image.set("orientation", 1)
    return image


def freshly_told(told, width, height):
    """What is told of a picture as it is written."""
    exif, xmp, iptc, texts = (told[name] for name in ("exif", "xmp", "iptc", "texts"))
    return {
        "exif": exif and HOLDS_EXIF and kept_exif(exif, width, height) or None,
        "xmp": xmp and fresh_xmp(xmp_text(xmp)),
        "iptc": iptc and fresh_iptc(without_thumbnails(iptc)),
        "texts": texts and HOLDS_TEXTS and kept_texts(texts) or None,
    }


def xmp_text(data):
    """XMP as text: it may be UTF-16."""
    wide = data[:2] == b"\\xfe\\xff" or data[:2] == b"\\x00<"
    little = data[:2] == b"\\xff\\xfe" or data[:2] == b"<\\x00"
    text = data.decode("utf-16-be" if wide else "utf-16-le" if little else "utf-8", "replace")
    return text[1:] if text[:1] == "\\ufeff" else text


# Name spaces of gain maps, and of packets in further segments, which are not there any more.
STALE_SPACES = (
${staleSpaces.map((space) => `    "${space}",`).join('\n')}
)


def fresh_xmp(packet):
    """XMP of the groups that stay, without small pictures and turns that are no more; or None."""
    for prefix in ("xmp", "xap"):
        packet = without_elements(packet, f"{prefix}:Thumbnails")
    packet = re.sub(r"(tiff:Orientation(?:\\s*=\\s*[\\"']|>))[2-8]", r"\\g<1>1", packet)
    if not KEEPS_ALL or any(space in packet for space in STALE_SPACES):
        return kept_xmp(packet)
    element = xmp_element(packet)
    return packet if element is None else xmp_packet(element)


def without_elements(text, name):
    """A text without the elements of a name; from one that does not end on, it stays."""
    closes = f"</{name}>"
    kept, start = [], 0
    at = text.find(f"<{name}>")
    while at >= 0 and (end := text.find(closes, at)) >= 0:
        kept.append(text[start:at])
        start = end + len(closes)
        at = text.find(f"<{name}>", start)
    return "".join(kept) + text[start:]


def xmp_element(packet):
    """The one element of XMP, whatever it was called and even where RDF stands alone; or None."""

    def element(start):
        found = re.search(start, packet)
        end = found and packet.rfind(f"</{found[0][1:]}>")
        if found is None or end < found.start():
            return None
        return packet[found.start() : end + len(found[0]) + 2]

    found = element(r"<([\\w-]+:)?(?:xmpmeta|xapmeta)(?=[\\s>])")
    if found is not None:
        found = re.sub(r"^<([\\w-]+:)?xapmeta", r"<\\1xmpmeta", found)
        return re.sub(r"xapmeta>$", "xmpmeta>", found)
    rdf = element(r"<([\\w-]+:)?RDF(?=[\\s>])")
    return rdf and f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{rdf}</x:xmpmeta>'


def xmp_packet(element):
    return f'<?xpacket begin="\\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>{element}<?xpacket end="w"?>'


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
    text = xmp_element(packet)
    if text is None or "<!" in text:
        return None
    try:
        return xml.dom.minidom.parseString(text.encode())
    except (ValueError, xml.parsers.expat.ExpatError):
        return None


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XMLNS = "http://www.w3.org/2000/xmlns/"
PASSPORT = "urn:pipette:passport:1"


def stamped(before, passport):
    """XMP that tells how the picture was made, without what its source told of that; or None."""
    if passport is None and (before is None or PASSPORT not in before):
        return before
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
    return xmp_packet(tree.documentElement.toxml()) if root.firstChild else None`,
      'besides',
      'keep_groups',
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


def words_of(text, part):
    return [word.split(":")[part] for word in text.split()]


EXIF_NAMES = {group: " ".join(words_of(text, 0)) for group, text in EXIF_GROUPS.items()}
EXIF_NUMBERS = {
    int(number, 16): group for group, text in EXIF_GROUPS.items() for number in words_of(text, 1)
}


def group_of_exif(tag):
    return EXIF_NUMBERS.get(tag, "other")


def group_of_xmp(name):
    if re.search("gps|latitude|longitude|altitude", name, re.IGNORECASE):
        return "location"
    if re.search("serial|uniqueid|guid", name, re.IGNORECASE):
        return "identifiers"
    group = group_in(XMP_GROUPS, name)
    if group == "other":
        group = group_in(EXIF_NAMES, name)
    return group


def kept_texts(texts):
    """Texts of a PNG of the groups that stay, each as it was."""
    return b"".join(
        whole
        for _, keyword, _, whole in text_chunks(texts, 0)
        if group_in(PNG_GROUPS, keyword.lower().replace(" ", "-", 1)) in KEEP
    )


def kept_xmp(packet):
    """XMP with the properties of the groups that stay; None when none does."""
    tree = xmp_tree(packet)
    kept = 0

    def stays(each):
        return each.namespaceURI not in STALE_SPACES and group_of_xmp(each.localName) in KEEP

    for one in tree.getElementsByTagNameNS(RDF, "Description") if tree else []:
        # Only the outermost hold properties; those inside are values of a property.
        if (one.parentNode.namespaceURI, one.parentNode.localName) != (RDF, "RDF"):
            continue
        for each in list(one.attributes.values()):
            if each.namespaceURI in (XMLNS, RDF):
                continue
            if stays(each):
                kept += 1
            else:
                one.removeAttributeNode(each)
        for child in list(one.childNodes):
            if child.nodeType == child.ELEMENT_NODE and stays(child):
                kept += 1
            else:
                one.removeChild(child)
    return xmp_packet(tree.documentElement.toxml()) if kept else None


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
