"""The safetensors container: 8 bytes of little-endian header length, a JSON header, raw little-endian data.

Written here rather than imported, so that the bytes of a recording follow from this page alone.
"""

import json
import struct
from pathlib import Path

import numpy as np

import output_file

Metadata = dict[str, str]
Tensors = dict[str, np.ndarray]

_DTYPES: dict[str, np.dtype[np.floating]] = {"F32": np.dtype("<f4"), "F64": np.dtype("<f8")}
_NAMES: dict[np.dtype, str] = {dtype: name for name, dtype in _DTYPES.items()}


def write(path: Path, metadata: Metadata, tensors: Tensors) -> None:
    """Writes the tensors in the order of their names, without gaps."""
    header: dict[str, object] = {"__metadata__": metadata}
    data = bytearray()
    for name in sorted(tensors):
        tensor = np.ascontiguousarray(tensors[name])
        start = len(data)
        data += tensor.tobytes()
        header[name] = {
            "dtype": _NAMES[tensor.dtype],
            "shape": list(tensor.shape),
            "data_offsets": [start, len(data)],
        }
    text = json.dumps(header, sort_keys=True, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)  # so that the data is aligned
    output_file.replace(path, struct.pack("<Q", len(text)) + text + data)


def read(path: Path) -> tuple[Metadata, Tensors]:
    """Reads a file that `write` wrote, and fails on one whose tensors do not tile its data exactly."""
    content = path.read_bytes()
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    data = content[8 + length :]
    metadata: Metadata = header.pop("__metadata__")
    tensors: Tensors = {}
    end = 0
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        start, stop = entry["data_offsets"]
        if start != end:
            raise ValueError(f"{path.name}: {name} starts at {start}, not at {end}")
        tensors[name] = np.frombuffer(data[start:stop], _DTYPES[entry["dtype"]]).reshape(entry["shape"])
        end = stop
    if end != len(data):
        raise ValueError(f"{path.name}: {len(data) - end} bytes belong to no tensor")
    return metadata, tensors
