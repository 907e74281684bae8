#!/usr/bin/env python3
"""Makes a translation that is 40 % longer than the Indonesian one: pseudo.py id.po > qps.po

Vowels are drawn out, so that words get longer as they do in other languages; placeholders, bold marks
and line breaks stay as they are."""
import re
import sys


def longer(text):
    parts = re.split(r"(\{[a-z_]+\}|\*\*|\\n|\\\")", text)
    plain = sum(len(part) for part in parts[::2])
    if plain <= 3:  # "Sen", "Nov": abbreviations are short in every language
        return text
    missing = -(-plain * 4 // 10)
    for i in range(0, len(parts), 2):
        drawn = []
        for letter in parts[i]:
            drawn.append(letter)
            if letter in "aeiouAEIOU" and missing > 0:
                drawn.append(letter.lower())
                missing -= 1
        parts[i] = "".join(drawn)
    if missing > 0:  # few vowels: the last word takes the rest
        for i in range(len(parts) - 1 - (len(parts) - 1) % 2, -1, -2):
            if re.search(r"[a-z]", parts[i]):
                at = max(m.end() for m in re.finditer(r"[a-z]", parts[i]))
                parts[i] = parts[i][:at] + parts[i][at - 1] * missing + parts[i][at:]
                break
    return "".join(parts)


def main():
    is_header = True
    for line in open(sys.argv[1], encoding="utf-8"):
        line = line.rstrip("\n")
        match = re.fullmatch(r'(msgstr(?:\[0\])?) "(.*)"', line)
        if match and match.group(2):
            print('%s "%s"' % (match.group(1), longer(match.group(2))))
        else:
            if line.startswith("msgctxt"):
                is_header = False
            if not is_header and line.startswith('"'):
                sys.exit("texts of several lines are not understood: " + line)
            print(line.replace("Language: id", "Language: qps"))


main()
