"""Names of time zones as news sites print them, and the offsets they stand for.

A name that means several places takes its commonest meaning in news: IST is India, BST is Britain,
CST and CDT are the United States, AST is the Atlantic. `ET`, `CT`, `MT` and `PT` name no offset of
their own: the date decides between winter and summer time, through the IANA database (`zoneinfo`).
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from types import MappingProxyType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_HOURS: dict[str, float] = {
    "utc": 0, "gmt": 0, "z": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "cest": 2, "mez": 1, "mesz": 2,
    "eet": 2, "eest": 3, "msk": 3, "trt": 3, "мск": 3, "sast": 2, "cat": 2, "eat": 3, "wat": 1, "gst": 4,
    "pkt": 5, "ist": 5.5, "npt": 5.75, "bdt": 6, "wib": 7, "wita": 8, "wit": 9, "ict": 7, "sgt": 8,
    "hkt": 8, "pht": 8, "myt": 8, "awst": 8, "jst": 9, "kst": 9, "acst": 9.5, "acdt": 10.5, "aest": 10,
    "aedt": 11, "nzst": 12, "nzdt": 13, "nst": -3.5, "ndt": -2.5, "ast": -4, "adt": -3, "est": -5,
    "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "akst": -9, "akdt": -8,
    "hst": -10, "brt": -3, "clt": -4, "clst": -3,
    "eastern standard time": -5, "eastern daylight time": -4, "central standard time": -6,
    "central daylight time": -5, "mountain standard time": -7, "mountain daylight time": -6,
    "pacific standard time": -8, "pacific daylight time": -7, "greenwich mean time": 0,
    "british summer time": 1, "central european time": 1, "central european summer time": 2,
    "indian standard time": 5.5, "india standard time": 5.5, "japan standard time": 9,
    "korea standard time": 9, "moscow time": 3, "по москве": 3, "московское время": 3,
    "по московскому времени": 3,
}  # fmt: skip

_REGIONS = {
    "et": "America/New_York",
    "ct": "America/Chicago",
    "mt": "America/Denver",
    "pt": "America/Los_Angeles",
    "eastern time": "America/New_York",
    "eastern": "America/New_York",
    "us eastern": "America/New_York",
    "u.s. eastern": "America/New_York",
    "central time": "America/Chicago",
    "mountain time": "America/Denver",
    "pacific time": "America/Los_Angeles",
    "uk time": "Europe/London",
    "за києвом": "Europe/Kyiv",
    "за київським часом": "Europe/Kyiv",
}

ZONES = MappingProxyType(_HOURS)
REGIONS = MappingProxyType(_REGIONS)
NAMES = frozenset(ZONES) | frozenset(REGIONS)


def place(local: datetime, zone: str) -> datetime | None:
    """`local` (naive) as the wall clock of `zone`, a name from `NAMES`; the result has a fixed offset.

    None when the time zone database of this machine does not know the region.
    """
    if zone in ZONES:
        return local.replace(tzinfo=timezone(timedelta(hours=ZONES[zone])))
    return place_in(local, REGIONS[zone])


def place_in(local: datetime, region: str) -> datetime | None:
    """`local` (naive) as the wall clock of an IANA region; the result is that of `place`."""
    try:
        offset = local.replace(tzinfo=ZoneInfo(region)).utcoffset()
    except ZoneInfoNotFoundError:
        return None
    return local.replace(tzinfo=timezone(offset or timedelta()))
