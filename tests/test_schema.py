"""The front matter is declared once: what is made of the declaration holds, and is not stale."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from jsonschema import Draft202012Validator

from sitegen.cli.schema import schema
from sitegen.errors import SitegenError
from sitegen.front_matter import parse, render
from sitegen.model.article import Article
from sitegen.schema import FIELDS, Kind
from sitegen.schema.cms import cms_settings
from sitegen.schema.json_schema import json_schema
from sitegen.schema.products import BEGIN, END, PRODUCTS, stale, with_table
from sitegen.schema.table import field_table
from sitegen.starter import made_files
from tests import no_deadlines  # noqa: F401
from tests.test_front_matter import articles

ROOT = Path(__file__).parent.parent
GOLDEN = sorted((ROOT / "tests" / "golden").rglob("expected.md"))
DEMO = sorted((ROOT / "sitegen" / "demo" / "content" / "articles").rglob("*.md"))

SCHEMA = json_schema()
VALID = Draft202012Validator(SCHEMA)

each_field = pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.key)


class NewYaml(yaml.SafeLoader):
    """Reads YAML as version 1.2 has it, as editors' tools do: a date is a text, so is `yes`."""


NewYaml.yaml_implicit_resolvers = {
    letter: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for letter, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    if letter not in "yYnNoO"
}


def header_in(text: str) -> Any:
    return yaml.load(text.split("\n---\n", 1)[0].removeprefix("---"), NewYaml) or {}  # noqa: S506  # a SafeLoader


def wrong_in(header: object) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in VALID.iter_errors(header)]


def in_file(header: dict[str, Any]) -> str:
    return f"---\n{yaml.safe_dump(header, allow_unicode=True)}---\n\nBody.\n"


# ------------------------------------------------------------------------------------------ the declaration


def test_every_field_of_an_article_is_declared_in_the_order_of_the_article() -> None:
    declared = {field.key for field in FIELDS}
    assert declared == {field.name for field in dataclasses.fields(Article)} - {"body"}


@each_field
def test_a_field_is_described_in_one_sentence(field: Any) -> None:
    for each in (field, *field.parts):
        assert each.label
        assert each.means
        assert not each.means.endswith(".")
        assert "|" not in each.means


@each_field
def test_the_example_of_a_field_is_read_as_it_stands(field: Any) -> None:
    example = json.loads(json.dumps(field.example))
    article = parse(in_file({"title": "A", field.key: example}))
    read = getattr(article, field.key)
    assert read
    if field.kind in (Kind.TEXT, Kind.WORD):
        assert read == example
    assert getattr(parse(render(article)), field.key) == read


# ------------------------------------------------------------------------------------------ the JSON Schema


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@each_field
def test_examples_satisfy_the_schema(field: Any) -> None:
    example = SCHEMA["properties"][field.key]["examples"][0]
    assert wrong_in({"title": "A", field.key: example}) == []


