import csv
import os
import re
import time

from ..program import FORMULA

COLUMNS = ["name", "bytes", "sha256", "seconds", "error", "notice", "source", "target"]
# Seconds from one part of the manifest to the next.
REST = 10


def cell(text):
    """What a spreadsheet does not take for a formula."""
    return f"'{text}" if re.match(FORMULA, text) else text


class Manifest:
    """What became of each picture: manifest.csv beside the results, the memory of all runs.

    While a run lasts, new rows go into parts beside it: a manifest that was written anew every few
    seconds would take longer with every picture. Its end, or the next run, puts them together.
    """

    def __init__(self, files, folder, names):
        self.files = files
        self.path = f"{folder}/manifest.csv"
        self.rows = {}
        self.new = []
        self.saved_at = time.perf_counter()
        self.begun = f"{folder}/manifest.{time.strftime('%Y%m%d-%H%M%S')}-{os.getpid()}"
        self.parts = [f"{folder}/{one}" for one in sorted(names) if is_part(one)]
        for path in [self.path] * ("manifest.csv" in names) + self.parts:
            self.read(path)

    def read(self, path):
        """Adds what an earlier run wrote."""
        with self.files.open(path, "r", newline="", encoding="utf-8-sig") as file:
            for row in csv.DictReader(file):
                if row.get("source"):
                    self.rows[row["source"]] = tuple(row.get(key) or "" for key in COLUMNS)

    def get(self, source):
        """The row of a picture, or None."""
        row = self.rows.get(source)
        return None if row is None else dict(zip(COLUMNS, row, strict=True))

    def targets(self):
        """Where the results of earlier runs are."""
        at = COLUMNS.index("target")
        return [row[at] for row in self.rows.values() if row[at]]

    def add(self, row):
        """Adds what became of a picture, and writes a part when the last one is a while ago."""
        # Rows of a million pictures are kept: tuples take a third of what dictionaries take.
        self.rows[row["source"]] = values = tuple(str(row[key]) for key in COLUMNS)
        self.new.append(values)
        if time.perf_counter() - self.saved_at > REST:
            path = f"{self.begun}-{len(self.parts):06}.csv"
            self.write(path, self.new)
            self.parts.append(path)
            self.new = []
            self.saved_at = time.perf_counter()

    def write(self, path, rows):
        """Writes rows beside a place and moves them there, so that no half of them is ever read."""
        # With its mark Excel does not read UTF-8 as the alphabet of the computer.
        with self.files.open(path + ".part", "w", newline="", encoding="utf-8-sig") as file:
            table = csv.writer(file)
            table.writerow(COLUMNS)
            table.writerows([cell(value) for value in row] for row in rows)
        self.files.mv(path + ".part", path)

    def close(self):
        """Puts all rows together, and removes the parts."""
        at = COLUMNS.index("source")
        self.write(self.path, sorted(self.rows.values(), key=lambda row: row[at]))
        for path in self.parts:
            self.files.rm(path)


def is_part(name):
    """Whether a file is a part of a manifest whose run did not come to its end."""
    return re.fullmatch(r"manifest\.\d{8}-\d{6}-\d+-\d+\.csv", name) is not None
