/** What every Python program can do with one picture. */
export const pythonPicture = `
def open_picture(data):
    """The first picture of a file's bytes, upright, in sRGB or grey. Damage is passed over."""
    for fail_on in ("warning", "none"):
        try:
            image = pyvips.Image.new_from_buffer(data, "", access="sequential", fail_on=fail_on)
            image = image.copy_memory()
            break
        except pyvips.Error:
            if fail_on == "none":
                raise
    try:
        return prepare(image)
    except pyvips.Error:
        # A colour profile that is damaged inside is passed over as well.
        if image.get_typeof("icc-profile-data") == 0:
            raise
        image = image.copy()
        image.remove("icc-profile-data")
        return prepare(image)


def encode(image):
    """The picture as the bytes of a file."""
    options = dict(SAVE_OPTIONS, keep="all" if KEEP_METADATA else "icc")
    # Grey needs no profile; WebP has no grey.
    if image.interpretation not in ("b-w", "grey16") or SAVER in ("webpsave", "heifsave"):
        options["profile"] = "srgb"
    if KEEP_METADATA:
        image = fresh(image)
    return getattr(image, SAVER + "_buffer")(**options)


def verify():
    """Compares this computer's pixels with the browser's: whether they are the same, and words."""
    image = pipeline(check_picture(pyvips.Image.black(1, 1))).copy_memory()
    facts = f"{image.width}x{image.height}x{image.bands} {image.format} "
    found = hashlib.sha256(facts.encode() + bytes(image.write_to_memory())).hexdigest()
    here = ".".join(str(pyvips.version(part)) for part in range(3))
    versions = f"libvips {here} here, {VIPS_VERSION} in the browser, pyvips {pyvips.__version__}"
    if CHECKSUM is None:
        return False, f"UNKNOWN: the browser had not computed its checksum yet ({versions})"
    same = found == CHECKSUM
    return same, f"{'PASS' if same else 'FAIL'}: {found} ({versions})"
`.trim();

/** The command line of Python programs; the same for every pipeline. */
export const pythonMain = `
def run(path, target):
    """Makes one file from another; None, or what went wrong."""
    try:
        data = encode(finish(pipeline(open_picture(path.read_bytes()))))
        # Written beside its place and moved there, so that no half file is ever seen.
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as part:
            part.write(data)
        os.chmod(part.name, 0o644)
        os.replace(part.name, target)
        return None
    except (pyvips.Error, OSError) as error:
        return str(error).strip().replace("\\n", "; ")


PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".avif", ".jxl")


def inputs_of(words):
    """The files that are meant by names, folders and patterns, each once."""
    found = {}
    for word in words:
        path = pathlib.Path(word)
        if path.is_dir():
            names = sorted(one for one in path.iterdir() if one.suffix.lower() in PICTURES)
        elif path.exists():
            names = [path]
        else:
            names = [pathlib.Path(one) for one in sorted(glob.glob(word, recursive=True))]
        if not names:
            yield word, "no such file, or no pictures in it"
        for name in names:
            if name.resolve() not in found and not name.is_dir():
                found[name.resolve()] = True
                yield name, None


def target_for(path, out, taken):
    """Where the result of a file goes: its name, numbered when another has it."""
    if out.suffix.lower() == EXTENSION and not out.is_dir():
        return out
    stem = NAME.replace("{}", path.stem)
    target = out / (stem + EXTENSION)
    count = 2
    while str(target).lower() in taken:
        target = out / f"{stem}-{count}{EXTENSION}"
        count += 1
    taken.add(str(target).lower())
    return target


def main():
    parser = argparse.ArgumentParser(description="Runs a Pipette pipeline over pictures.")
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="files, folders or patterns")
    parser.add_argument("-o", "--out", type=pathlib.Path, help="folder for the results, or a file")
    parser.add_argument("--jobs", type=int, default=1, help="pictures at the same time (1)")
    parser.add_argument("--overwrite", action="store_true", help="replace results that exist")
    parser.add_argument("--verify", action="store_true", help="check that pixels are the same here")
    words = parser.parse_args()
    if words.verify:
        same, text = verify()
        print(text)
        return 0 if same else 1
    if not words.inputs or words.out is None:
        parser.error("expected INPUT... -o OUT, or --verify")
    if words.jobs < 1:
        parser.error(f"--jobs: expected 1 or more, but found {words.jobs}")
    is_file = words.out.suffix.lower() == EXTENSION and not words.out.is_dir()
    (words.out.parent if is_file else words.out).mkdir(parents=True, exist_ok=True)
    done = failures = 0
    work = []
    taken = set()
    for path, problem in inputs_of(words.inputs):
        target = None if problem else target_for(path, words.out, taken)
        if problem is None and is_file and work:
            problem = f"{target} is one file; give a folder for several pictures"
        elif problem is None and target.exists() and not words.overwrite:
            problem = f"{target} exists; use --overwrite to replace it"
        if problem is None:
            work.append((path, target))
        else:
            failures += 1
            print(f"{path}: {problem}", file=sys.stderr)
    with concurrent.futures.ProcessPoolExecutor(words.jobs) as pool:
        jobs = [(path, target, pool.submit(run, path, target)) for path, target in work]
        for path, target, job in jobs:
            try:
                problem = job.result()
            except concurrent.futures.process.BrokenProcessPool:
                problem = "the process that worked on it died"
            if problem is None:
                done += 1
                print(f"{path} -> {target}")
            else:
                failures += 1
                print(f"{path}: {problem}", file=sys.stderr)
    print(f"{done} done, {failures} failed")
    return 1 if failures else 0
`.trim();
