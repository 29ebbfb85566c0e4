"""Puts the parts of a date line together: one moment for each date that the line names."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

from sitegen.dates.items import Item, Kind, is_year
from sitegen.dates.lexicon import Label
from sitegen.dates.zones import place

When = date | datetime


class Moment:
    """A date under construction. It takes items until one of them does not fit any more."""

    __slots__ = (
        "clock", "day", "firm", "label", "marked", "meridiem", "month", "numeric", "offset", "pair",
        "relative", "soft_month", "weekday", "year", "zone",
    )  # fmt: skip

    def __init__(self, label: Label = "") -> None:
        self.label: Label = label
        self.year = self.month = self.day = 0
        self.clock: tuple[int, ...] = ()
        self.pair: tuple[int, ...] = ()
        self.meridiem = self.zone = ""
        self.offset: int | None = None
        self.numeric = False  # a date all in digits stood here, though its order may be unknown
        self.soft_month = False  # the month may be a weekday: Spanish "mar"
        self.firm = self.marked = self.weekday = self.relative = False

    def take(self, item: Item) -> bool:
        """Adds the item; False when its place is taken or it does not belong here."""
        taken = True
        match item.kind:
            case Kind.FILLER:
                pass
            case Kind.WEEKDAY:
                self.weekday = True
            case Kind.RELATIVE:
                self.relative = True
            case Kind.NUMBER:
                taken = self._take_day(item)
            case Kind.YEAR | Kind.DAY:
                taken = self._take_unit(item)
            case Kind.MONTH | Kind.MONTH_OR_WEEKDAY:
                taken = self._take_month(item)
            case Kind.DATE:
                taken = self._take_date(item)
            case _:
                taken = self._take_time(item)
        return taken

    def _take_day(self, item: Item) -> bool:
        if self.day or self.numeric:
            return False
        self.day = item.numbers[0]
        return True

    def _take_unit(self, item: Item) -> bool:
        if item.kind is Kind.DAY:
            return self._take_day(item)
        if self.year or self.numeric or not is_year(item.numbers[0]):
            return False
        self.year = item.numbers[0]
        return True

    def _take_month(self, item: Item) -> bool:
        if self.numeric or (self.month and not self.soft_month):
            if item.kind is Kind.MONTH_OR_WEEKDAY:
                self.weekday = True
                return True
            return False
        self.weekday = self.weekday or self.soft_month
        self.month, self.firm = item.numbers[0], item.firm
        self.soft_month = item.kind is Kind.MONTH_OR_WEEKDAY
        return True

    def _take_date(self, item: Item) -> bool:
        if self.soft_month and not self.day:
            self.weekday, self.month, self.soft_month = True, 0, False
        if self.numeric or self.year or self.month or self.day:
            return False
        self.year, self.month, self.day = item.numbers
        self.numeric, self.firm = True, item.firm
        return True

    def _take_time(self, item: Item) -> bool:
        if item.kind is Kind.CLOCK and not self.clock:
            self.clock, self.marked = item.numbers, item.firm
        elif item.kind is Kind.PAIR and not self.pair:
            self.pair = item.numbers
        elif item.kind is Kind.MERIDIEM and not self.meridiem:
            self.meridiem = item.name
        elif item.kind is Kind.ZONE and not self.zone and (self.clock or self.pair):
            self.zone = item.name
        elif item.kind is Kind.OFFSET and self.offset is None:
            self.offset = item.numbers[0]
        else:
            return False
        return True

    def settle(self) -> bool:
        """Decides what "16.40" was; False when a part is left that makes no date and no time."""
        if self.pair and not self.clock and (self.dated or self.numeric):
            if self.pair[0] > 23 or self.pair[1] > 59:
                return False
            self.clock = (*self.pair, 0)
        elif self.pair:
            if self.month or self.day or not (0 < self.pair[0] <= 31 and 0 < self.pair[1] <= 12):
                return False
            self.day, self.month = self.pair
        if self.meridiem or self.zone:
            self.marked = True
            if not self.clock:
                return False
        return self._whole()

    def _whole(self) -> bool:
        if self.dated or self.numeric:
            return True
        if self.day or self.year:
            return bool(self.label and self.month and not self.day)
        return not self.month or bool(self.label)

    @property
    def dated(self) -> bool:
        """Whether day and month are known, with or without a year."""
        return bool(self.day and self.month)

    @property
    def empty(self) -> bool:
        """Whether nothing but words stood here: no part of a date and no time."""
        parts = (self.year, self.month, self.day, self.clock, self.pair, self.numeric, self.relative)
        return not any(parts)

    def convincing(self) -> bool:
        """Whether a line with this moment in it is a date line, and no score, price or subhead."""
        if self.label or self.relative or (self.clock and self.marked):
            return True
        timed = bool(self.clock and not self.pair)
        if self.numeric:
            return self.firm or timed or self.weekday
        # A day and a month alone may be the subhead of a chronology: "30 September".
        return self.dated and (bool(self.year) or (timed and self.firm))

    def when(self, base: When | None) -> When | None:
        """The value, or None when a part is missing or impossible. `base` lends its day to a bare time."""
        try:
            day = self._day(base)
            if day is None or not self.clock:
                return day
            _, minute, second = self.clock
            return self._placed(datetime.combine(day, time(self._hour(), minute, second)), base)
        except (ValueError, OverflowError):
            return None

    def _day(self, base: When | None) -> date | None:
        if self.clock and not (self.year or self.month or self.day or self.numeric) and base is not None:
            return date(base.year, base.month, base.day)
        if not (self.dated and is_year(self.year)):
            return None
        return date(self.year, self.month, self.day)

    def _hour(self) -> int:
        hour = self.clock[0]
        if self.meridiem and hour <= 12:
            return hour % 12 + (12 if self.meridiem == "pm" else 0)
        return hour

    def _placed(self, local: datetime, base: When | None) -> datetime:
        if self.offset is not None:
            return local.replace(tzinfo=timezone(timedelta(minutes=self.offset)))
        if self.zone:
            return place(local, self.zone) or local
        if not self.year and isinstance(base, datetime):
            return local.replace(tzinfo=base.tzinfo)
        return local
