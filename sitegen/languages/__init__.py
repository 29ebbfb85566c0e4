"""The words of each language, as data: `load("de").furniture.advertisement`, and `detect(text)`."""

from sitegen.languages.detection import detect
from sitegen.languages.loading import all_languages, codes, load
from sitegen.languages.schema import (
    Boilerplate,
    Byline,
    Credit,
    Dates,
    Furniture,
    FurnitureStart,
    Language,
    Notes,
    Structure,
)

__all__ = [
    "Boilerplate",
    "Byline",
    "Credit",
    "Dates",
    "Furniture",
    "FurnitureStart",
    "Language",
    "Notes",
    "Structure",
    "all_languages",
    "codes",
    "detect",
    "load",
]
