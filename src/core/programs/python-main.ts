/** What every Python program can do with one picture. @param tells whether results tell anything */
export const pythonPicture = (tells: boolean): string =>
  `
def loaded(data, pages=""):
    """The first picture of a file's bytes, or other pages. Damage is passed over."""
    for fail_on in ("warning", "none"):
        try:
            image = pyvips.Image.new_from_buffer(data, pages, access="sequential", fail_on=fail_on)
            return ${tells ? 'telling_all(image.copy_memory(), data)' : 'image.copy_memory()'}
        except pyvips.Error:
            if fail_on == "none":
                raise


def prepared(image):
    """The picture upright, in sRGB or grey."""
    try:
        return prepare(image)
    except pyvips.Error:
        # A colour profile that is damaged inside is passed over as well.
        if image.get_typeof("icc-profile-data") == 0:
            raise
        image = image.copy()
        image.remove("icc-profile-data")
        return prepare(image)


def hash_of(image):
    """SHA-256 of a picture's size, format and pixels."""
    image = image.copy_memory()
    facts = f"{image.width}x{image.height}x{image.bands} {image.format} "
    return hashlib.sha256(facts.encode() + bytes(image.write_to_memory())).hexdigest()


def verify():
    """Compares this computer's pixels with the browser's: whether they are the same, and words."""
    image = pipeline(check_picture(pyvips.Image.black(1, 1)))
    found = hash_of(image)
    here = ".".join(str(pyvips.version(part)) for part in range(3))
    versions = f"libvips {here} here, {VIPS_VERSION} in the browser, pyvips {pyvips.__version__}"
    if CHECKSUM is None:
        return False, f"UNKNOWN: the browser had not computed its checksum yet ({versions})"
    same = found == CHECKSUM
    return same, f"{'PASS' if same else 'FAIL'}: {found} ({versions})"
`.trim();

/** The command line of Python programs; the same for every pipeline. */
export const pythonMain = `
def run(path, number, started, folder):
    """Makes one file from another. Where it lies in the folder, its name, and what went wrong."""
    part = None
    try:
        data, made = encode(result_of(path.read_bytes()))
        name = name_for(path.name, number, made, started)
        # Written beside its place and moved there, so that no half file is ever seen.
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".part-", delete=False) as file:
            part = file.name
            file.write(data)
        os.chmod(part, 0o644)
        return part, name, None
    except Exception as error:  # whatever is wrong with one picture, the others go on
        if part is not None:
            os.unlink(part)
        text = str(error).strip().replace("\\n", "; ")
        known = isinstance(error, (pyvips.Error, OSError, ValueError))
        return None, None, text if known and text else f"{type(error).__name__}: {text}"


PICTURES = (
    ".jpg .jpeg .jpe .jfif .png .apng .webp .tif .tiff .gif .avif .heic .heif .jxl".split()
)


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


def work_through(work, jobs):
    """Runs the work in several processes; one that dies takes only its own picture along."""
    alone = []
    with concurrent.futures.ProcessPoolExecutor(jobs) as pool:
        futures = [(one, pool.submit(run, *one[0])) for one in work]
        for one, future in futures:
            try:
                yield one, future.result()
            except concurrent.futures.process.BrokenProcessPool:
                # All that were waiting fall with it; each gets a process of its own.
                alone.append(one)
    for one in alone:
        with concurrent.futures.ProcessPoolExecutor(1) as pool:
            try:
                yield one, pool.submit(run, *one[0]).result()
            except concurrent.futures.process.BrokenProcessPool:
                yield one, (None, None, "the process that worked on it died")


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
    folder = words.out.parent if is_file else words.out
    folder.mkdir(parents=True, exist_ok=True)
    started = datetime.datetime.now()
    taken = set()
    work = []
    done = failures = 0

    def fail(path, problem):
        nonlocal failures
        failures += 1
        print(f"{path}: {problem}", file=sys.stderr)

    def place_for(name):
        """Where a result goes, and whether it may."""
        target = words.out if is_file else words.out / unique(name, taken)
        if target.exists() and not words.overwrite:
            return target, f"{target} exists; use --overwrite to replace it"
        return target, None

    number = 0
    for path, problem in inputs_of(words.inputs):
        target = None
        if problem is None:
            number += 1
            if is_file and work:
                problem = f"{words.out} is one file; give a folder for several pictures"
            elif is_file or NAMED_AHEAD:
                target, problem = place_for(name_for(path.name, number, {}, started))
        if problem is None:
            work.append(((path, number, started, folder), target))
        else:
            fail(path, problem)
    for ((path, *_), target), (part, name, problem) in work_through(work, words.jobs):
        if problem is None and target is None:
            # Its name tells what is known only now.
            target, problem = place_for(name)
        if problem is None:
            os.replace(part, target)
            done += 1
            print(f"{path} -> {target}")
        else:
            if part is not None:
                os.unlink(part)
            fail(path, problem)
    print(f"{done} done, {failures} failed")
    return 1 if failures else 0
`.trim();
