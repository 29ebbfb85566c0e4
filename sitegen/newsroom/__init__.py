"""From `seeds/` to `content/`: which seeds need converting, and which files may be written."""

from sitegen.newsroom.convert import convert_seeds
from sitegen.newsroom.desk import Wishes
from sitegen.newsroom.report import Change, ConversionReport, Outcome, Result
from sitegen.newsroom.seeds import find_seeds

__all__ = ["Change", "ConversionReport", "Outcome", "Result", "Wishes", "convert_seeds", "find_seeds"]
