"""The YAML header of a Markdown file as texts that know their lines. Knows YAML, but none of our keys.

A header here is `key: value` lines, whose values are texts, lists or parts. What YAML offers beyond that
(anchors, tags, deeper nesting) is refused: it would swallow words of a headline, or be an attack.
"""

from sitegen.yaml_header.reading import read, split
from sitegen.yaml_header.values import Items, Parts, Text, Value, one_line, quoted
from sitegen.yaml_header.writing import write

__all__ = ["Items", "Parts", "Text", "Value", "one_line", "quoted", "read", "split", "write"]
