"""Runs generated programs over raw pictures in one process, for the test of same pixels.

Reads jobs as JSON from the file named first: [{"program": path, "picture": path of a PNG or TIFF,
"expected": hex, "output": path}]. Prints one JSON line for each: {"same": true}, or the shape of
what came instead, whose pixels are then in the output file, or {"error": text}.
"""

import hashlib
import json
import sys

import pyvips

pyvips.cache_set_max(0)
programs = {}


def load(path):
    if path not in programs:
        names = {"__name__": "program"}
        with open(path, encoding="utf-8") as file:
            exec(compile(file.read(), path, "exec"), names)
        programs[path] = names
    return programs[path]


with open(sys.argv[1], encoding="utf-8") as file:
    jobs = json.load(file)
for job in jobs:
    try:
        program = load(job["program"])
        with open(job["picture"], "rb") as file:
            data = file.read()
        image = program["pipeline"](program["prepared"](program["loaded"](data))).copy_memory()
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
