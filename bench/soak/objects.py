"""Fills a store of objects, and tells what a run left there.

objects.py fill ENDPOINT COUNT: pictures of 16 x 12 pixels as s3://pictures/in/NNN/IMG_N.png.
objects.py look ENDPOINT: results, parts of results, parts of manifests, and rows, as JSON.
"""

import concurrent.futures
import csv
import json
import sys

import boto3
import botocore.config
import pyvips

what, endpoint = sys.argv[1:3]
store = boto3.client(
    "s3",
    endpoint_url=endpoint,
    config=botocore.config.Config(max_pool_connections=16),
)


def fill(count):
    store.create_bucket(Bucket="pictures")
    picture = (pyvips.Image.black(16, 12, bands=3) + [40, 90, 160]).cast("uchar")
    body = picture.copy(interpretation="srgb").pngsave_buffer()

    def put(number):
        key = f"in/{number // 1000:03}/IMG_{number}.png"
        store.put_object(Bucket="pictures", Key=key, Body=body)

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for _ in pool.map(put, range(count)):
            pass


def look():
    pages = store.get_paginator("list_objects_v2").paginate(Bucket="pictures", Prefix="out/")
    keys = [one["Key"].removeprefix("out/") for page in pages for one in page.get("Contents", [])]
    rows = []
    if "manifest.csv" in keys:
        text = store.get_object(Bucket="pictures", Key="out/manifest.csv")["Body"].read()
        rows = list(csv.DictReader(text.decode("utf-8-sig").splitlines()))
    print(
        json.dumps(
            {
                "results": sum(1 for key in keys if key.endswith(".png")),
                "halves": sum(1 for key in keys if ".part" in key),
                "parts": sum(1 for key in keys if key.startswith("manifest.2")),
                "rows": len(rows),
                "sources": len({row["source"] for row in rows}),
                "errors": sum(1 for row in rows if row["error"]),
            }
        )
    )


if what == "fill":
    fill(int(sys.argv[3]))
else:
    look()
