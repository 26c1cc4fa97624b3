"""Runs generated programs over raw pictures in one process, for the test of same pixels.

Reads jobs as JSON from the file named first: [{"program": path, "picture": path of a PNG or TIFF,
"expected": hex, "output": path}]. Prints one JSON line for each: {"same": true}, or the shape of
what came instead, whose pixels are then in the output file, or {"error": text}.
"""

import hashlib
import json
import re
import sys

import pyvips

pyvips.cache_set_max(0)

# Where a declaration begins.
GAP = re.compile(r"\n\n+(?=\S)")
# What is a pipeline's own: its steps, and its document, which none of them reads.
STEPS = re.compile(r"def (?:pipeline|step_)")
DOCUMENT = re.compile("(?m)^PIPELINE = ")

programs = {}
frames = {}


class Frame:
    """What stands around the steps of programs: the same text is run once for all of them."""

    def __init__(self, text, path):
        self.names = {"__name__": "program"}
        exec(compile(text, path, "exec"), self.names)
        self.pictures = {}

    def prepared(self, path):
        """Returns what the first step is given of a picture, in memory."""
        if path not in self.pictures:
            with open(path, "rb") as file:
                data = file.read()
            image = self.names["prepared"](self.names["loaded"](data))
            self.pictures[path] = image.copy_memory()
        return self.pictures[path]


def load(path):
    """Returns a program's frame and its function that takes all steps."""
    if path not in programs:
        with open(path, encoding="utf-8") as file:
            declarations = GAP.split(file.read())
        steps = [text for text in declarations if STEPS.match(text)]
        around = [text for text in declarations if text not in steps]
        around = [text for text in around if not DOCUMENT.search(text)]
        frame = re.sub("(?m)^#.*$", "", "\n\n".join(around))
        if frame not in frames:
            frames[frame] = Frame(frame, path)
        names = dict(frames[frame].names)
        exec(compile("\n\n".join(steps), path, "exec"), names)
        programs[path] = frames[frame], names["pipeline"]
    return programs[path]


with open(sys.argv[1], encoding="utf-8") as file:
    jobs = json.load(file)
for job in jobs:
    try:
        frame, pipeline = load(job["program"])
        image = pipeline(frame.prepared(job["picture"]))
        pixels = bytes(image.write_to_memory())
        facts = f"{image.width}x{image.height}x{image.bands} {image.format} "
        if hashlib.sha256(facts.encode() + pixels).hexdigest() == job["expected"]:
            print(json.dumps({"same": True}))
            continue
        with open(job["output"], "wb") as out:
            out.write(pixels)
        print(json.dumps({"same": False, "facts": facts}))
    except Exception as error:  # whatever a program throws is the answer
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}))
