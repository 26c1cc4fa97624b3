import argparse
import concurrent.futures
import contextlib
import datetime
import glob
import itertools
import multiprocessing
import os
import pathlib
import signal
import sys

import pyvips

from .encoding.plain import encode
from .frames.still import result_of
from .naming.names import PICTURES, NameBook, is_of_system, left_out_in_words, natural_key
from .naming.plain import name_for
from .picture import say, stop_like_ctrl_c, verify
from .program import EXTENSION, NAMED_AHEAD


def run(path, number, total, started, part):
    """Makes one file from another and writes it as part. Its name, notices, and what went wrong."""
    notices = []
    try:
        data, made = encode(result_of(path.read_bytes(), notices))
        name = name_for(path.name, number, total, made, started)
        part.write_bytes(data)
        return name, notices, None
    except Exception as error:  # whatever is wrong with one picture, the others go on
        text = str(error).strip().replace("\n", "; ")
        known = isinstance(error, (pyvips.Error, OSError, ValueError))
        return None, notices, text if known and text else f"{type(error).__name__}: {text}"


def inputs_of(words, left_out):
    """The files that are meant by names, folders and patterns, each once, or why there are none."""
    found = {}
    for word in words:
        path = pathlib.Path(word)
        if path.is_dir():
            names = [one for one in path.iterdir() if not one.is_dir()]
            wanted = [one for one in names if one.suffix.lower() in PICTURES]
            said = len(path.parts)
        elif path.exists():
            names = wanted = [path]
            said = len(path.parts) - 1
        else:
            names = wanted = [pathlib.Path(one) for one in glob.glob(word, recursive=True)]
            said = len(list(itertools.takewhile(lambda part: not glob.has_magic(part), path.parts)))
        # What a person says counts; of what is found there, files of the system are passed over.
        systems = {one for one in names if is_of_system(one.parts[said:])}
        left_out.update(one.resolve() for one in systems if not one.is_dir())
        wanted = [one for one in wanted if one not in systems]
        if not wanted and not path.is_file():
            yield word, "no such file, or no pictures in it"
        for name in sorted(wanted, key=natural_key):
            if name.resolve() not in found and not name.is_dir():
                found[name.resolve()] = True
                yield name, None


def begin_work():
    """In a process that works: to be stopped is the matter of the one that started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


@contextlib.contextmanager
def processes(count):
    """Processes that work. When the run is stopped, they end at once."""
    pool = concurrent.futures.ProcessPoolExecutor(count, initializer=begin_work)
    try:
        yield pool
    except BaseException:
        for child in multiprocessing.active_children():
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def work_through(work, jobs):
    """Runs the work in several processes; one that dies takes only its own picture along."""
    alone = []
    # Windows waits for 61 processes at most.
    with processes(min(jobs, len(work), 61)) as pool:
        futures = [(one, pool.submit(run, *one[0])) for one in work]
        for one, future in futures:
            try:
                answer = future.result()
            except concurrent.futures.process.BrokenProcessPool:
                # All that were waiting fall with it; each gets a process of its own.
                alone.append(one)
            else:
                yield one, answer
    for one in alone:
        with processes(1) as pool:
            try:
                answer = pool.submit(run, *one[0]).result()
            except concurrent.futures.process.BrokenProcessPool:
                answer = None, [], "the process that worked on it died"
        yield one, answer


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
        say(text)
        return 0 if same else 1
    if not words.inputs or words.out is None:
        parser.error("expected INPUT... -o OUT, or --verify")
    if words.jobs < 1:
        parser.error(f"--jobs: expected 1 or more, but found {words.jobs}")
    is_file = words.out.suffix.lower() == EXTENSION and not words.out.is_dir()
    folder = words.out.parent if is_file else words.out
    folder.mkdir(parents=True, exist_ok=True)
    started = datetime.datetime.now()
    book = NameBook()
    work = []
    done = failures = 0

    def fail(path, problem):
        nonlocal failures
        failures += 1
        say(f"{path}: {problem}", sys.stderr)

    def place_for(name):
        """Where a result goes, and whether it may."""
        target = words.out if is_file else words.out / book.take(name)
        if target.exists() and not words.overwrite:
            return target, f"{target} exists; use --overwrite to replace it"
        return target, None

    left_out = set()
    inputs = list(inputs_of(words.inputs, left_out))
    if left_out:
        say(left_out_in_words(len(left_out)), sys.stderr)
    total = sum(1 for _, problem in inputs if problem is None)
    # Results are written beside their places and moved there, so that no half file is ever seen.
    # This process names them, so that it can remove what one that dies leaves behind.
    part_name = f".part-{os.getpid()}-{os.urandom(4).hex()}"
    number = 0
    for path, problem in inputs:
        target = None
        if problem is None:
            number += 1
            if is_file and work:
                problem = f"{words.out} is one file; give a folder for several pictures"
            elif is_file or NAMED_AHEAD:
                target, problem = place_for(name_for(path.name, number, total, {}, started))
        if problem is None:
            part = folder / f"{part_name}-{number}"
            work.append(((path, number, total, started, part), target))
        else:
            fail(path, problem)
    stop_like_ctrl_c()
    stopped = False
    answers = work_through(work, words.jobs) if work else iter(())
    try:
        for ((path, *_, part), target), (name, notices, problem) in answers:
            if problem is None and target is None:
                # Its name tells what is known only now.
                target, problem = place_for(name)
            if problem is None:
                try:
                    os.replace(part, target)
                except OSError as error:  # on Windows, when another program has the file open
                    problem = str(error)
            if problem is None:
                done += 1
                for notice in notices:
                    say(f"{path}: {notice}", sys.stderr)
                say(f"{path} -> {target}")
            else:
                fail(path, problem)
    except KeyboardInterrupt:
        stopped = True
    finally:
        if work:
            answers.close()
        for (*_, part), _ in work:
            with contextlib.suppress(OSError):
                part.unlink()
    say(f"{'stopped: ' if stopped else ''}{done} done, {failures} failed")
    return 130 if stopped else 1 if failures else 0
