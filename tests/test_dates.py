"""A date line is read in every language that has a file, and a value that cannot be told is None."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from email.utils import format_datetime
from itertools import chain

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen import convert
from sitegen.dates import DateLine, When, find_date, iso, parse_declared, read_date_line
from sitegen.dates.zones import place_in
from sitegen.languages import Language, codes, load

each_language = pytest.mark.parametrize("code", codes())
HALF_PAST_NINE = datetime(2024, 3, 13, 9, 30)  # noqa: DTZ001  a site that names no zone leaves it open
NOTHING = DateLine(None, None)

# language of the story | the line | published | updated ("" is None: it is date furniture without a value)
DATE_LINES = r"""
en | March 13, 2024                                       | 2024-03-13 |
en | Mar. 13th, 2024                                      | 2024-03-13 |
en | Wednesday 13 March 2024 09:25                        | 2024-03-13T09:25:00 |
en | Sunday, December 24, 2023                            | 2023-12-24 |
en | 18 NOV 2019                                          | 2019-11-18 |
en | 20 Nov, 2019 05:47                                   | 2019-11-20T05:47:00 |
en | Published on March 13, 2024                          | 2024-03-13 |
en | (Published Monday, Nov. 18, 2019)                    | 2019-11-18 |
en | Posted at 3:35 p.m. on March 13, 2024                | 2024-03-13T15:35:00 |
en | March 13, 2024 / 3:35 PM                             | 2024-03-13T15:35:00 |
en | Published on                                         | |
en | Updated:                                             | |
en | March 13, 2024 12:05 AM                              | 2024-03-13T00:05:00 |
en | March 13, 2024 12:05 p.m.                            | 2024-03-13T12:05:00 |
en | 3:35 PM EDT, March 13, 2024                          | 2024-03-13T15:35:00-04:00 |
en | Published 10:17 AM EST Nov 21, 2018                  | 2018-11-21T10:17:00-05:00 |
en | Jan 02, 2024 9:25 AM ET                              | 2024-01-02T09:25:00-05:00 |
en | Jul 02, 2024 9:25 AM ET                              | 2024-07-02T09:25:00-04:00 |
en | December 12, 2022 at 3:41 p.m. PT                    | 2022-12-12T15:41:00-08:00 |
en | Friday 22 November 2024 08:49 GMT                    | 2024-11-22T08:49:00+00:00 |
en | 13 March 2024 14:00 GMT+3                            | 2024-03-13T14:00:00+03:00 |
en | 13 March 2024, 14:00 (UTC+02:00)                     | 2024-03-13T14:00:00+02:00 |
en | 13 March 2024, 14:00 UTC-5                           | 2024-03-13T14:00:00-05:00 |
en | 13 July 2024, 14:00 BST                              | 2024-07-13T14:00:00+01:00 |
en | Published: Dec 12, 2022 12:45:06 PM IST              | 2022-12-12T12:45:06+05:30 |
en | 17:41 JST, October 13, 2024                          | 2024-10-13T17:41:00+09:00 |
en | October 13, 2024 17:41 KST                           | 2024-10-13T17:41:00+09:00 |
en | 1:12 PM GMT, September 21, 2023                      | 2023-09-21T13:12:00+00:00 |
en | Mon 18 Nov 2019 22.41 GMT                            | 2019-11-18T22:41:00+00:00 |
en | Feb. 3, 2024, 8:00 a.m. EST                          | 2024-02-03T08:00:00-05:00 |
en | Updated 6:15 pm EDT 4 June 2024 \| Posted 4 June 2024 | 2024-06-04 | 2024-06-04T18:15:00-04:00
en | 1430 GMT, 3 May 2021                                 | 2021-05-03T14:30:00+00:00 |
en | 2024-03-13 15:35:10 +0200                            | 2024-03-13T15:35:10+02:00 |
en | 2024-03-13T15:35:00Z                                 | 2024-03-13T15:35:00+00:00 |
en | 2024-10-14                                           | 2024-10-14 |
en | 03/13/2024                                           | 2024-03-13 |
en | 13/03/2024 15:35                                     | 2024-03-13T15:35:00 |
en | 04/04/2024                                           | 2024-04-04 |
en | 03/04/2024                                           | |
en | Updated 03/04/2024, 15:35                            | |
en | Updated on December 1, 2023                          | | 2023-12-01
en | Last updated: Sat 8:31 PM, Feb 17, 2018              | | 2018-02-17T20:31:00
en | Posted Mar 13, 2024 10:00 AM \| Updated Mar 14, 2024 9:15 AM | 2024-03-13T10:00:00 | 2024-03-14T09:15:00
en | Nov 19, 2019 \| 4:20am \| Updated Nov 19, 2019 \| 9:32pm | 2019-11-19T04:20:00 | 2019-11-19T21:32:00
en | Posted May 18, 2019 \| Updated at 5:36 PM CDT on May 18, 2019 | 2019-05-18 | 2019-05-18T17:36:00-05:00
en | Published 4:07 PM, Nov 18, 2019, updated 5:36 PM     | 2019-11-18T16:07:00 | 2019-11-18T17:36:00
en | Updated May 3, 2021 • Published May 2, 2021          | 2021-05-02 | 2021-05-03
en | 26.10.2025 \| 2:43 min                              | 2025-10-26 |
en | Published February 30, 2024                          | |
en | 5 days ago                                           | |
en | Updated 2 hours ago                                  | |
en | an hour ago                                          | |
de | 13. März 2024                                        | 2024-03-13 |
de | Mittwoch, 13. März 2024, 16.40 Uhr                   | 2024-03-13T16:40:00 |
de | Stand: 28.04.2023 16:11 Uhr                          | | 2023-04-28T16:11:00
de | 05.01.2025, 15:23                                    | 2025-01-05T15:23:00 |
de | 28.06.25, 16.03 Uhr                                  | 2025-06-28T16:03:00 |
de | Veröffentlicht am 13.03.2024, aktualisiert am 14.03.2024 um 8 Uhr | 2024-03-13 | 2024-03-14T08:00:00
de | 13.03.2024 15:35 Uhr MEZ                             | 2024-03-13T15:35:00+01:00 |
de | vor 3 Stunden                                        | |
de | Montag30. Juni 2025                                  | 2025-06-30 |
fr | Publié le 13 mars 2024 à 18h05                       | 2024-03-13T18:05:00 |
fr | Publié le 13/03/2024 à 18h05, mis à jour le 14/03/2024 à 7h30 | 2024-03-13T18:05:00 | 2024-03-14T07:30:00
fr | Publié le 03/04/2024 à 18:05                         | 2024-04-03T18:05:00 |
fr | Publié , mis à jour                                  | |
fr | mercredi 1er mai 2024                                | 2024-05-01 |
fr | il y a 3 heures                                      | |
es | 13 de marzo de 2024                                  | 2024-03-13 |
es | Publicado el 2 de enero de 2026, 07:15 h             | 2026-01-02T07:15:00 |
es | 25/04/2026 Actualizado a las 15:10h.                 | 2026-04-25 | 2026-04-25T15:10:00
es | Mar 4 de junio de 2024                               | 2024-06-04 |
es | hace 2 horas                                         | |
it | 13 marzo 2024                                        | 2024-03-13 |
it | Pubblicato il 3/4/2024 alle 9.30                     | 2024-04-03T09:30:00 |
it | Ultimo aggiornamento: 13 marzo 2024, ore 18:20       | | 2024-03-13T18:20:00
pt | 13 de março de 2024 às 18h05                         | 2024-03-13T18:05:00 |
pt | Publicado em 03/04/2024 às 07:30                     | 2024-04-03T07:30:00 |
pt | Atualizado há 2 horas                                | |
nl | 13 maart 2024, 09:15                                 | 2024-03-13T09:15:00 |
nl | Bijgewerkt op 13-03-2024 om 9.15 uur                 | | 2024-03-13T09:15:00
pt | 09/05/2023 às 10h20 - Atualizado em 09/05/2023 às 12h47 | 2023-05-09T10:20:00 | 2023-05-09T12:47:00
pl | 13 marca 2024, 15:35                                 | 2024-03-13T15:35:00 |
pl | Opublikowano: 13.03.2024 15:35                       | 2024-03-13T15:35:00 |
ru | 13 марта 2024, 15:35 МСК                             | 2024-03-13T15:35:00+03:00 |
ru | Опубликовано 13 марта 2024 года в 15:35              | 2024-03-13T15:35:00 |
ru | Обновлено: 13.03.2024 15:35                          | | 2024-03-13T15:35:00
uk | 13 березня 2024, 15:35                               | 2024-03-13T15:35:00 |
uk | Опубліковано: 13.03.2024                             | 2024-03-13 |
tr | 13 Mart 2024 15:35                                   | 2024-03-13T15:35:00 |
tr | Giriş Tarihi: 05.04.2025 - Güncelleme: 06.04.2025    | 2025-04-05 | 2025-04-06
sv | Publicerad 13 mars 2024 kl. 15.35                    | 2024-03-13T15:35:00 |
sv | Uppdaterad 2024-03-13 15:35                          | | 2024-03-13T15:35:00
no | Publisert 13. mars 2024 kl. 15:35                    | 2024-03-13T15:35:00 |
no | Oppdatert: 13.03.2024                                | | 2024-03-13
da | Opdateret den 13. marts 2024 kl. 15.35               | | 2024-03-13T15:35:00
da | 13. maj 2024                                         | 2024-05-13 |
cs | 13. března 2024, 15:35                             | 2024-03-13T15:35:00 |
cs | Aktualizováno 13. 3. 2024 15:35                      | | 2024-03-13T15:35:00
fi | Julkaistu 13.3.2024 klo 15.35                        | 2024-03-13T15:35:00 |
fi | 13. maaliskuuta 2024                                 | 2024-03-13 |
ja | 2025年1月13日 20時01分                               | 2025-01-13T20:01:00 |
ja | 2025年1月13日（月） 午後8時1分                       | 2025-01-13T20:01:00 |
ja | ２０２５年１月１３日                                 | 2025-01-13 |
ja | 公開日：2024年3月13日 更新日：2024年3月14日          | 2024-03-13 | 2024-03-14
ja | 2024/03/13 15:35 更新                                | | 2024-03-13T15:35:00
ja | 2024年3月13日 15:35 公開 2024年3月14日 9:00 更新     | 2024-03-13T15:35:00 | 2024-03-14T09:00:00
ja | 3時間前                                              | |
ko | 입력 2024.05.02. 09:12                               | 2024-05-02T09:12:00 |
ko | 수정 2024.05.02. 오후 10:40                          | | 2024-05-02T22:40:00
ko | 기사입력 : [ 2018-08-25 15:24 ]                      | 2018-08-25T15:24:00 |
ko | 2024년 5월 2일 목요일                                | 2024-05-02 |
ko | 입력 2024-05-02 09:12 수정 2024-05-03 10:00          | 2024-05-02T09:12:00 | 2024-05-03T10:00:00
ko | 3시간 전                                             | |
zh | 2024年9月18日 07:30                                  | 2024-09-18T07:30:00 |
zh | 发布时间：2024-09-18 07:30:15                        | 2024-09-18T07:30:15 |
zh | 2024年9月18日 星期三 下午3:20                        | 2024-09-18T15:20:00 |
zh | 更新時間：2024/09/18 07:30                           | | 2024-09-18T07:30:00
zh | 3小时前                                              | |
id | Rabu, 13 Maret 2024 15:35 WIB                        | 2024-03-13T15:35:00+07:00 |
id | Diperbarui 13 Agustus 2024, 08.15                    | | 2024-08-13T08:15:00
ar | نشر في 13 مارس 2024                                  | 2024-03-13 |
ar | ١٣ آذار ٢٠٢٤                                         | 2024-03-13 |
ar | آخر تحديث: 13 مارس 2024 15:35                        | | 2024-03-13T15:35:00
"""

# Lines that hold a date, a time or a number and are the story all the same.
STORY_LINES = """
The council met on March 13, 2024, and closed the bridge.
March 13, 2024: the day the bridge closed
On Monday
May
May Jones
March on Washington
August
Sat 8
The year 2024
2024
1984
3:2
3:2 (1:1)
12 of 12
1/2
1/2 cup of sugar
24/7
9/11
50-50
1.5
16.40
$16.40
19.99 EUR
12:30
12:30 - 14:00
10.00-18.00
+1 202 555 0143
03-5809-2727
01.02.03.04
192.168.0.1
Version 2.10.3
March 2024
Spring 2024
2023/24
2023-2024
13-15 March 2024
March 13, 2024 to April 2, 2024
Jan 5, 2024 Feb 6, 2024 Mar 7, 2024
Born March 13, 1954
March 13, 2024 25:61
10 minutes
2 hours
3 days
30. September
Stand
Update
Published
Monday, 30 September
13 March
Set 2, 15:30
The date
New update
Der 1. Mai 2024 war ein Feiertag.
Le 13 mars 2024 à Paris
El 2 de mayo
Il 25 aprile
1º de maio
1er mai
2025年1月13日、花沢町で
八月
2024년 5월의 일
1월 1일생
13 марта 2024 года мост закрыли.
13 Mart'ta ne oldu?
"""

# declared text | what it says
DECLARED = """
2024-03-13                                   | 2024-03-13
20240313                                     | 2024-03-13
2024-03-13T15:35                             | 2024-03-13T15:35:00
2024-03-13T15:35:00                          | 2024-03-13T15:35:00
2024-03-13 15:35:00                          | 2024-03-13T15:35:00
2024-03-13T15:35:00Z                         | 2024-03-13T15:35:00+00:00
2024-03-13t15:35:00z                         | 2024-03-13T15:35:00+00:00
2024-03-13T15:35:00+01:00                    | 2024-03-13T15:35:00+01:00
2024-03-13T15:35:00+0100                     | 2024-03-13T15:35:00+01:00
2024-03-13T15:35:00+01                       | 2024-03-13T15:35:00+01:00
2024-03-13T15:35:00.000Z                     | 2024-03-13T15:35:00+00:00
2024-03-13T15:35:00.000+0000                 | 2024-03-13T15:35:00+00:00
2024-03-13T15:35:00.123456789Z               | 2024-03-13T15:35:00+00:00
2024-03-13T15:35:00,5-05:00                  | 2024-03-13T15:35:00-05:00
2024-03-13T15:35:00 +0100                    | 2024-03-13T15:35:00+01:00
2024-03-13 15:35:00 -0400                    | 2024-03-13T15:35:00-04:00
2024-03-13 15:35:00 UTC                      | 2024-03-13T15:35:00+00:00
2024-03-13 15:35 GMT+2                       | 2024-03-13T15:35:00+02:00
2024-3-13 9:05:00 +0100                      | 2024-03-13T09:05:00+01:00
2024-03-13T15:35:00+01:00[Europe/Paris]      | 2024-03-13T15:35:00+01:00
20240313T153500Z                             | 2024-03-13T15:35:00+00:00
20240313153500                               | 2024-03-13T15:35:00
202403131535                                 | 2024-03-13T15:35:00
2024/03/13 15:35                             | 2024-03-13T15:35:00
2024.03.13. 15:35                            | 2024-03-13T15:35:00
Wed, 13 Mar 2024 15:35:00 GMT                | 2024-03-13T15:35:00+00:00
Wed, 13 Mar 2024 15:35:00 +0530              | 2024-03-13T15:35:00+05:30
Wed, 13 Mar 2024 15:35:00 EST                | 2024-03-13T15:35:00-05:00
Wed Mar 13 2024 15:35:00 GMT+0100 (Central European Standard Time) | 2024-03-13T15:35:00+01:00
Wed Mar 13 15:35:00 UTC 2024                 | 2024-03-13T15:35:00+00:00
March 13, 2024, 3:35 pm                      | 2024-03-13T15:35:00
3:35 PM EDT, March 13, 2024                  | 2024-03-13T15:35:00-04:00
13 mars 2024 à 18h05                         | 2024-03-13T18:05:00
2025年1月13日 20時01分                       | 2025-01-13T20:01:00
1710344100                                   | 2024-03-13T15:35:00+00:00
1710344100000                                | 2024-03-13T15:35:00+00:00
"2024-03-13"                                 | 2024-03-13
03/13/2024                                   | 2024-03-13
03/04/2024                                   |
2024                                         |
2024-03                                      |
2024-13-13                                   |
2024-02-30                                   |
2024-03-13T25:00:00Z                         |
0001-01-01T00:00:00Z                         |
1970-01-01T00:00:00Z                         | 1970-01-01T00:00:00+00:00
9999-12-31                                   |
9999999999999                                |
12345                                        |
2 hours ago                                  |
today                                        |
null                                         |
yesterday at noon                            |
{{ page.date }}                              |
"""


def rows(table: str) -> list[list[str]]:
    lines = [line for line in table.splitlines() if line.strip()]
    return [[cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)] for line in lines]


def written(when: When | None) -> str:
    return iso(when) if when else ""


@pytest.mark.parametrize(("language", "text", "published", "updated"), rows(DATE_LINES))
def test_a_date_line_is_read(language: str, text: str, published: str, updated: str) -> None:
    line = read_date_line(text, language)
    assert line is not None
    assert (written(line.published), written(line.updated)) == (published, updated)


def spelled(language: Language, month: str) -> str:
    """The thirteenth of a month as the language writes it."""
    if language.day_order == "ymd":
        return f"2024년 {month} 13일" if language.code == "ko" else f"2024年{month}13日"
    return f"13 {month} 2024"


@each_language
def test_every_spelling_of_a_month_is_read(code: str) -> None:
    language = load(code)
    for number, spellings in enumerate(language.months, start=1):
        for month in spellings:
            line = read_date_line(spelled(language, month), code)
            assert line == DateLine(date(2024, number, 13), None), month


@each_language
def test_every_weekday_may_stand_before_a_date(code: str) -> None:
    for weekday in chain.from_iterable(load(code).weekdays):
        assert read_date_line(f"{weekday}, 13.03.2024", code) == DateLine(date(2024, 3, 13), None), weekday


@each_language
def test_every_label_says_which_date_it_is(code: str) -> None:
    labels = load(code).dates
    for label in labels.published:
        assert read_date_line(f"{label} 2024-03-13 09:30", code) == DateLine(HALF_PAST_NINE, None), label
    for label in labels.updated:
        assert read_date_line(f"{label} 2024-03-13 09:30", code) == DateLine(None, HALF_PAST_NINE), label


@each_language
def test_every_word_for_the_half_of_the_day_is_read(code: str) -> None:
    labels = load(code).dates
    for word in labels.am:
        assert read_date_line(f"2024-03-13 9:30 {word}", code) == DateLine(HALF_PAST_NINE, None), word
    for word in labels.pm:
        evening = HALF_PAST_NINE.replace(hour=21)
        assert read_date_line(f"2024-03-13 9:30 {word}", code) == DateLine(evening, None), word


@each_language
def test_every_relative_time_is_furniture_without_a_value(code: str) -> None:
    for phrase in load(code).dates.relative:
        assert read_date_line(phrase.replace("#", "3"), code) == NOTHING, phrase


@pytest.mark.parametrize(
    ("language", "published"),
    [("fr", "2024-04-03"), ("pt-BR", "2024-04-03"), ("en", ""), ("en-US", ""), (None, ""), ("tlh", "")],
)
def test_a_date_that_can_be_read_both_ways_is_read_as_the_language_writes_it(
    language: str | None, published: str
) -> None:
    line = read_date_line("03/04/2024", language)
    assert line is not None
    assert written(line.published) == published


def test_a_time_without_a_day_takes_the_day_of_the_other_date() -> None:
    line = read_date_line("Published 13 March 2024 10:00 GMT, updated 11:30", "en")
    assert line is not None
    assert (written(line.published), written(line.updated)) == (
        "2024-03-13T10:00:00+00:00",
        "2024-03-13T11:30:00+00:00",
    )


def test_a_line_over_200_characters_is_no_date_line() -> None:
    assert read_date_line("March 13, 2024" + " " * 186) is not None
    assert read_date_line("March 13, 2024" + " " * 187) is None
    assert find_date("March 13, 2024" + " " * 187) is None


@pytest.mark.parametrize("text", [line for line in STORY_LINES.splitlines() if line])
def test_a_line_of_the_story_is_no_date_line(text: str) -> None:
    assert [read_date_line(text, language) for language in (None, *codes())] == [None] * (len(codes()) + 1)


@pytest.mark.parametrize(("text", "said"), rows(DECLARED))
def test_a_declared_date_is_read(text: str, said: str) -> None:
    assert written(parse_declared(text)) == said


@pytest.mark.parametrize(
    ("text", "found", "rest"),
    [
        ("By Jane Roe | March 13, 2024, 3:35 PM", "2024-03-13T15:35:00", "By Jane Roe | "),
        ("Jane RoeMarch 13, 2024", "", ""),
        ("Jane Roe 13.03.2024, 19:35 Uhr", "2024-03-13T19:35:00", "Jane Roe "),
        ("Oslo, 13. mars 2024 | 4 min", "2024-03-13", "Oslo,  | 4 min"),
        ("渡辺洋介2025年1月13日 21時37分", "2025-01-13T21:37:00", "渡辺洋介"),
        ("한여울 기자 입력 2024.05.02. 09:12", "2024-05-02T09:12:00", "한여울 기자 "),
        (
            "The bridge opened on March 13, 2024 and closed.",
            "2024-03-13",
            "The bridge opened on  and closed.",
        ),
        ("A day in March", "", ""),
        ("Jane Roe 03/04/2024", "", ""),
        ("Jane Roe 31 February 2024 | 4", "", ""),
        ("Jane Roe, 30 March 2024 - 2 April 2024", "2024-03-30", "Jane Roe,  - 2 April 2024"),
        ("12 of 12", "", ""),
        ("", "", ""),
    ],
)
def test_a_date_is_found_inside_a_line(text: str, found: str, rest: str) -> None:
    date_in = find_date(text, "en")
    assert written(date_in[0].published if date_in else None) == found
    assert (text[: date_in[1]] + text[date_in[2] :] if date_in else "") == rest


def test_a_page_declares_no_date_in_a_text_of_any_length() -> None:
    assert parse_declared("2024-03-13" + " " * 200) is None


SCRAPS = """
2024 13 3 99 0 00 61 . : / - + , | ( ) 年 月 日 時 분 시 h Uhr min March mar MAJ mai Mon um à AM p.m. ET EST
GMT UTC Z T IST Updated Published Stand vor days ago ٣ ２ ² 𝟛 İ ß 公開 입력 Jane \u200f \u0307
"""
PIECES = st.sampled_from([" ", *SCRAPS.split()])
ROWS_OF_PIECES = st.lists(PIECES, max_size=14)
LINES = st.text(max_size=60) | ROWS_OF_PIECES.map("".join) | ROWS_OF_PIECES.map(" ".join)
LANGUAGES = st.sampled_from([None, "", "xx", "en", *codes()])


def is_moment(when: When | None) -> bool:
    return when is None or (1700 <= when.year <= 2100 and iso(when).startswith(f"{when.year}-"))


@given(LINES, LANGUAGES)
@example("13 March 2024 ²", "en")
@example("99999999999999999999999999/1/1", "en")
@example("1 1 2024 +99:99", "en")
def test_no_line_breaks_the_reader_of_date_lines(text: str, language: str | None) -> None:
    line = read_date_line(text, language)
    assert line is None or (is_moment(line.published) and is_moment(line.updated))


@given(LINES, LANGUAGES)
def test_no_line_breaks_the_finder_of_dates(text: str, language: str | None) -> None:
    found = find_date(text, language)
    if found is not None:
        line, start, end = found
        assert 0 <= start < end <= len(text)
        assert line != NOTHING
        assert is_moment(line.published)
        assert is_moment(line.updated)


@given(LINES | st.integers().map(str) | st.floats().map(str), LANGUAGES)
@example("9" * 199, None)
@example("2024-03-13T15:35:00+99:99", None)
@example("2024-03-13T24:00:00Z", None)
def test_no_value_breaks_the_reader_of_declared_dates(text: str, language: str | None) -> None:
    assert is_moment(parse_declared(text, language))


OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2100, 12, 30), timezones=OFFSETS)  # noqa: DTZ001
WHOLE_SECONDS = MOMENTS.map(lambda moment: moment.replace(microsecond=0))


@given(WHOLE_SECONDS)
def test_what_is_written_is_read_again(moment: datetime) -> None:
    assert parse_declared(iso(moment)) == moment
    assert parse_declared(iso(moment.replace(tzinfo=None))) == moment.replace(tzinfo=None)
    assert parse_declared(iso(moment.date())) == moment.date()


@given(WHOLE_SECONDS)
def test_the_date_of_a_mail_is_read(moment: datetime) -> None:
    assert parse_declared(format_datetime(moment)) == moment


@given(WHOLE_SECONDS.filter(lambda moment: moment.timestamp() >= 10**9))
def test_seconds_and_milliseconds_since_1970_are_read(moment: datetime) -> None:
    seconds = int(moment.timestamp())
    assert parse_declared(str(seconds)) == parse_declared(str(seconds * 1000)) == moment


GERMAN = """Hafenbrücke bleibt bis zum Frühling gesperrt