@pytest.mark.parametrize("file", [*GOLDEN, *DEMO], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_what_the_converter_writes_satisfies_the_schema(file: Path) -> None:
    assert wrong_in(header_in(file.read_text(encoding="utf-8"))) == []


@given(articles.filter(lambda article: article.title))
def test_whatever_is_written_satisfies_the_schema(article: Article) -> None:
    # U+0085 and its like are line ends to YAML 1.1 only, and our writer never leaves one bare.
    assert wrong_in(header_in(render(article))) == []


def test_a_form_that_is_not_filled_in_yet_satisfies_the_schema_and_sitegen() -> None:
    header = {"title": "A"} | {field.key: None for field in FIELDS if not field.required}
    assert wrong_in(header) == []
    assert parse(in_file(header)) == Article(title="A", body="Body.")


@pytest.mark.parametrize(
    "header",
    [
        {},
        {"title": ""},
        {"title": None},
        {"title": 1984},
        {"title": "A", "headline": "B"},
        {"title": "A", "date": "13.3.2024"},
        {"title": "A", "date": "2024-03-13 at noon"},
        {"title": "A", "authors": "Ann"},
        {"title": "A", "tags": [1984]},
        {"title": "A", "image": "a.jpg"},
        {"title": "A", "image": {"captoin": "B"}},
        {"title": "A", "corrections": [{"date": "2024-03-13"}]},
        {"title": "A", "aliases": ["/../../etc/passwd"]},
        {"title": "A", "aliases": ["https://example.org/a/"]},
        {"title": "A", "draft": "maybe"},
    ],
    ids=json.dumps,
)
def test_what_sitegen_would_write_otherwise_does_not_satisfy_the_schema(header: dict[str, Any]) -> None:
    assert wrong_in(header)


@pytest.mark.parametrize(
    "header",
    [
        {"title": "A", "headline": "B"},
        {"title": "A", "date": "13.3.2024"},
        {"title": "A", "image": {"captoin": "B"}},
        {"title": "A", "corrections": [{"date": "2024-03-13"}]},
        {"title": "A", "aliases": ["/../../etc/passwd"]},
        {"title": "A", "draft": "maybe"},
    ],
    ids=json.dumps,
)
def test_what_neither_takes_is_refused_by_sitegen_too(header: dict[str, Any]) -> None:
    with pytest.raises(SitegenError):
        parse(in_file(header))


# ------------------------------------------------------------------------------------------ form and table


def test_the_form_shows_every_field_that_it_can_keep() -> None:
    (form,) = cms_settings()["frontMatter.taxonomy.contentTypes"]
    shown = [field["name"] for field in form["fields"]]
    assert shown == [field.key for field in FIELDS if field.kind is not Kind.ENTRIES]
    assert form["name"] == "default"  # any other makes the extension write a key of its own


def test_a_date_that_the_form_writes_is_read() -> None:
    when = cms_settings()["frontMatter.taxonomy.dateFormat"]
    for letters, digits in (("yyyy", "2026"), ("MM", "11"), ("dd", "05"), ("'T'", "T"), ("HH", "22")):
        when = when.replace(letters, digits)
    when = when.replace("mm", "40").replace("ss", "00").replace("xxx", "+01:00")
    assert (
        parse(f"---\ntitle: A\ndate: {when}\n---\n").date == parse(in_file({"date": FIELDS[2].example})).date
    )


def test_the_table_has_a_line_for_each_field_and_part() -> None:
    lines = field_table().splitlines()[2:]
    names = [line.split("`")[1] for line in lines]
    assert len(names) == sum(1 + len(field.parts) for field in FIELDS)
    assert {"title", "image.alt", "corrections.text", "draft"} <= set(names)
    assert {line.count(" | ") for line in lines} == {3}


# ------------------------------------------------------------------------------------------ nothing is stale


def test_nothing_that_is_made_of_the_fields_is_stale() -> None:
    assert stale(ROOT / "README.md") == (), "run: sitegen schema --write"


def test_the_manual_shows_the_fields() -> None:
    assert field_table() in (ROOT / "README.md").read_text(encoding="utf-8")


def test_a_new_site_gets_the_form() -> None:
    assert json.loads(made_files()[Path("frontmatter.json")]) == cms_settings()


def test_a_stale_table_in_the_manual_is_seen_and_renewed(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text(f"# A\n\n{BEGIN}\nold\n{END}\n\nEnd.\n", encoding="utf-8")
    assert stale(readme) == (readme,)
    text = with_table(readme.read_text(encoding="utf-8"), field_table())
    assert text == f"# A\n\n{BEGIN}\n\n{field_table()}\n{END}\n\nEnd.\n"
    assert with_table(text, field_table()) == text


def test_a_manual_without_the_marks_stays_as_it_is() -> None:
    assert with_table("# A\n", field_table()) == "# A\n"


@pytest.mark.parametrize("text", [f"{BEGIN}\n", f"a\n{END}\n", f"{END}\n{BEGIN}\n"])
def test_a_mark_without_the_other_is_named(text: str) -> None:
    with pytest.raises(SitegenError, match="has no line"):
        with_table(text, field_table())


@pytest.mark.parametrize("product", PRODUCTS, ids=lambda product: product.name)
def test_the_command_prints_what_is_asked_for(product: Any) -> None:
    result = CliRunner().invoke(schema, [product.name])
    assert result.exit_code == 0
    assert result.output == product.path.read_text(encoding="utf-8")


def test_the_command_renews_nothing_where_nothing_is_stale() -> None:
    result = CliRunner().invoke(schema, ["--write"])
    assert result.exit_code == 0
    assert "as it should be" in result.output


@pytest.mark.parametrize("arguments", [[], ["json", "--write"], ["yaml"]])
def test_the_command_wants_to_know_what(arguments: list[str]) -> None:
    assert CliRunner().invoke(schema, arguments).exit_code == 2
