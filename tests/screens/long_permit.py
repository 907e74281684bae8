#!/usr/bin/env python3
"""Writes the worst cases of permits: one with a name of 300 letters, 200 requirements of up to 600 letters, 18
steps and laws whose names are paragraphs; one with an empty page of requirements.

    long_permit.py CATALOGUE > file.json
"""

import json
import sys

from long_office import NAME

LETTERS = 600


def lengthen(words):
    """A text of at most LETTERS letters in each language."""
    repeated = (words + "; " + words + "; ") * (LETTERS // len(words) + 1)
    return repeated[:LETTERS].rsplit(" ", 1)[0]


def long_item(item):
    shown = item.get("display", item["text"])
    if isinstance(shown, str):
        return {"text": item["text"], "display": lengthen(shown)}
    return {"text": item["text"], "display": {lang: lengthen(words) for lang, words in shown.items()}}


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        catalogue = json.load(file)
    service = catalogue["services"][0]
    service["name"] = NAME
    items = (service["requirements"] * 200)[:200]
    service["requirements"] = [long_item(item) if i % 20 == 1 else item
                               for i, item in enumerate(items)]
    service["requirements"][2] = dict(long_item(items[2]), lines=[long_item(items[0])["display"]])
    steps = (service["steps"] * 18)[:18]
    service["steps"] = [dict(step, no=i + 1) for i, step in enumerate(steps)]
    service["steps"][1]["activity"] = long_item(service["steps"][1]["activity"])
    service["legal_basis"] = [long_item(law) for law in service["legal_basis"]]
    json.dump(catalogue, sys.stdout, ensure_ascii=False)


main()
