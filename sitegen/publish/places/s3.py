"""A bucket of S3 or of a service that speaks as S3 does: Cloudflare R2, MinIO, Ceph, Backblaze ...

Keys come from the environment, as for every S3 client: AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or what a
machine at Amazon gives. They never stand in mkdocs.yml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.errors import Problem, SitegenError
from sitegen.site.machines.hosting import cache_control, media_type

if TYPE_CHECKING:
    from obstore.store import S3Store as Bucket

_AT_ONCE = 16
"""Requests under way at the same time."""

_TRIES = 4
"""How often a request that failed is made again, with longer and longer pauses."""

_NEVER = "no-store"
"""Cache-Control of our own notes."""

_NO_KEYS = ("169.254.169.254", "169.254.170.2", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied")
_SAID = re.compile(r"<Code>(.*?)</Code>(?:.*?<Message>(.*?)</Message>)?", re.DOTALL)

_Given = TypeVar("_Given")


def open_bucket(name: str, options: Mapping[str, str]) -> Bucket:
    """The client of a bucket. Raises SitegenError when the library is not installed or a setting is wrong.

    options  `prefix`: a folder in the bucket; `endpoint`: the address of another service than Amazon's;
             `region`
    """
    try:
        from obstore.store import S3Store as Bucket  # noqa: PLC0415  # an extra
    except ImportError:
        hint = "install it: pip install 'sitegen[s3]'"
        raise SitegenError(
            Problem(f"s3 {name}", 0, "publishing to S3 needs one more library", hint)
        ) from None
    endpoint = options.get("endpoint")
    plain = endpoint is not None and endpoint.startswith("http://")
    with _told(f"s3 {name}"):
        return Bucket(
            name,
            prefix=options.get("prefix", "").strip("/") or None,
            client_options={"allow_http": plain},
            retry_config={"max_retries": _TRIES, "retry_timeout": timedelta(minutes=1)},
            **{key: value for key in ("endpoint", "region") if (value := options.get(key))},  # type: ignore[arg-type]
        )


@dataclass(frozen=True, slots=True)
class S3Store:
    """A `Store` in a bucket. Every file has the media type and Cache-Control that a web server would send."""

    bucket: Bucket
    where: str

    def read(self, paths: Sequence[str]) -> Mapping[str, bytes]:
        found = zip(paths, self._each(self._get, paths), strict=True)
        return {path: content for path, content in found if content is not None}

    def names(self) -> Sequence[str]:
        import obstore  # noqa: PLC0415

        with self._told():
            found = obstore.list_with_delimiter(self.bucket)
        return sorted(
            [*(f"{name}/" for name in found["common_prefixes"]), *(it["path"] for it in found["objects"])]
        )

    def write(self, path: str, content: bytes) -> None:
        self._put(path, content, _NEVER)

    def claim(self, path: str, content: bytes) -> bool:
        from obstore.exceptions import AlreadyExistsError  # noqa: PLC0415

        with self._told():
            try:
                self._put(path, content, _NEVER, mode="create")
            except AlreadyExistsError:
                return False
        return True

    def send(self, source: Path, paths: Sequence[str], keep: str = "", new: Collection[str] = ()) -> None:
        def put(path: str) -> None:
            self._keep(path, "" if path in new else keep)
            self._put(path, (source / path).read_bytes(), cache_control(path))

        self._each(put, paths)

    def remove(self, paths: Sequence[str], keep: str = "") -> None:
        import obstore  # noqa: PLC0415

        self._each(lambda path: self._keep(path, keep), paths)
        with self._told():
            obstore.delete(self.bucket, list(paths))

    def fetch(self, folder: str, into: Path) -> None:
        def get(path: str) -> None:
            place = into / path.removeprefix(f"{folder.rstrip('/')}/")
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(self._get(path) or b"")

        self._each(get, self._below(folder))

    def clear(self, folder: str, but: str = "") -> None:
        import obstore  # noqa: PLC0415

        spared = f"{folder.rstrip('/')}/{but}/"
        gone = [path for path in self._below(folder) if not (but and path.startswith(spared))]
        with self._told():
            obstore.delete(self.bucket, gone)

    def _below(self, folder: str) -> list[str]:
        import obstore  # noqa: PLC0415

        with self._told():
            batches = obstore.list(self.bucket, prefix=folder.rstrip("/"))
            return [found["path"] for batch in batches for found in batch]

    def _get(self, path: str) -> bytes | None:
        import obstore  # noqa: PLC0415

        with self._told():
            try:
                return bytes(obstore.get(self.bucket, path).bytes())
            except FileNotFoundError:
                return None

    def _put(self, path: str, content: bytes, cache: str, **how: Any) -> None:
        import obstore  # noqa: PLC0415

        attributes = {"Content-Type": media_type(path), "Cache-Control": cache}
        with self._told():
            obstore.put(self.bucket, path, content, attributes=attributes, **how)

    def _keep(self, path: str, keep: str) -> None:
        """Keep what stands at a path, if anything does."""
        import obstore  # noqa: PLC0415

        if keep:
            with self._told(), suppress(FileNotFoundError):
                obstore.copy(self.bucket, path, f"{keep}/{path}")

    def _each(self, do: Callable[[str], _Given], paths: Iterable[str]) -> list[_Given]:
        """Do it for every path, many at once; what one raises is raised when all have ended."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            return list(pool.map(do, paths))

    @contextmanager
    def _told(self) -> Iterator[None]:
        with _told(self.where):
            yield


@contextmanager
def _told(where: str) -> Iterator[None]:
    """What the service refuses, in plain words."""
    from obstore.exceptions import AlreadyExistsError, BaseError  # noqa: PLC0415

    try:
        yield
    except AlreadyExistsError:
        raise
    except (BaseError, OSError, ValueError) as error:
        if isinstance(error, FileNotFoundError):
            raise
        said = str(error)
        hint = (
            "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, and look whether they may write to the bucket"
        )
        if not any(mark in said for mark in _NO_KEYS):
            hint = "look at bucket, endpoint and region in mkdocs.yml, and publish again"
        raise SitegenError(Problem(where, 0, f"the store refused: {_shortened(said)}", hint)) from None


def _shortened(said: str) -> str:
    """The code and the message that S3 answered with, else the first line of what the client says."""
    if answer := _SAID.search(said):
        return ": ".join(filter(None, answer.groups()))
    return said.partition("\n")[0][:300]
