"""From `seeds/` to `content/`: which seeds need converting, and which files may be written."""

from sitegen.newsroom.convert import convert_seeds
from sitegen.newsroom.report import ConversionReport, Outcome, Result
from sitegen.newsroom.seeds import find_seeds

__all__ = ["ConversionReport", "Outcome", "Result", "convert_seeds", "find_seeds"]
