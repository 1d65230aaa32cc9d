"""Section 5 of the demo corpus: rows, points with their origins, and relations."""

from __future__ import annotations

from typing import Any

SHELL = "remote.shelling"
ALL_ROWS = {"I1", "I2a", "I2b", "I3", "I4", "I5", "I6", "B1", "B2", "A1", "A2"}
FURTHER_ROW = "M1"
"""Mine laying told by R10b, part of I6: a row of its own is also right."""

ROWS: dict[str, dict[str, Any]] = {
    "I1": {"type": SHELL, "status": "asserted", "state": "contested", "start": "2019-05-09T18:20",
           "places": {"tw-03"}, "names": {"Pelluk", "Fellûg"}, "origins": (4, 4),
           "documents": {"s1", "s2", "s3", "r03", "r04", "r05", "r08"}},
    "I2": {"type": "engagement.armed_clash", "status": "asserted", "state": "contested", "start": "2019-05-07",
           "places": {"tw-04"}, "documents": {"r01", "r02", "r07", "s3"}},
    "I3": {"type": "posture.position_taken", "status": "asserted", "state": "agreed", "start": "2019-05-11",
           "places": {"tw-05"}, "names": {"Kelvoth ridge", "Mount Sennoch", "Height 918"},
           "documents": {"r06", "r07", "r08", "s2", "s3"}},
    "I4": {"type": "restrict.utility_cut", "status": "asserted", "state": "contested", "start": "2019-05-12",
           "scene": "tw-07", "documents": {"r07", "r08"}, "patients": []},
    "I5": {"type": "restrict.detention", "status": "asserted", "state": "agreed", "start": "2019-05-14",
           "places": {"tw-07"}, "names": {"Irrowen", "Sadrun"}, "documents": {"r09", "r10", "r11"}},
    "I6": {"type": "remote.mine_explosion", "status": "asserted", "state": "contested",
           "hull": ("2019-05-15", "2019-05-16"), "places": {"tw-08"}, "names": {"Garrim road", "Zhelm road"},
           "documents": {"r10", "r12"}},
    "B1": {"type": "settle.ceasefire", "status": "background", "state": "contested",
           "hull": ("2017-10-11", "2017-10-12"), "documents": {"r05", "r09", "r12"}},
    "B2": {"type": SHELL, "status": "background", "state": "single_origin", "start": "2019-05-02",
           "places": {"tw-03"}, "documents": {"r04"}},
    "A1": {"type": SHELL, "status": "alleged", "state": "one_sided", "documents": {"r07"}},
    "A2": {"type": "posture.arms_transfer", "status": "alleged", "state": "one_sided"},
}  # fmt: skip

POINTS: list[tuple[str, str, str | None, tuple[int, int], tuple[int, int], dict[str, int] | None]] = [
    # row, slot, value, origins, denied, by camp
    ("I1", "occurrence", None, (3, 3), (1, 1), {"halvena": 1, "none": 2}),
    ("I1", "actor", "teskoria", (1, 1), (1, 1), {"halvena": 1}),
    ("I1", "actor", "halvena", (1, 1), (0, 0), {"teskoria": 1}),
    ("I1", "killed/unknown", "5", (1, 1), (0, 0), {"halvena": 1}),
    ("I1", "killed/unknown", "3", (1, 1), (0, 0), {"none": 1}),
    ("I1", "killed/unknown", "3 or more", (3, 3), (0, 0), {"halvena": 1, "none": 2}),
    ("I2", "occurrence", None, (3, 3), (0, 0), {"halvena": 1, "teskoria": 1, "none": 1}),
    ("I2", "actor", "teskoria", (1, 1), (0, 0), {"halvena": 1}),
    ("I2", "actor", "not teskoria", (1, 1), (0, 0), {"teskoria": 1}),
    ("I2", "killed/teskoria", "1", (2, 2), (0, 0), {"halvena": 1, "teskoria": 1}),
    ("I2", "killed/halvena", "2", (2, 2), (0, 0), {"halvena": 1, "teskoria": 1}),
    ("I2", "killed/halvena", "3", (1, 1), (0, 0), {"halvena": 1}),
    ("I3", "occurrence", None, (3, 3), (0, 0), {"halvena": 1, "teskoria": 1, "none": 1}),
    ("I3", "framing", "breach", (1, 1), (0, 0), {"halvena": 1}),
    ("I4", "occurrence", None, (1, 1), (0, 0), {"teskoria": 1}),
    ("I4", "actor", "halvena", (0, 1), (1, 1), {}),
    ("I5", "occurrence", None, (2, 2), (0, 0), {"halvena": 1, "teskoria": 1}),
    ("I6", "occurrence", None, (3, 3), (0, 0), {"halvena": 1, "none": 2}),
    ("M1", "occurrence", None, (0, 1), (0, 0), {}),
    ("B1", "occurrence", None, (0, 2), (0, 0), {}),
    ("B2", "occurrence", None, (0, 1), (0, 0), {}),
    ("B2", "killed_or_wounded/all", "0", (0, 1), (0, 0), {}),
    ("A1", "occurrence", None, (1, 1), (0, 0), {"halvena": 1}),
    ("A2", "occurrence", None, (1, 1), (0, 0), {"teskoria": 1}),
]

