"""Runs generated programs, one after the other, as a person does, but in one process.

Reads jobs as JSON from the file named first: [{"program": path, "words": [text]}]. Prints one JSON
line for each: {"code": exit code, "text": all that the program said}.
"""

import contextlib
import io
import json
import sys
import types

with open(sys.argv[1], encoding="utf-8") as file:
    jobs = json.load(file)
for job in jobs:
    program = types.ModuleType("program")
    # The processes that work find the program's functions by this name.
    sys.modules["program"] = program
    sys.argv = [job["program"], *job["words"]]
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        try:
            with open(job["program"], encoding="utf-8") as file:
                exec(compile(file.read(), job["program"], "exec"), program.__dict__)
            code = program.main()
        except SystemExit as end:
            code = end.code
    print(json.dumps({"code": code, "text": said.getvalue()}), flush=True)
