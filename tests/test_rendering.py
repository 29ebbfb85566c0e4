"""Templates rendered quickly: what Jinja alone would write, and a way back where it is not so."""

from __future__ import annotations

import shutil
from collections.abc import Hashable, Mapping
from typing import Any

import jinja2
import pytest

from sitegen.model.article import Article
from sitegen.plugin import build
from sitegen.site.rendering import kinds
from sitegen.site.rendering.addresses import link
from sitegen.site.rendering.frames import Frames
from sitegen.site.rendering.inlining import Inlining
from sitegen.site.rendering.pieces import Pieces
from sitegen.site.stories import Story
from sitegen.site.templates import escapes
from tests.conftest import Project

BASE = """{% import "words.html" as words with context %}<html>{% block site_meta %}{% endblock %}
{% block htmltitle %}<title>none</title>{% endblock %}<nav>{{ paper }}{{ FURNITURE }}</nav>
{% block styles %}<link>{% endblock %}{% block outer %}{% block content %}{% endblock %}{% endblock %}
<footer>{{ words.say("foot") }}</footer></html>"""
STORY = """{% extends "base.html" %}{% block site_meta %}<meta content="{{ title }}">{% endblock %}
{% block htmltitle %}<title>{{ title }}</title>{% endblock %}
{% block styles %}{{ super() }}<link>{% endblock %}
{% block content %}<h1>{{ title }}</h1>{{ words.say("head") }}
{% block inner %}<p>{{ text }}</p>{% endblock %}{% endblock %}"""


def frames(furniture: str = "", own: str = STORY) -> tuple[Frames, list[str]]:
    """Frames over two templates, and what they warned of."""
    templates = {
        "base.html": BASE.replace("{{ FURNITURE }}", furniture),
        "story.html": own,
        "words.html": "{% macro say(word) %}<i>{{ word }} {{ paper }}</i>{% endmacro %}",
    }
    env = jinja2.Environment(
        loader=jinja2.DictLoader(templates),
        autoescape=escapes(frozenset({"story.html"})),  # noqa: S701
    )
    told: list[str] = []

    def kind_of(_: str, context: Mapping[str, Any]) -> Hashable | None:
        return None if context["title"] == "alone" else context["paper"]

    return Frames(env, kind_of, str, told.append), told


PAGES = [
    {"paper": paper, "title": title, "text": f"<b>{title}</b> & more"}
    for paper in ("Post", "Courier")
    for title in ("One", "Two & a half", "<script>", "alone", "Five")
]


def test_a_page_in_a_frame_is_the_page() -> None:
    made, told = frames()
    for page in PAGES:
        assert made.render("story.html", page) == made.env.get_template("story.html").render(page)
    assert told == []


def test_a_frame_is_really_used() -> None:
    made, _ = frames()
    outer: list[str] = []
    made.env.globals["paper"] = ""
    made.env.filters["seen"] = lambda text: outer.append(text) or text
    made.env.loader.mapping["base.html"] = BASE.replace("{{ FURNITURE }}", "{{ paper | seen }}")  # type: ignore[union-attr]
    for number in range(30):
        made.render("story.html", {"paper": "Post", "title": str(number), "text": ""})
    assert len(outer) == 3  # the frame, the first page, and the second to compare


def test_a_theme_that_shows_more_of_a_page_goes_without_frames() -> None:
    made, told = frames(furniture="{{ title }}")
    for page in PAGES:
        assert made.render("story.html", page) == made.env.get_template("story.html").render(page)
    assert len(told) == 2
    assert "story.html" in told[0]


def test_a_template_without_the_blocks_goes_without_frames() -> None:
    made, told = frames(own="<p>{{ title }}</p>")
    for page in PAGES:
        assert made.render("story.html", page) == made.env.get_template("story.html").render(page)
    assert told == []


