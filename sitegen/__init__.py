"""sitegen: raw news articles become clean Markdown, and a fast, searchable news site."""

from sitegen.errors import Problem, SitegenError
from sitegen.model.article import Article
from sitegen.pipeline import convert

__version__ = "0.1.0"
__all__ = ["Article", "Problem", "SitegenError", "__version__", "convert"]
