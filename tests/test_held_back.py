"""Pictures and files that only withheld stories name are not in the site until readers may see them."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from sitegen.plugin import build
from sitegen.site.held_back import held_back
from sitegen.site.photos.prints import FOLDER
from sitegen.site.targets import addresses_in
from tests.conftest import Project
from tests.paper_changes import START
from tests.test_incremental import clean_copy

DAY = 86_400


# ------------------------------------------------------------------------------------- what a body names


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ("![Quay](/images/quay.jpg)", ("/images/quay.jpg",)),
        ('![Quay](quay.jpg "The quay")', ("quay.jpg",)),
        ("![Quay](<the quay.jpg>)", ("the quay.jpg",)),
        ("![Quay](quay_(old).jpg)", ("quay_(old).jpg",)),
        (r"![Quay](quay\_old.jpg)", ("quay_old.jpg",)),
        ("[the plan](../plan.pdf)", ("../plan.pdf",)),
        ("![Quay][q]\n\n[q]: quay.jpg", ("quay.jpg",)),
        ('<img alt="" src="quay.jpg">', ("quay.jpg",)),
        ("<IMG SRC='quay.jpg'>", ("quay.jpg",)),
        ("<img src=quay.jpg>", ("quay.jpg",)),
        ('<source srcset="a.webp 1x, b.webp 2x">', ("a.webp", "b.webp")),
        ('<video poster="still.jpg"></video>', ("still.jpg",)),
        ("![a](a&amp;b.jpg)", ("a&b.jpg",)),
        ("See [them](https://paper.example/a.jpg), [here](#costs), [us](mailto:a@b.example).", ()),
        ("No address at all, f(x) and [brackets].", ()),
    ],
)
def test_every_way_to_write_an_address_is_known(body: str, named: tuple[str, ...]) -> None:
    assert addresses_in(body) == named


# ---------------------------------------------------------------------------------------- the decision

HIDDEN = (("articles/2024/draft.md", ("/images/quay.jpg", "plan.pdf")),)
FILES = ("images/quay.jpg", "articles/2024/plan.pdf", "images/orphan.jpg")


def test_what_only_a_withheld_story_names_is_held_back_and_an_orphan_is_not() -> None:
    assert held_back(FILES, HIDDEN, ()) == {"images/quay.jpg", "articles/2024/plan.pdf"}


def test_what_readers_see_elsewhere_is_published() -> None:
    shown = (("articles/2023/a.md", ("../../images/quay.jpg",)),)
    assert held_back(FILES, HIDDEN, shown) == {"articles/2024/plan.pdf"}


def test_another_case_or_form_of_a_name_is_the_same_file() -> None:
    accented = "images/Caf\u00e9.jpg"
    hidden = (("articles/a.md", ("/images/cafe\u0301.JPG",)),)
    assert held_back([accented], hidden, ()) == {accented}


@pytest.mark.parametrize(
    "text", ["logo: images/quay.jpg", "url('/images/QUAY.jpg')", "<img src=/images/quay.jpg>"]
)
def test_what_settings_theme_or_styles_name_is_published(text: str) -> None:
    assert held_back(FILES, HIDDEN, (), elsewhere=lambda: [text]) == {"articles/2024/plan.pdf"}


def test_nobody_reads_settings_and_theme_when_nothing_is_held_back() -> None:
    def asked() -> list[str]:
        raise AssertionError

    assert held_back(FILES, (), HIDDEN, elsewhere=asked) == frozenset()


def test_what_an_article_names_that_cannot_be_read_is_held_back() -> None:
    unread = ["---\ntitle: [\nimage: {src: /images/quay.jpg}\n---\n"]
    assert held_back(FILES, (), (), unread=unread) == {"images/quay.jpg"}
    assert held_back(FILES, (), (("index.md", ("images/quay.jpg",)),), unread=unread) == frozenset()


# ------------------------------------------------------------------------------------------ whole sites


def photo(project: Project, path: str, colour: str = "red") -> Path:
    file = project.folder / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    image = Image.effect_noise((600, 400), 90).convert("RGB")
    image.paste(colour, (0, 0, 90, 90))
    image.save(file)
    return file


def built(project: Project) -> set[str]:
    assert build(project.settings, search=False).exit_code == 0
    return set(project.tree())


@pytest.mark.parametrize(
    "state", ["draft: true", "date: 2099-01-01", "date: 2024-05-01\nexpires: 2024-05-02"]
)
def test_the_pictures_of_a_withheld_story_are_not_in_the_site_in_any_size(
    state: str, project: Project
) -> None:
    for path in ("images/quay.jpg", "images/tower.jpg"):
        photo(project, path)
    project.write("files/plan.pdf", "A plan.")
    header = f"title: The quay\n{state}\nimage: {{src: /images/quay.jpg, alt: A quay}}"
    project.article("quay", header, "![A tower](../images/tower.jpg)\n\n[The plan](/files/plan.pdf)")
    files = built(project)
    assert not {name for name in files if name.startswith((FOLDER, "images/", "files/"))}


def test_a_picture_that_nothing_names_is_published(project: Project) -> None:
    photo(project, "images/quay.jpg")
    assert "images/quay.jpg" in built(project)


def test_the_picture_of_an_article_that_cannot_be_read_is_held_back(project: Project) -> None:
    photo(project, "images/quay.jpg")
    project.article("quay", "titel: A\ndraft: true\nimage: {src: /images/quay.jpg}")
    build(project.settings, search=False)
    assert "images/quay.jpg" not in project.tree()


def test_a_logo_is_published_though_a_draft_shows_it(project: Project) -> None:
    photo(project, "images/logo.jpg")
    project.article("draft", "title: Draft\ndraft: true", "![Us](/images/logo.jpg)")
    style = project.folder / "theme" / "assets" / "stylesheets" / "story.css"
    style.write_text(style.read_text("utf-8") + "\n.x { background: url(../../images/logo.jpg) }\n", "utf-8")
    assert "images/logo.jpg" in built(project)


def test_a_picture_comes_when_the_embargo_lifts_and_goes_with_its_story(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo(project, "images/quay.jpg")
    photo(project, "images/tower.jpg", "blue")
    header = "title: Due\ndate: 2024-05-20\nexpires: 2024-05-25\nimage: {src: /images/quay.jpg, alt: A quay}"
    project.article("due", header, "![A tower](/images/tower.jpg)")
    project.article("other", "title: Other\ndate: 2024-05-01")
    for day, shown in ((15, False), (15, False), (21, True), (21, True), (26, False), (21, True)):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(START + (day - 15) * DAY))
        files = built(project)
        for picture in ("images/quay.jpg", "images/tower.jpg"):
            assert (picture in files) is shown, (day, picture)
        assert any(name.startswith(FOLDER) for name in files) is shown
        clean = clean_copy(project, project.folder.parent / f"{project.folder.name}-clean")
        built(clean)
        assert project.tree() == clean.tree()


def test_a_picture_comes_when_another_story_shows_it_and_goes_again(project: Project) -> None:
    photo(project, "images/quay.jpg")
    project.article("draft", "title: Draft\ndraft: true", "![A quay](/images/quay.jpg)")
    project.article("one", "title: One")
    assert "images/quay.jpg" not in built(project)
    project.article("one", "title: One", "See [the quay](../images/quay.jpg).")
    assert "images/quay.jpg" in built(project)
    project.article("one", "title: One")
    assert "images/quay.jpg" not in built(project)