def test_a_site_with_frames_is_the_site_without(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1, 9):
        project.article(
            f"2024/0{number % 3 + 1}/story-{number}",
            f"title: Story <{number}>\ndate: 2024-0{number % 3 + 1}-0{number}\n"
            f"section: {'Arts' if number % 2 else 'World'}\ntags: [Eels]\nauthors: [Ann]\n"
            f"series: {'The flood' if number > 4 else ''}\nlang: {'ar' if number == 3 else 'en'}",
            "A story.\n\n## With a subhead\n\nAnd its words." if number % 2 else "A brief.",
        )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1715774400")
    assert build(project.settings, strict=True, search=False).exit_code == 0
    with_frames = project.tree()
    monkeypatch.setattr(kinds, "kind_of", lambda template, context: None)
    monkeypatch.setattr("sitegen.site.templates.kind_of", lambda template, context: None)
    shutil.rmtree(project.folder / ".cache")
    assert build(project.settings, strict=True, search=False).exit_code == 0
    assert project.tree() == with_frames


# ---------------------------------------------------------------------------------------- partials

PARTIALS = {
    "page.html": "<p>\n{% for word in words %}\n  {% include 'row.html' %}\n{% endfor %}\n{{ seen }}</p>"
    "{%- include 'row.html' -%}  {% include 'foreign.html' %}",
    "row.html": "{% set seen = word %}{% with level = 3 %}{% include 'deep.html' %}{% endwith %}",
    "deep.html": "<b>{{ seen | default('none') }}{{ level }}</b>\n",
    "foreign.html": "{{ markup }}{% include 'deep.html' %}",
    "self.html": "{% if more %}{% include 'self.html' %}{% endif %}x",
}


def test_partials_set_in_place_say_what_included_ones_say() -> None:
    own = frozenset(PARTIALS) - {"foreign.html"}
    plain, inlined = (
        jinja2.Environment(loader=loader, autoescape=escapes(own), trim_blocks=True, lstrip_blocks=True)  # noqa: S701
        for loader in (jinja2.DictLoader(PARTIALS), Inlining(jinja2.DictLoader(PARTIALS), own))
    )
    told = {"words": ["<one>", "two"], "markup": "<i>", "seen": "outer"}
    assert inlined.get_template("page.html").render(told) == plain.get_template("page.html").render(told)
    source = inlined.loader.get_source(inlined, "page.html")[0]  # type: ignore[union-attr]
    assert "row.html" not in source
    assert "foreign.html" in source
    assert inlined.get_template("self.html").render(more=False) == "x"


# ------------------------------------------------------------------------------------ pieces and links


def test_a_piece_is_rendered_once_for_all_pages_of_a_depth() -> None:
    rendered: list[str] = []
    row = "<a href='{{ base_url }}/{{ story.url }}'>{{ story.article.title | seen }}{{ level }}</a>"
    env = jinja2.Environment(loader=jinja2.DictLoader({"row.html": row}), autoescape=True)
    env.filters["seen"] = lambda text: rendered.append(text) or text
    env.globals["piece"] = Pieces(env).piece
    page = env.from_string("{{ piece('row.html', story, level=level) }}")
    story = Story(Article(title="A & B"), "articles/a.md", "articles/a/")
    first = page.render(story=story, base_url="..", level=2)
    assert (
        first == page.render(story=story, base_url="..", level=2) == "<a href='../articles/a/'>A &amp; B2</a>"
    )
    assert len(rendered) == 1
    assert page.render(story=story, base_url=".", level=2) != first
    assert page.render(story=story, base_url="..", level=3) != first


@pytest.mark.parametrize(
    ("address", "base", "expected"),
    [
        ("topics/eels/", "../..", "../../topics/eels/"),
        ("topics/eels/", ".", "topics/eels/"),
        (".", "..", "../"),
        ("topics/eels/", "/", "/topics/eels/"),
        ("topics/eels/", "/paper/", "/paper/topics/eels/"),
        (".", "/", "/"),
        (".", ".", "."),
        ("https://example.org/", "..", "https://example.org/"),
        ("/absolute/", "..", "/absolute/"),
        ("#place", "..", "#place"),
        ("mailto:a@example.org", "..", "mailto:a@example.org"),
        ("", "..", ""),
    ],
)
def test_a_link_starts_at_the_front_page(address: str, base: str, expected: str) -> None:
    assert link(address, base) == expected
