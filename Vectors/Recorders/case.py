"""One recorded trajectory, and what most tables of them share."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

Options = dict[str, Any]
Shapes = dict[str, tuple[int, ...]]

# setting, regime, options, and where it starts when that is not `normal`
Row = tuple[str, str, Options] | tuple[str, str, Options, str]


@dataclass(frozen=True)
class Case:
    """One trajectory. Its inputs follow from setting and regime: every optimizer, precision and path gets the same."""

    optimizer: str
    setting: str
    regime: str
    options: Options = field(default_factory=dict)
    start: str = "normal"
    precision: str = "float64"
    path: str = "loop"
    steps: int = 24
    shapes: Shapes = field(default_factory=lambda: {"w": (37,)})
    absent: dict[str, tuple[int, ...]] = field(default_factory=dict)
    """For a parameter, the steps at which it has no gradient."""

    @property
    def inputs(self) -> str:
        return f"{self.setting}-{self.regime}"

    @property
    def name(self) -> str:
        setting = self.setting if self.path == "loop" else f"{self.setting}-{self.path}"
        return f"{self.optimizer}-{self.precision}-{setting}-{self.regime}"


SHAPES: Shapes = {"matrix": (3, 5), "vector": (7,)}
ABSENT: dict[str, tuple[int, ...]] = {"matrix": (1, 2, 8, 9, 10, 17, 24)}


def table(
    optimizer: str, rows: Iterable[Row], structural: Options, long: Options, float32_every: int = 8
) -> list[Case]:
    """Every row, two parameters of which one lacks its gradient at times, and a run past step 1,000.

    All in Float64, and one of `float32_every` in Float32 too. `structural` and `long` are the
    options of these last.
    """
    wide = [Case(optimizer, *row) for row in rows]
    absent = Case(optimizer, "absent-gradients", "normal", structural, shapes=SHAPES, absent=ABSENT)
    lasting = Case(optimizer, "long", "normal", long, steps=1200, shapes={"w": (2,)})
    wide += [absent, lasting]
    return wide + [replace(case, precision="float32") for case in wide[::float32_every]]
