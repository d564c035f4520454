"""Reads `swift package describe --type json`, and prints the Swift targets of the library products, one a line, in order."""

import json
import sys

package = json.load(sys.stdin)
swift = {target["name"] for target in package["targets"] if target["module_type"] == "SwiftTarget"}
modules = [name for product in package["products"] if "library" in product["type"] for name in product["targets"]]
for module in dict.fromkeys(modules):
    if module in swift:
        print(module)
