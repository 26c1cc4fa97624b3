import argparse
import contextlib
import datetime
import hashlib
import os
import re
import sys
import time

import dask
import distributed
import fsspec

from ..encoding.plain import encode
from ..frames.still import result_of
from ..naming.names import NameBook, left_out_in_words, numbered
from ..naming.plain import name_for
from ..picture import say, stop_like_ctrl_c, verify
from ..program import NAMED_AHEAD
from .addresses import file_name, inputs_of, names_in
from .manifest import COLUMNS, Manifest
from .spread import work_through

# Rows reach the disc some seconds after their results.
CUT_OFF = "made by a run that was cut off before it could tell more"


def run(source, number, total, started, target, part):
    """Makes one file from another, on a worker; returns a row of the manifest."""
    begun = time.perf_counter()
    row = dict.fromkeys(COLUMNS, "")
    row.update(source=source, target=target or "")
    # Troubles of network and disc are thrown: the cluster tries again.
    with fsspec.open(source, "rb") as file:
        data = file.read()
    try:
        notices = []
        result, made = encode(result_of(data, notices))
        row["name"] = name_for(file_name(source), number, total, made, started)
        row["notice"] = "; ".join(notices)
    except Exception as error:
        # A broken picture stays broken: that is an answer, not a reason to try again.
        row["error"] = str(error).strip().replace("\n", "; ") or type(error).__name__
    else:
        files, path = fsspec.core.url_to_fs(part)
        final = path if target is None else fsspec.core.url_to_fs(target)[1]
        if final != path and not shows_only_whole(files):
            # Written beside its place and moved there, so that no half file is ever seen.
            files.pipe_file(path, result)
            files.mv(path, final)
        else:
            files.pipe_file(final, result)
        row["bytes"] = len(result)
        row["sha256"] = hashlib.sha256(result).hexdigest()
    row["seconds"] = round(time.perf_counter() - begun, 3)
    return row


def shows_only_whole(files):
    """Whether a file is there only once all of it is, as in stores of objects, which would charge
    for moving it."""
    kinds = {files.protocol} if isinstance(files.protocol, str) else set(files.protocol)
    return bool(kinds & {"s3", "gs", "abfs", "oss"})


def remove_parts(files, parts):
    """Removes what workers that died or were stopped left behind."""
    for part in parts:
        with contextlib.suppress(OSError):
            if files.exists(part):
                files.rm(part)


def words_said():
    """What the command line says."""
    parser = argparse.ArgumentParser(
        description="Runs a Pipette pipeline over pictures on a cluster."
    )
    parser.add_argument(
        "inputs",
        nargs="*",
        metavar="INPUT",
        help="files, folders, patterns, @lists of addresses; s3://...",
    )
    parser.add_argument("-o", "--out", help="folder for the results; s3://, gs:// and the like too")
    parser.add_argument(
        "--scheduler", help="address such as tcp://host:8786; without, a local cluster"
    )
    parser.add_argument(
        "--workers", type=int, default=os.cpu_count() or 1, help="of a local cluster"
    )
    parser.add_argument(
        "--memory", default="2GiB", help="for each worker of a local cluster (2GiB)"
    )
    parser.add_argument(
        "--retries", type=int, default=3, help="after troubles of network or workers (3)"
    )
    parser.add_argument("--overwrite", action="store_true", help="make results again that exist")
    parser.add_argument("--verify", action="store_true", help="check every worker's pixels")
    words = parser.parse_args()
    if not words.verify and (not words.inputs or words.out is None):
        parser.error("expected INPUT... -o OUT, or --verify")
    if words.workers < 1 or words.retries < 0:
        parser.error("expected --workers of 1 or more and --retries of 0 or more")
    return words


