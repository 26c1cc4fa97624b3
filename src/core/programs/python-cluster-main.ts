/** The command line of Python programs for a cluster; the same for every pipeline. */
export const clusterMain = `
COLUMNS = ["source", "target", "bytes", "sha256", "seconds", "error"]
PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".tif", ".tiff", ".gif", ".avif", ".jxl")


def run(source, target):
    """Makes one file from another, on a worker; returns a row of the manifest."""
    begun = time.perf_counter()
    row = dict.fromkeys(COLUMNS, "")
    row.update(source=source, target=target)
    # Troubles of network and disc are thrown: the cluster tries again.
    with fsspec.open(source, "rb") as file:
        data = file.read()
    try:
        result = encode(finish(pipeline(open_picture(data))))
    except pyvips.Error as error:
        # A broken picture stays broken: that is an answer, not a reason to try again.
        row["error"] = str(error).strip().replace("\\n", "; ")
    else:
        files, path = fsspec.core.url_to_fs(target)
        # Written beside its place and moved there, so that no half file is ever seen.
        part = f"{path}.{os.getpid()}.part"
        files.pipe_file(part, result)
        files.mv(part, path)
        row["bytes"] = len(result)
        row["sha256"] = hashlib.sha256(result).hexdigest()
    row["seconds"] = round(time.perf_counter() - begun, 3)
    return row


def inputs_of(words):
    """The files that are meant by addresses, folders and patterns, each once."""
    found = {}
    for word in words:
        files, path = fsspec.core.url_to_fs(word)
        if "*" in path or "?" in path:
            paths = files.glob(path)
        elif files.isdir(path):
            paths = [one for one in files.ls(path, detail=False) if one.lower().endswith(PICTURES)]
        else:
            paths = [path]
        if not paths:
            raise SystemExit(f"{word}: no pictures there")
        for one in sorted(paths):
            found[files.unstrip_protocol(one)] = True
    return list(found)


def targets_for(sources, out):
    """Where each result goes: its name, numbered when another has it."""
    taken = set()
    for source in sources:
        stem = NAME.replace("{}", source.rsplit("/", 1)[-1].rsplit(".", 1)[0])
        name = stem + EXTENSION
        count = 2
        while name.lower() in taken:
            name = f"{stem}-{count}{EXTENSION}"
            count += 1
        taken.add(name.lower())
        yield source, f"{out.rstrip('/')}/{name}"


def write_manifest(path, rows):
    with fsspec.open(path, "w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        table.writerows(rows)


def work_through(client, work, retries, ahead):
    """Runs the work with at most \`ahead\` pictures under way; yields rows as they come."""
    waiting = iter(work)

    def submit(one):
        source, target = one
        return client.submit(run, source, target, pure=False, retries=retries, key=f"run-{target}")

    first = list(itertools.islice(waiting, ahead))
    under_way = {submit(one): one for one in first}
    answers = distributed.as_completed(list(under_way))
    for future in answers:
        source, target = under_way.pop(future)
        try:
            yield future.result()
        except Exception as error:  # whatever a worker died of is told, and the rest goes on
            row = dict.fromkeys(COLUMNS, "")
            row.update(source=source, target=target, error=f"{type(error).__name__}: {error}")
            yield row
        future.release()
        for one in itertools.islice(waiting, 1):
            next_future = submit(one)
            under_way[next_future] = one
            answers.add(next_future)


def main():
    parser = argparse.ArgumentParser(description="Runs a Pipette pipeline over pictures on a cluster.")
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="files, folders, patterns; s3://...")
    parser.add_argument("-o", "--out", help="folder for the results; s3://, gs:// and the like too")
    parser.add_argument("--scheduler", help="address such as tcp://host:8786; without, a local cluster")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="of a local cluster")
    parser.add_argument("--memory", default="2GiB", help="for each worker of a local cluster (2GiB)")
    parser.add_argument("--retries", type=int, default=3, help="after troubles of network or workers (3)")
    parser.add_argument("--overwrite", action="store_true", help="make results again that exist")
    parser.add_argument("--verify", action="store_true", help="check every worker's pixels")
    words = parser.parse_args()
    if not words.verify and (not words.inputs or words.out is None):
        parser.error("expected INPUT... -o OUT, or --verify")
    if words.workers < 1 or words.retries < 0:
        parser.error("expected --workers of 1 or more and --retries of 0 or more")
    begun = time.perf_counter()
    if words.scheduler:
        client = distributed.Client(words.scheduler)
    else:
        cluster = distributed.LocalCluster(
            n_workers=words.workers,
            threads_per_worker=1,
            memory_limit=words.memory,
            dashboard_address=None,
        )
        client = distributed.Client(cluster)
    with client:
        if words.verify:
            answers = client.run(verify)
            for worker, (same, text) in answers.items():
                print(f"{worker}: {text}")
            return 0 if answers and all(same for same, _ in answers.values()) else 1
        files, folder = fsspec.core.url_to_fs(words.out)
        files.makedirs(folder, exist_ok=True)
        work = []
        skipped = 0
        for source, target in targets_for(inputs_of(words.inputs), files.unstrip_protocol(folder)):
            if not words.overwrite and files.exists(target):
                skipped += 1
            else:
                work.append((source, target))
        rows = []
        manifest = f"{files.unstrip_protocol(folder).rstrip('/')}/manifest.csv"
        ahead = 2 * max(1, len(client.scheduler_info()["workers"]))
        for row in work_through(client, work, words.retries, ahead):
            rows.append(row)
            if row["error"]:
                print(f"{row['source']}: {row['error']}", file=sys.stderr)
            if len(rows) % 100 == 0:
                write_manifest(manifest, rows)
        rows.sort(key=lambda row: row["source"])
        write_manifest(manifest, rows)
    failed = sum(1 for row in rows if row["error"])
    seconds = time.perf_counter() - begun
    print(f"{len(rows) - failed} done, {skipped} skipped, {failed} failed in {seconds:.1f} s; {manifest}")
    return 1 if failed else 0
`.trim();
