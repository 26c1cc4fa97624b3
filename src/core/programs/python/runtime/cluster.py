import argparse
import contextlib
import csv
import datetime
import hashlib
import itertools
import os
import re
import sys
import time
import urllib.parse

import distributed
import fsspec

from .encoding.plain import encode
from .frames.still import result_of
from .naming.names import (
    PICTURES,
    is_of_system,
    key_of,
    left_out_in_words,
    natural_key,
    unique,
)
from .naming.plain import name_for
from .picture import say, stop_like_ctrl_c, verify
from .program import FORMULA, NAMED_AHEAD

COLUMNS = ["name", "bytes", "sha256", "seconds", "error", "notice", "source", "target"]


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
        # Written beside its place and moved there, so that no half file is ever seen.
        files, path = fsspec.core.url_to_fs(part)
        files.pipe_file(path, result)
        if target is not None:
            files.mv(path, fsspec.core.url_to_fs(target)[1])
        row["bytes"] = len(result)
        row["sha256"] = hashlib.sha256(result).hexdigest()
    row["seconds"] = round(time.perf_counter() - begun, 3)
    return row


def file_name(address):
    """The last part of an address, without what a web address asks for."""
    is_web = address.startswith(("http://", "https://"))
    path = urllib.parse.unquote(urllib.parse.urlsplit(address).path) if is_web else address
    return path.rstrip("/").rsplit("/", 1)[-1]


def inputs_of(words):
    """The files that are meant by addresses, folders and patterns, each once, and how many of the
    system were passed over."""
    found = {}
    left_out = {}
    for word in words:
        files, path = fsspec.core.url_to_fs(word)
        parts = path.split("/")
        is_web = word.startswith(("http://", "https://"))
        if is_web:
            # A question mark belongs to the address, and web servers list no folders.
            names = paths = [path]
            said = len(parts) - 1
        elif "*" in path or "?" in path:
            names = paths = files.glob(path)
            said = len(list(itertools.takewhile(lambda one: not set("*?[") & set(one), parts)))
        elif files.isdir(path):
            listed = files.ls(path, detail=True)
            names = [one["name"] for one in listed if one["type"] != "directory"]
            paths = [one for one in names if one.lower().endswith(PICTURES)]
            said = -1
        else:
            names = paths = [path]
            said = len(parts) - 1
        # What a person says counts; of what is found there, files of the system are passed over.
        systems = {one for one in names if is_of_system(one.split("/")[said:])}
        left_out.update((files.unstrip_protocol(one), True) for one in systems)
        paths = [one for one in paths if one not in systems]
        if not paths and not systems:
            raise SystemExit(f"{word}: no pictures there")
        for one in sorted(paths, key=natural_key):
            found[files.unstrip_protocol(one)] = True
    return list(found), len(left_out)


def read_manifest(path):
    """The rows of earlier runs, by source."""
    files, place = fsspec.core.url_to_fs(path)
    if not files.exists(place):
        return {}
    with files.open(place, "r", newline="", encoding="utf-8-sig") as file:
        return {row["source"]: row for row in csv.DictReader(file) if row.get("source")}


def cell(text):
    """What a spreadsheet does not take for a formula."""
    return f"'{text}" if re.match(FORMULA, text) else text


def write_manifest(path, rows):
    """Writes all rows beside the manifest's place and moves them: it is the memory of the runs."""
    files, place = fsspec.core.url_to_fs(path)
    # With its mark Excel does not read UTF-8 as the alphabet of the computer.
    with files.open(place + ".part", "w", newline="", encoding="utf-8-sig") as file:
        table = csv.DictWriter(file, COLUMNS)
        table.writeheader()
        for row in sorted(rows.values(), key=lambda row: row["source"]):
            table.writerow({key: cell(str(row.get(key, ""))) for key in COLUMNS})
    files.mv(place + ".part", place)


