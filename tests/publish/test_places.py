"""A folder, rsync over ssh and S3 hold files one by one: what all of them promise, on real servers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from sitegen.errors import SitegenError
from sitegen.publish.places import folder as folder_module
from sitegen.publish.places.folder import FolderStore
from sitegen.publish.places.rsync import RsyncStore
from sitegen.publish.places.s3 import S3Store, open_bucket
from sitegen.publish.places.store import Store
from sitegen.publish.scanning import OURS
from tests.publish.conftest import SshServer
from tests.publish.papers import NEW, OLD, Clock, filewise, roll_back, send, tree, write

EVERYTHING = sorted(OLD.keys() | NEW.keys())


def shown(store: Store) -> dict[str, str]:
    """What stands at the place."""
    return {path: content.decode() for path, content in store.read(EVERYTHING).items()}


def test_nothing_is_there_before_anything_was_sent(store: Store) -> None:
    assert store.names() == []
    assert store.read(["index.html"]) == {}


def test_a_file_that_was_sent_is_read_as_it_was(store: Store, tmp_path: Path) -> None:
    odd = {
        "articles/déjà vu/index.html": "é",
        "50% off #1.txt": "odd",
        "a/~tilde [x] {y}.txt": "y",
        "ほげ/index.html": "ja",
    }
    store.send(write(tmp_path / "site", odd), list(odd), "")
    assert store.read(list(odd)) == {path: text.encode() for path, text in odd.items()}
    assert [name for name in store.names() if name != f"{OURS}/"] == [
        "50% off #1.txt",
        "a/",
        "articles/",
        "ほげ/",
    ]


def test_what_is_replaced_or_removed_is_kept_and_can_be_fetched(
    store: Store, old: Path, new: Path, tmp_path: Path
) -> None:
    store.send(old, list(OLD), "")
    store.send(new, ["index.html", "feed.xml"], f"{OURS}/previous/one/1")
    store.remove(["about/index.html", "never/there.html"], f"{OURS}/previous/one/1")
    there = shown(store)
    assert there["index.html"] == NEW["index.html"]
    assert "about/index.html" not in there
    assert there["articles/market/index.html"] == OLD["articles/market/index.html"]
    kept = tmp_path / "kept"
    kept.mkdir()
    store.fetch(f"{OURS}/previous/one", kept)
    wanted = {f"1/{path}": OLD[path] for path in ("index.html", "feed.xml", "about/index.html")}
    assert tree(kept) == wanted


def test_folders_left_empty_go_and_others_stay(rsync_store: RsyncStore, folder: Path, old: Path) -> None:
    for place in (rsync_store, FolderStore(folder)):
        place.send(old, list(OLD), "")
        place.remove(["articles/market/index.html", "about/index.html"], "")
        assert not (folder / "about").exists()
        assert not (folder / "articles/market").exists()
        assert (folder / "articles/harbour/index.html").exists()


def test_clearing_spares_what_it_is_told_to(store: Store, old: Path, tmp_path: Path) -> None:
    for edition in ("one", "two", "three"):
        store.send(
            write(tmp_path / edition, {f"{OURS}/previous/{edition}/1/a.html": edition}),
            [f"{OURS}/previous/{edition}/1/a.html"],
            "",
        )
    store.clear(f"{OURS}/previous", "two")
    kept = [f"{OURS}/previous/{edition}/1/a.html" for edition in ("one", "two", "three")]
    assert list(store.read(kept)) == [kept[1]]
    store.clear(f"{OURS}/previous", "")
    store.clear(f"{OURS}/nothing", "")
    assert store.read(kept) == {}


def test_only_the_first_to_claim_a_note_gets_it(store: Store) -> None:
    note = f"{OURS}/lock.json"
    assert store.claim(note, b"first")
    assert not store.claim(note, b"second")
    assert store.read([note]) == {note: b"first"}
    store.write(note, b"third")
    assert store.read([note]) == {note: b"third"}


def test_a_site_is_published_renewed_and_brought_back(
    store: Store, old: Path, new: Path, tmp_path: Path, clock: Clock
) -> None:
    place = filewise(store, clock)
    first = send(place, old, clock)
    assert sorted(first.send) == sorted(OLD)
    assert shown(store) == OLD

    second = send(place, new, clock)
    assert sorted(second.send) == sorted(path for path in NEW if OLD.get(path) != NEW[path])
    leaving = {"assets/main.1111aaaa.css": OLD["assets/main.1111aaaa.css"]}
    assert shown(store) == {**NEW, **leaving}

    roll_back(place, tmp_path / "back", clock)
    assert {path: text for path, text in shown(store).items() if path != "assets/main.2222bbbb.css"} == OLD


def test_a_second_rollback_brings_the_newer_edition_again(
    folder_store: FolderStore, folder: Path, old: Path, new: Path, tmp_path: Path, clock: Clock
) -> None:
    place = filewise(folder_store, clock)
    for site in (old, new):
        send(place, site, clock)
    for into in ("back", "again"):
        roll_back(place, tmp_path / into, clock)
    assert {path: text for path, text in tree(folder).items() if path != "assets/main.1111aaaa.css"} == NEW
    assert send(place, new, clock).is_empty


@pytest.mark.parametrize("kind", ["folder", "rsync"])
def test_our_notes_are_not_for_the_web_server(
    kind: str, request: pytest.FixtureRequest, folder: Path, old: Path, clock: Clock
) -> None:
    send(filewise(request.getfixturevalue(f"{kind}_store"), clock), old, clock)
    assert (folder / OURS).stat().st_mode & 0o777 == 0o700
    assert (folder / OURS / "manifest.json").stat().st_mode & 0o777 == 0o600
    assert (folder / OURS / ".htaccess").read_text() == "Require all denied\n"
    assert (folder / "articles/harbour").stat().st_mode & 0o777 == 0o755
    assert (folder / "index.html").stat().st_mode & 0o777 == 0o644


def test_s3_says_what_each_file_is_and_how_long_it_keeps(
    s3_store: S3Store, s3_client: Any, bucket: str, old: Path
) -> None:
    s3_store.send(old, list(OLD), "")
    told = {}
    for path in OLD:
        head = s3_client.head_object(Bucket=bucket, Key=f"live/{path}")
        told[path] = (head["ContentType"], head["CacheControl"])
    assert told["index.html"] == ("text/html; charset=utf-8", "public, max-age=60")
    assert told["assets/main.1111aaaa.css"] == (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )
    assert told["feed.xml"] == ("application/rss+xml; charset=utf-8", "public, max-age=300")
    assert told["assets/logo.svg"] == ("image/svg+xml", "public, max-age=3600")


def test_a_bucket_that_is_not_there_is_named(s3_server: str) -> None:
    store = S3Store(open_bucket("nowhere", {"endpoint": s3_server, "region": "us-east-1"}), "s3 nowhere")
    with pytest.raises(SitegenError, match="NoSuchBucket: The specified bucket does not exist"):
        store.names()


def test_without_the_library_for_s3_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "obstore.store", None)
    with pytest.raises(SitegenError, match=r"pip install 'sitegen\[s3\]'"):
        open_bucket("paper", {})


def test_a_host_that_cannot_be_reached_says_what_ssh_said(ssh_server: SshServer) -> None:
    unknown = "-F none -i /dev/null -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
    store = RsyncStore("nobody@127.0.0.1:/srv/www", f"-p {ssh_server.port} {unknown}")
    with pytest.raises(
        SitegenError, match=r"Permission denied.*\n.*try it by hand: rsync --list-only nobody@127"
    ):
        store.read(["index.html"])


def test_a_program_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(SitegenError, match="needs the program rsync"):
        RsyncStore("alice@host:/srv").names()


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path, old: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SitegenError, match=r"file.*: (not a directory|file exists)"):
        FolderStore(tmp_path / "file").send(old, ["index.html"], "")


def test_a_disk_that_knows_no_links_has_locks_as_well(
    folder_store: FolderStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(folder_module.os, "link", refused)
    note = f"{OURS}/lock.json"
    assert folder_store.claim(note, b"first")
    assert not folder_store.claim(note, b"second")
    assert folder_store.read([note]) == {note: b"first"}


def test_a_store_that_cannot_be_reached_is_named_with_the_way_out() -> None:
    options = {"endpoint": "http://127.0.0.1:9", "region": "us-east-1"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "x")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "y")
        store = S3Store(open_bucket("paper", options), "s3 paper")
        with pytest.raises(
            SitegenError, match=r"s3 paper: the store refused: .*127.0.0.1:9.*\n.*look at bucket, endpoint"
        ):
            store.names()
