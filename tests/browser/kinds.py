"""Every kind of page that a site has, by a name, with an example in the demo paper and in the large one."""

from __future__ import annotations

DEMO = {
    "front": "",
    "long article": "articles/2026/11/the-meadow-that-came-back/",
    "short article": "articles/2026/08/first-crew-passes-the-safety-course/",
    "Arabic article with a picture": "articles/2026/11/a-kitchen-on-the-quay/",
    "German article with a picture": "articles/2026/11/luettkoog-legt-einen-meter-drauf/",
    "article with corrections": "articles/2026/11/one-vote-keeps-the-night-bus/",
    "article of a running story": "articles/2026/11/lift-bridge-to-open-to-walkers-before-christmas/",
    "long article of a running story": "articles/2026/10/forty-minutes-to-cross-four-hundred-metres/",
    "article with lists and tables": "articles/2026/08/harbour-town-at-a-glance-markets-baths-and-library/",
    "section": "sections/local/",
    "topic": "topics/harbour/",
    "author": "authors/tessa-brandvik/",
    "running story": "series/the-lift-bridge/",
    "all sections": "sections/",
    "all topics": "topics/",
    "all authors": "authors/",
    "all running stories": "series/",
    "archive": "archive/",
    "archive of a year": "archive/2026/",
    "archive of a month": "archive/2026/11/",
    "corrections": "corrections/",
    "search": "search/",
    "about": "about/",
    "not found": "404.html",
}

LARGE = {
    "large front": "",
    "front of a large section": "sections/local/",
    "numbered page": "sections/local/1/",
    "large archive": "archive/",
    "large archive of a month": "archive/2024/05/",
}