19.07.2022, 17:48 Uhr

Die Hafenbrücke bleibt bis zum nächsten Frühling für den gesamten Verkehr gesperrt, sagte die Stadt am Montag.

Ingenieure hatten in zwei der vier Pfeiler, die die Fahrbahn tragen, Risse gefunden, die keiner erwartete.
"""

ENGLISH = """Harbour bridge closes for repairs until spring

19 July 2022, 17:48

The harbour bridge will be closed to all traffic for repairs until next spring, the city said on Monday.

The decision came after engineers had found cracks in two of the four pylons that carry the roadway there.
"""


def test_a_time_without_a_zone_is_that_of_the_one_zone_of_its_language_and_an_editor_is_told() -> None:
    article = convert(GERMAN.encode())
    assert article.date == datetime(2022, 7, 19, 17, 48, tzinfo=timezone(timedelta(hours=2)))
    assert "The text names no time zone: the time was taken for that of Europe/Berlin." in article.review


def test_a_time_without_a_zone_stays_open_in_a_language_of_many_zones() -> None:
    article = convert(ENGLISH.encode())
    assert article.date == datetime(2022, 7, 19, 17, 48)  # noqa: DTZ001
    assert not [line for line in article.review if "zone" in line]


def test_a_zone_that_the_text_names_is_not_replaced() -> None:
    article = convert(GERMAN.replace("17:48 Uhr", "17:48 Uhr GMT").encode())
    assert article.date == datetime(2022, 7, 19, 17, 48, tzinfo=timezone(timedelta()))


def test_an_unknown_region_places_nothing() -> None:
    assert place_in(HALF_PAST_NINE, "Europe/Nowhere") is None
