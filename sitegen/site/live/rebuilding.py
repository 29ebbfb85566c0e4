"""A build under `serve`: when it fails, the last good site stands, and the reason is known."""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError

from sitegen.site.live.meanwhile import Meanwhile


class _Errors(logging.Handler):
    """Hears the errors that MkDocs tells."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(record.getMessage())


def _of_a_template(error: BaseException | None) -> str:
    """File and line of a template that cannot be read, which MkDocs leaves out; "" for another fault."""
    while error:
        if isinstance(error, TemplateSyntaxError):
            return f"{error.filename or error.name}:{error.lineno}: {error.message}"
        error = error.__context__
    return ""


@dataclass
class Rebuilding:
    """MkDocs' builder, and what became of its last build.

    build      makes the site anew
    bad_input  what it raises when a file of the project is wrong
    begins     called before each build
    meanwhile  does what can wait, between builds
    failure    why the last build failed; "" when it did not
    """

    build: Callable[[], None]
    bad_input: tuple[type[BaseException], ...]
    begins: Callable[[], None]
    meanwhile: Meanwhile = field(default_factory=Meanwhile)
    failure: str = ""

    def __call__(self) -> None:
        """Build. What `bad_input` names is not raised: the site stands as it was, and browsers reload."""
        self.begins()
        self.meanwhile.stop()
        heard = _Errors()
        logger = logging.getLogger("mkdocs")
        logger.addHandler(heard)
        gc.disable()  # looking for garbage is a third of a rebuild; `meanwhile` does so when nobody waits
        try:
            self.build()
        except self.bad_input as error:
            reason = _of_a_template(error) or ("" if heard.told else str(error))
            if reason:
                logger.error("sitegen: %s", reason)  # noqa: TRY400  # no traceback for bad input
            self.failure = "\n".join(heard.told)
        else:
            self.failure = ""
        finally:
            logger.removeHandler(heard)
            gc.disable()  # a build enables it at its end
            self.meanwhile.start()