class Targets:
    """Gives every result its place. Those of earlier runs are taken, but for the same picture."""

    def __init__(self, folder, manifest):
        self.folder = folder
        self.manifest = manifest
        self.book = NameBook(file_name(one) for one in manifest.targets())

    def place(self, source, name):
        """Where the result of a picture goes that would have this name."""
        before = self.manifest.get(source)
        if before and before["target"]:
            had = file_name(before["target"])
            number = re.search(r" \((\d+)\)\.\w+\Z", had)
            if had == name or (number and had == numbered(name, int(number[1]))):
                return f"{self.folder}/{had}"
        return f"{self.folder}/{self.book.take(name)}"


def planned(sources, targets, there, started, overwrite):
    """What is to be done, and how many pictures were done before."""
    work = []
    skipped = 0
    for number, source in enumerate(sources, 1):
        before = targets.manifest.get(source)
        target = None
        if NAMED_AHEAD:
            name = name_for(file_name(source), number, len(sources), {}, started)
            target = targets.place(source, name)
        place = target or (before["target"] if before and not before["error"] else None)
        if not overwrite and place and file_name(place) in there:
            skipped += 1
            if before is None:
                row = dict.fromkeys(COLUMNS, "")
                row.update(name=name, source=source, target=place, notice=CUT_OFF)
                targets.manifest.add(row)
        else:
            part = f"{targets.folder}/.part-{os.getpid()}-{number}"
            work.append((source, number, len(sources), started, target, part))
    return work, skipped


def note(one, row, files, targets, parts):
    """Notes what became of a picture, and says what went wrong with it."""
    source, *_, target, part = one
    if isinstance(row, Exception):
        error = row
        row = dict.fromkeys(COLUMNS, "")
        row.update(source=source, error=f"{type(error).__name__}: {error}")
    if target is None and not row["error"]:
        # Its name tells what is known only now.
        row["target"] = targets.place(source, row["name"])
        files.mv(part, row["target"])
    targets.manifest.add(row)
    if not row["error"]:
        parts.discard(part)
    for text in (row["error"], row["notice"]):
        if text:
            say(f"{source}: {text}", sys.stderr)
    return bool(row["error"])


def main():
    words = words_said()
    begun = time.perf_counter()
    cluster = None
    if words.scheduler:
        client = distributed.Client(words.scheduler)
    else:
        # Dask has workers give memory back after each picture, which is most of what it costs here.
        dask.config.set({"distributed.nanny.pre-spawn-environ.MALLOC_TRIM_THRESHOLD_": None})
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
            for worker, (_, text) in answers.items():
                say(f"{worker}: {text}")
            return 0 if answers and all(same for same, _ in answers.values()) else 1
        files, folder = fsspec.core.url_to_fs(words.out)
        files.makedirs(folder, exist_ok=True)
        folder = files.unstrip_protocol(folder).rstrip("/")
        there = names_in(files, folder)
        manifest = Manifest(files, folder, there)
        started = datetime.datetime.now()
        sources, left_out = inputs_of(words.inputs)
        if left_out:
            say(left_out_in_words(left_out), sys.stderr)
        targets = Targets(folder, manifest)
        work, skipped = planned(sources, targets, there, started, words.overwrite)
        parts = {part for *_, part in work}
        done = failed = 0
        ahead = 2 * max(1, len(client.scheduler_info()["workers"]))
        answers = work_through(client, run, work, words.retries, ahead)
        stop_like_ctrl_c()
        stopped = False
        try:
            for one, row in answers:
                if note(one, row, files, targets, parts):
                    failed += 1
                else:
                    done += 1
        except KeyboardInterrupt:
            stopped = True
        finally:
            answers.close()
            manifest.close()
            if cluster is not None:
                # So that nothing is written any more.
                cluster.close()
            remove_parts(files, parts)
    seconds = time.perf_counter() - begun
    counts = f"{done} done, {skipped} skipped, {failed} failed in {seconds:.1f} s"
    say(f"{'stopped: ' if stopped else ''}{counts}; {manifest.path}")
    return 130 if stopped else 1 if failed else 0