FLAGS = [("I1", ()), ("I2", ("cross-camp",)), ("I3", ("admission", "cross-camp")), ("I5", ("admission", "cross-camp"))]

RELATIONS: list[tuple[str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = [
    # row, slot, kind, claims of one position, claims of the other, flags; deny and update run from a to b
    ("I1", "occurrence", "deny", ("S2a",), ("S1a",), ("general",)),
    ("I1", "actor", "conflict-actor", ("S1a",), ("S2b",), ("blame_shift", "denies")),
    ("I1", "actor", "deny", ("R04c",), ("R04a", "S1a", "R03a"), ()),
    ("I1", "killed/unknown", "conflict-number", ("S3a",), ("S1b",), ()),
    ("I1", "killed/unknown", "compatible", ("R04a",), ("S1b",), ()),
    ("I1", "killed/unknown", "compatible", ("R04a",), ("S3a",), ()),
    ("I2", "actor", "conflict-actor", ("R01a",), ("R02a",), ("blame_shift",)),
    ("I2", "killed/teskoria", "agree", ("R01b",), ("R02b",), ()),
    ("I2", "killed/halvena", "agree", ("R01b",), ("R02b",), ()),
    ("I2", "killed/halvena", "update", ("R07c",), ("R01b",), ()),
    ("I3", "occurrence", "agree", ("S2c", "R06a"), ("R07a",), ("admission",)),
    ("I3", "place", "conflict-name-only", ("S3c/assert", "S3c"), ("R07a",), ()),
    ("I3", "place", "conflict-name-only", ("S3c/assert", "S3c"), ("S2c", "R06a"), ()),
    ("I3", "framing", "framing", ("S2c",), ("R07a",), ()),
    ("I4", "actor", "deny", ("R07b/deny",), ("R08a",), ()),
    ("I5", "occurrence", "agree", ("R10c",), ("R11a", "R09a"), ("admission",)),
    ("I6", "when", "conflict-time", ("R10a",), ("R12a",), ()),
    ("I6", "when", "conflict-time", ("R10a",), ("R12b",), ()),
    ("I6", "when", "compatible", ("R12a",), ("R12b",), ()),
    ("I6", "wounded/unknown", "conflict-number", ("R10a",), ("R12a",), ()),
    ("B1", "when", "conflict-time", ("R09c",), ("R05d", "R12e"), ()),
]

DISPUTES: dict[str, set[tuple[str, str]]] = {
    # row: every slot and kind in dispute there, and no other
    "I1": {("occurrence", "deny"), ("actor", "deny"), ("actor", "conflict-actor"),
           ("killed/unknown", "conflict-number")},
    "I2": {("actor", "conflict-actor")},
    "I3": set(),
    "I4": {("actor", "deny")},
    "I5": set(),
    "I6": {("when", "conflict-time"), ("wounded/unknown", "conflict-number")},
    "B1": {("when", "conflict-time")},
    "B2": set(),
    "A1": set(),
    "A2": set(),
}  # fmt: skip

SILENCE = {("I6", "teskoria"), ("A1", "teskoria"), ("A2", "halvena")}

NEVER_MERGED = [("I1", "B2"), ("I1", "A1"), ("B2", "A1"), ("I4", "A1"), ("I3", "A2"), ("I5", "I6")]
