"""A built site -> light records: pages, feeds, sitemaps, style sheets. Nothing is judged here.

addresses.py    where an address leads, seen from a page
moments.py      dates as the standards want them written
page.py         the record of a page; page_reader.py and references.py: HTML -> record
styles.py       the record of a style sheet, and its reader
feed.py         the record of a feed; feed_reader.py and json_feed_reader.py: file -> record
sitemap.py      the records of a sitemap and of robots.txt, and their readers
xml_file.py     XML -> tree, safely
site.py         the whole site, and what checks ask of it
site_reader.py  a folder -> the whole site, on all cores when it is large
"""
