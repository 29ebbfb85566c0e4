"""The front matter, declared once.

`model`        what a field is: its key, its kind, its parts, what it is for
`fields`       the fields there are, in the order of the file
`reading`      reads a header by the fields, and says what is wrong and how to write it right
`whens`        dates as an editor or a tool may write them

From the same fields come
`json_schema`  the JSON Schema, for tools that check or complete a header
`table`        the table in the manual
`cms`          the form of the Front Matter extension of VS Code

`products` knows where these lie, and whether one is stale. `sitegen schema` prints and renews them.
"""

from sitegen.schema.fields import FIELDS
from sitegen.schema.model import Field, Kind, Writer

__all__ = ["FIELDS", "Field", "Kind", "Writer"]
