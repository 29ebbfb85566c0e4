"""The fields as a form of the Front Matter extension of VS Code (frontmatter.codes): `frontmatter.json`.

Read in the extension's manual and settings, version 10: a content type that is not called `default` makes it
write a key `type` of its own, a file prefix puts a date before file names, a `block` adds a key to each
entry. None of that is ours, so the type is called `default`, there is no prefix, and what would need a
block is left to the text editor; the extension keeps keys that its form does not show.
"""

from __future__ import annotations

from typing import Any

from sitegen.schema.fields import FIELDS
from sitegen.schema.model import Field, Kind, Writer

WHEN_FORMAT = "yyyy-MM-dd'T'HH:mm:ssxxx"
"""As the extension's date-fns spells `2024-03-13T15:35:00-04:00`."""

_TYPES = {
    Kind.TEXT: "string",
    Kind.WORD: "string",
    Kind.TEXTS: "list",
    Kind.ADDRESSES: "list",
    Kind.WHEN: "datetime",
    Kind.FLAG: "boolean",
    Kind.PARTS: "fields",
}

_OWN_TYPES: dict[str, dict[str, Any]] = {
    "date": {"default": "{{now}}", "isPublishDate": True},
    "draft": {"type": "draft", "default": True},
    "image.src": {"type": "image", "isPreviewImage": True},
    "tags": {"type": "tags"},
    "description": {"single": False},
}
"""Fields that the extension knows by what they are for."""


def cms_settings() -> dict[str, Any]:
    """The settings, as what `frontmatter.json` is written from."""
    fields = [_field(field, field.key) for field in FIELDS if field.kind in _TYPES]
    return {
        "$schema": "https://frontmatter.codes/frontmatter.schema.json",
        "frontMatter.content.pageFolders": [
            {
                "title": "Articles",
                "path": "[[workspace]]/content/articles",
                "filePrefix": None,
                "previewPath": None,
                "contentTypes": ["default"],
            }
        ],
        "frontMatter.content.publicFolder": "content",
        "frontMatter.content.defaultFileType": "md",
        "frontMatter.content.autoUpdateDate": False,
        "frontMatter.content.draftField": {"name": "draft", "type": "boolean"},
        "frontMatter.media.supportedMimeTypes": ["image/*"],
        "frontMatter.preview.host": "http://127.0.0.1:8000",
        "frontMatter.taxonomy.frontMatterType": "YAML",
        "frontMatter.taxonomy.dateFormat": WHEN_FORMAT,
        "frontMatter.taxonomy.indentArrays": True,
        "frontMatter.taxonomy.contentTypes": [
            {
                "name": "default",
                "pageBundle": False,
                "previewPath": None,
                "filePrefix": None,
                "clearEmpty": True,
                "fields": fields,
            }
        ],
    }


def _field(field: Field, name: str) -> dict[str, Any]:
    form: dict[str, Any] = {
        "title": field.label,
        "name": field.key,
        "description": field.means.replace("`", ""),
        "type": _TYPES[field.kind],
    }
    if form["type"] == "string":
        form["single"] = True
    if field.required:
        form["required"] = True
    if field.written is Writer.CONVERTER and field.key != "review":
        form["hidden"] = True
    if field.parts:
        form["fields"] = [_field(part, f"{name}.{part.key}") for part in field.parts]
    return form | _OWN_TYPES.get(name, {})
