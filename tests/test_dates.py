"""A date line is read in every language that has a file, and a value that cannot be told is None."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.dates import DateLine, When, find_date, iso, parse_declared, read_date_line
from sitegen.languages import codes

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
en | March 13, 2024 12:05 AM                              | 2024-03-13T00:05:00 |
en | March 13, 2024 12:05 p.m.                            | 2024-03-13T12:05:00 |
en | 3:35 PM EDT, March 13, 2024                          | 2024-03-13T15:35:00-04:00 |
en | Published 10:02 AM EST Nov 19, 2019                  | 2019-11-19T10:02:00-05:00 |
en | Jan 02, 2024 9:25 AM ET                              | 2024-01-02T09:25:00-05:00 |
en | Jul 02, 2024 9:25 AM ET                              | 2024-07-02T09:25:00-04:00 |
en | December 22, 2023 at 3:09 p.m. PT                    | 2023-12-22T15:09:00-08:00 |
en | Friday 22 November 2024 08:49 GMT                    | 2024-11-22T08:49:00+00:00 |
en | 13 March 2024 14:00 GMT+3                            | 2024-03-13T14:00:00+03:00 |
en | 13 March 2024, 14:00 (UTC+02:00)                     | 2024-03-13T14:00:00+02:00 |
en | 13 March 2024, 14:00 UTC-5                           | 2024-03-13T14:00:00-05:00 |
en | 13 July 2024, 14:00 BST                              | 2024-07-13T14:00:00+01:00 |
en | Published: Dec 22, 2023 12:15:02 PM IST              | 2023-12-22T12:15:02+05:30 |
en | 17:41 JST, October 13, 2024                          | 2024-10-13T17:41:00+09:00 |
en | October 13, 2024 17:41 KST                           | 2024-10-13T17:41:00+09:00 |
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
en | Posted March 13, 2024 10:00 AM \| Updated March 14, 2024 9:15 AM | 2024-03-13T10:00:00 | 2024-03-14T09:15:00
en | Nov 19, 2019 \| 4:20am \| Updated Nov 19, 2019 \| 9:32pm | 2019-11-19T04:20:00 | 2019-11-19T21:32:00
en | Published Nov 18, 2019 at 4:07 PM \| Updated at 5:36 PM CST on Nov 18, 2019 | 2019-11-18T16:07:00 | 2019-11-18T17:36:00-06:00
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
Am Montag, 13. März 2024
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


def test_the_table_covers_every_language_there_is_a_file_for() -> None:
    assert set(codes()) <= {language for language, *_ in rows(DATE_LINES)}


@pytest.mark.parametrize("text", [line for line in STORY_LINES.splitlines() if line])
def test_a_line_of_the_story_is_no_date_line(text: str) -> None:
    assert [read_date_line(text, language) for language in (None, *codes())] == [None] * (len(codes()) + 1)


@pytest.mark.parametrize(("text", "said"), rows(DECLARED))
def test_a_declared_date_is_read(text: str, said: str) -> None:
    assert written(parse_declared(text)) == said
