"""The fields of an article's front matter, in the order in which they stand in the file.

The order is for people: what a reader sees first stands first, what only sitegen needs stands last.
"""

from __future__ import annotations

from sitegen.model.article import Correction, Image, Source
from sitegen.schema.model import Field, Kind, Writer

_IMAGE = (
    Field(
        key="src",
        kind=Kind.TEXT,
        label="File",
        means="the file, `/images/name.jpg` from the content folder or `name.jpg` beside the article",
        example="/images/bridge.webp",
        written=Writer.BOTH,
    ),
    Field(
        key="alt",
        kind=Kind.TEXT,
        label="Description for the blind",
        means="what the picture shows, for readers who do not see it",
        example="A lift bridge with its span raised",
        written=Writer.BOTH,
    ),
    Field(
        key="caption",
        kind=Kind.TEXT,
        label="Caption",
        means="the words below the picture",
        example="The bridge on the morning of the test",
        written=Writer.BOTH,
    ),
    Field(
        key="credit",
        kind=Kind.TEXT,
        label="Credit",
        means="who made the picture, or owns it",
        example="Rosa Lindqvist",
        written=Writer.BOTH,
    ),
)

_CORRECTION = (
    Field(
        key="date",
        kind=Kind.WHEN,
        label="Day",
        means="when the story was corrected",
        example="2026-11-06",
    ),
    Field(
        key="text",
        kind=Kind.TEXT,
        label="Text",
        means="what was wrong, and what is right",
        example="We wrote that the vote was 18 to 16. It was 18 to 17.",
        required=True,
    ),
)

_SOURCE = (
    Field(
        key="path",
        kind=Kind.TEXT,
        label="Seed",
        means="the raw article, from the project's folder; by it a moved article is known",
        example="seeds/bridge.txt",
        written=Writer.CONVERTER,
    ),
    Field(
        key="sha256",
        kind=Kind.TEXT,
        label="SHA-256",
        means="of the raw article's bytes, 64 hexadecimal digits",
        example="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        written=Writer.CONVERTER,
    ),
    Field(
        key="url",
        kind=Kind.TEXT,
        label="Address",
        means="where the raw article stood, if it says so",
        example="https://example.org/news/bridge.html",
        written=Writer.CONVERTER,
    ),
)

_HEAD = (
    Field(
        key="title",
        kind=Kind.TEXT,
        label="Headline",
        means="the headline",
        example="Lift bridge to open to walkers before Christmas",
        written=Writer.BOTH,
        required=True,
    ),
    Field(
        key="kicker",
        kind=Kind.TEXT,
        label="Kicker",
        means="the short label above the headline; without it the section stands there",
        example="Analysis",
        written=Writer.BOTH,
    ),
    Field(
        key="date",
        kind=Kind.WHEN,
        label="Published",
        means="when the story is published; in the future, it is under embargo until then",
        example="2026-11-05T22:40:00+01:00",
        written=Writer.BOTH,
    ),
    Field(
        key="updated",
        kind=Kind.WHEN,
        label="Updated",
        means="when the story was last changed in a way that readers should know",
        example="2026-11-06",
        written=Writer.BOTH,
    ),
    Field(
        key="authors",
        kind=Kind.TEXTS,
        label="Authors",
        means="the names of the byline, without “By” and job titles",
        example=("Idris Callow", "Tessa Brandvik"),
        written=Writer.BOTH,
    ),
    Field(
        key="section",
        kind=Kind.TEXT,
        label="Section",
        means="the desk that the story belongs to: News, Sport, Kultur",
        example="Politics",
        written=Writer.BOTH,
    ),
    Field(
        key="series",
        kind=Kind.TEXT,
        label="Running story",
        means="the name of a running story, the same in all its articles, which get a timeline",
        example="The lift bridge",
    ),
    Field(
        key="tags",
        kind=Kind.TEXTS,
        label="Topics",
        means="the topics; each has a page of its own",
        example=("Council", "Transport"),
        written=Writer.BOTH,
    ),
)

_REST = (
    Field(
        key="description",
        kind=Kind.TEXT,
        label="Standfirst",
        means="the standfirst; where the body begins with the same words, the site shows them once",
        example="After four hours of debate the council saved the night bus by one vote.",
        written=Writer.BOTH,
    ),
    Field(
        key="lang",
        kind=Kind.WORD,
        label="Language",
        means="the language of the story; without it that of the site",
        example="en",
        written=Writer.BOTH,
    ),
    Field(
        key="image",
        kind=Kind.PARTS,
        label="Lead picture",
        means="the lead picture; one on another host is kept as data and never loaded by the site",
        example={part.key: part.example for part in _IMAGE},
        written=Writer.BOTH,
        parts=_IMAGE,
        made=Image,
    ),
    Field(
        key="corrections",
        kind=Kind.ENTRIES,
        label="Corrections",
        means="what has been put right: shown below the story, in the feeds and on `/corrections/`",
        example=({part.key: part.example for part in _CORRECTION},),
        parts=_CORRECTION,
        made=Correction,
    ),
    Field(
        key="pin",
        kind=Kind.WHEN,
        label="On top until",
        means="keeps the story on top of the front page until the end of that day",
        example="2026-12-01",
    ),
    Field(
        key="expires",
        kind=Kind.WHEN,
        label="Gone from",
        means="from then on the story is nowhere on the site",
        example="2027-01-31",
    ),
    Field(
        key="aliases",
        kind=Kind.ADDRESSES,
        label="Old addresses",
        means="old addresses in this site that lead here; `sitegen mv` writes them",
        example=("/2019/old-address/",),
    ),
    Field(
        key="source",
        kind=Kind.PARTS,
        label="Source",
        means="where the article came from",
        example={part.key: part.example for part in _SOURCE},
        written=Writer.CONVERTER,
        parts=_SOURCE,
        made=Source,
    ),
    Field(
        key="review",
        kind=Kind.TEXTS,
        label="To be looked at",
        means="the converter's doubts, in plain words; delete what you have settled",
        example=("No date was found.",),
        written=Writer.CONVERTER,
    ),
    Field(
        key="draft",
        kind=Kind.FLAG,
        label="Draft",
        means="`true` keeps the story off the site; `sitegen serve` shows it with a mark",
        example=True,
    ),
)

FIELDS = (*_HEAD, *_REST)
"""All fields, in the order of the file."""

BY_KEY = {field.key: field for field in FIELDS}
