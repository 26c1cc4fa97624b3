import itertools
import urllib.parse

import fsspec

from ..naming.names import PICTURES, is_of_system, natural_key


def path_of(address):
    """The path of an address as files are called, without what a web address asks for."""
    is_web = address.startswith(("http://", "https://"))
    path = urllib.parse.unquote(urllib.parse.urlsplit(address).path) if is_web else address
    return path.rstrip("/")


def file_name(address):
    """The last part of an address."""
    return path_of(address).rsplit("/", 1)[-1]


def listed(word):
    """The addresses in a text file, one a line, as an inventory of a bucket lists them."""
    with fsspec.open(word, "r", encoding="utf-8-sig") as lines:
        for line in lines:
            if line.strip():
                files, path = fsspec.core.url_to_fs(line.strip())
                yield files.unstrip_protocol(path)


def inputs_of(words):
    """The files that are meant by addresses, lists, folders and patterns, each once, and how many
    of the system were passed over."""
    found = {}
    left_out = {}
    for word in words:
        if word.startswith("@"):
            # In the order of the list: its batches are somebody's own.
            found.update((one, True) for one in listed(word[1:]))
            continue
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
            there = files.ls(path, detail=True)
            names = [one["name"] for one in there if one["type"] != "directory"]
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


def names_in(files, folder):
    """The names of what lies in a folder. Asking for each by itself takes a journey each."""
    try:
        return {one.rsplit("/", 1)[-1] for one in files.ls(folder, detail=False)}
    except FileNotFoundError:
        # Stores of objects have no empty folders.
        return set()
