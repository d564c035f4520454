"""python3 .ci/undocumented.py MODULE FOLDER: fails where a public symbol of MODULE, in the symbol graphs of FOLDER, has no docstring.

Exempt is what nobody wrote and what is documented elsewhere:
- a symbol without a place in the sources: the compiler made it (`init(rawValue:)`, a derived `encode(to:)`);
- a witness of a documented requirement without a docstring of its own: its symbol carries the requirement's text.
"""

import json
import pathlib
import sys

module, folder = sys.argv[1:]
symbols = [
    symbol
    for path in sorted(pathlib.Path(folder).glob(f"{module}*.symbols.json"))
    for symbol in json.loads(path.read_text())["symbols"]
    if "location" in symbol
]
if not symbols:
    sys.exit(f"no public symbol of {module} in {folder}")
gaps = []
for symbol in symbols:
    text = " ".join(line["text"] for line in symbol.get("docComment", {}).get("lines", []))
    if not text.strip():
        place = symbol["location"]
        gaps.append((place["uri"].split("/Sources/")[-1], place["position"]["line"] + 1, ".".join(symbol["pathComponents"])))
for file, line, name in sorted(gaps):
    print(f"Sources/{file}:{line}: {name} has no docstring")
if gaps:
    sys.exit(1)
print(f"{module}: {len(symbols)} public symbols, each with a docstring")