def work_through(client, work, retries, ahead):
    """Runs the work with at most `ahead` pictures under way; yields rows as they come."""
    waiting = iter(work)

    def submit(one):
        return client.submit(run, *one, pure=False, retries=retries)

    first = list(itertools.islice(waiting, ahead))
    under_way = {submit(one): one for one in first}
    answers = distributed.as_completed(list(under_way))
    try:
        for future in answers:
            one = under_way.pop(future)
            try:
                row = future.result()
            except Exception as error:  # whatever a worker died of is told, and the rest goes on
                row = dict.fromkeys(COLUMNS, "")
                row.update(source=one[0], error=f"{type(error).__name__}: {error}")
            yield one, row
            future.release()
            for one in itertools.islice(waiting, 1):
                next_future = submit(one)
                under_way[next_future] = one
                answers.add(next_future)
    finally:
        # When the run is stopped, what has not begun is left.
        client.cancel(list(under_way))


def remove_parts(files, parts):
    """Removes what workers that died or were stopped left behind."""
    for part in parts:
        with contextlib.suppress(OSError):
            if files.exists(part):
                files.rm(part)


def main():
    parser = argparse.ArgumentParser(
        description="Runs a Pipette pipeline over pictures on a cluster."
    )
    parser.add_argument(
        "inputs", nargs="*", metavar="INPUT", help="files, folders, patterns; s3://..."
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
    begun = time.perf_counter()
    cluster = None
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
            for worker, (_, text) in answers.items():
                say(f"{worker}: {text}")
            return 0 if answers and all(same for same, _ in answers.values()) else 1
        files, folder = fsspec.core.url_to_fs(words.out)
        files.makedirs(folder, exist_ok=True)
        folder = files.unstrip_protocol(folder).rstrip("/")
        manifest = f"{folder}/manifest.csv"
        known = read_manifest(manifest)
        started = datetime.datetime.now()
        sources, left_out = inputs_of(words.inputs)
        if left_out:
            say(left_out_in_words(left_out), sys.stderr)
        # Names of what other pictures were made into, here or in earlier runs, are taken.
        taken = {key_of(file_name(row["target"])) for row in known.values() if row["target"]}

        def target_for(source, name):
            before = known.get(source, {}).get("target")
            if before:
                taken.discard(key_of(file_name(before)))
            return f"{folder}/{unique(name, taken)}"

        work = []
        skipped = 0
        for number, source in enumerate(sources, 1):
            before = known.get(source)
            target = None
            if NAMED_AHEAD:
                name = name_for(file_name(source), number, len(sources), {}, started)
                target = target_for(source, name)
            place = target or (before["target"] if before and not before["error"] else None)
            if not words.overwrite and place and files.exists(place):
                skipped += 1
            else:
                part = f"{folder}/.part-{os.getpid()}-{number}"
                work.append((source, number, len(sources), started, target, part))
        parts = {part for *_, part in work}
        rows = []
        saved_at = time.perf_counter()
        ahead = 2 * max(1, len(client.scheduler_info()["workers"]))
        answers = work_through(client, work, words.retries, ahead)
        stop_like_ctrl_c()
        stopped = False
        try:
            for one, row in answers:
                source, *_, target, part = one
                if target is None and not row["error"]:
                    # Its name tells what is known only now.
                    row["target"] = target_for(source, row["name"])
                    files.mv(part, row["target"])
                rows.append(row)
                known[source] = row
                if row["error"]:
                    say(f"{source}: {row['error']}", sys.stderr)
                else:
                    parts.discard(part)
                if row["notice"]:
                    say(f"{source}: {row['notice']}", sys.stderr)
                if time.perf_counter() - saved_at > 10:
                    write_manifest(manifest, known)
                    saved_at = time.perf_counter()
        except KeyboardInterrupt:
            stopped = True
        finally:
            answers.close()
            write_manifest(manifest, known)
            if cluster is not None:
                # So that nothing is written any more.
                cluster.close()
            remove_parts(files, parts)
    failed = sum(1 for row in rows if row["error"])
    seconds = time.perf_counter() - begun
    counts = f"{len(rows) - failed} done, {skipped} skipped, {failed} failed in {seconds:.1f} s"
    say(f"{'stopped: ' if stopped else ''}{counts}; {manifest}")
    return 130 if stopped else 1 if failed else 0
