"""The fields as a JSON Schema, draft 2020-12, for tools that check or complete a header.

It asks for a header as sitegen writes it and as YAML 1.2 reads it: dates are texts, and so is a headline of
digits only, in quotation marks. sitegen itself reads more than that and says how to write it right, so what
satisfies the schema satisfies sitegen, but for a day that no calendar has.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sitegen.schema.fields import FIELDS
from sitegen.schema.model import Field, Kind
from sitegen.schema.reading import ADDRESS, UPWARDS
from sitegen.schema.whens import PATTERN

_Schema = dict[str, Any]

_ONE_LINE: _Schema = {"type": "string", "pattern": r"^[^\r\n]*$"}
_ADDRESS: _Schema = {"type": "string", "pattern": f"^{ADDRESS}$", "not": {"pattern": UPWARDS}}


def json_schema() -> _Schema:
    """The schema of a header, as what JSON is written from."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:sitegen:article",
        "title": "The front matter of an article",
        "description": "What stands between the two lines --- at the top of a file in content/articles/.",
        **_object(FIELDS),
    }


def _object(fields: Iterable[Field]) -> _Schema:
    listed = tuple(fields)
    return {
        "type": "object",
        "properties": {field.key: _property(field) for field in listed},
        "required": [field.key for field in listed if field.required],
        "additionalProperties": False,
    }


def _property(field: Field) -> _Schema:
    about = {"title": field.label, "description": field.means[:1].upper() + field.means[1:] + "."}
    return {**about, **_kind(field), "examples": [_plain(field.example)]}


def _kind(field: Field) -> _Schema:
    if field.required:
        return {**_value(field), "minLength": 1}
    schema = _value(field)
    return {**schema, "type": [schema["type"], "null"]}  # as in a form that is not filled in yet


def _value(field: Field) -> _Schema:
    lists: dict[Kind, _Schema] = {
        Kind.TEXTS: _ONE_LINE,
        Kind.ADDRESSES: _ADDRESS,
        Kind.ENTRIES: {"anyOf": [_object(field.parts), _ONE_LINE]},
    }
    if field.kind in lists:
        return {"type": "array", "items": lists[field.kind]}
    match field.kind:
        case Kind.WHEN:
            return {"type": "string", "pattern": f"^(?:{PATTERN})?$"}
        case Kind.FLAG:
            return {"type": "boolean"}
        case Kind.PARTS:
            return _object(field.parts)
        case _:
            return _ONE_LINE


def _plain(example: Any) -> Any:
    return [_plain(item) for item in example] if isinstance(example, tuple) else example
