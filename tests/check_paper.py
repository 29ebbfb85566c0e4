"""A small invented paper as a built site, in which `sitegen check --publisher` finds nothing."""

from __future__ import annotations

HOME = "https://courier.example/"
STORY = "articles/2024/09/harbour/index.html"
REDIRECT = "2019/harbour/index.html"

FRONT = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The Courier</title>
<link rel="canonical" href="https://courier.example/">
<link rel="alternate" type="application/rss+xml" href="feed.xml" title="The Courier">
<link rel="alternate" type="application/atom+xml" href="atom.xml">
<link rel="alternate" type="application/feed+json" href="https://courier.example/feed.json">
<link rel="stylesheet" href="assets/paper.css">
<meta name="robots" content="max-image-preview:large">
<meta property="og:title" content="The Courier">
<meta property="og:type" content="website">
<meta property="og:url" content="https://courier.example/">
<meta property="og:site_name" content="The Courier">
<meta property="og:image" content="https://courier.example/images/card.png">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Courier", "url": "https://courier.example/",
  "potentialAction": {"@type": "SearchAction", "query-input": "required name=q",
   "target": {"@type": "EntryPoint", "urlTemplate": "https://courier.example/about/?q={q}"}}},
 {"@type": "NewsMediaOrganization", "name": "The Courier", "url": "https://courier.example/",
  "logo": "https://courier.example/images/card.png"}]}
</script>
</head>
<body>
<a href="#main">Skip to content</a>
<h1 id="main">The Courier</h1>
<p><a href="articles/2024/09/harbour/">Bridge over the old harbour to close</a>
<a href="articles/2024/09/harbour/#cracks">The cracks</a> <a href="/about/">About us</a>
<a href="https://courier.example/about/">Who we are</a> <a href="images/na%C3%AFve%20plan.png">The plan</a>
<a href="mailto:desk@courier.example">Write to us</a> <a href="https://elsewhere.example/">Elsewhere</a>
<a href="#top">Up</a> <a href="about/#:~:text=paper">A passage</a>
<a href="https://courier.example?q=1">Home</a></p>
<img src="images/card.png" srcset="images/card.png 1x, images/na%C3%AFve%20plan.png 2x" alt="A bridge">
<svg><title>A mark</title><use href="#main"/></svg>
</body>
</html>
"""

ARTICLE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Bridge over the old harbour to close – The Courier</title>
<link rel="canonical" href="https://courier.example/articles/2024/09/harbour/">
<link rel="alternate" type="application/rss+xml" href="../../../../feed.xml">
<meta name="robots" content="index, max-image-preview:large">
<meta property="og:title" content="Bridge over the old harbour to close">
<meta property="og:type" content="article">
<meta property="og:url" content="https://courier.example/articles/2024/09/harbour/">
<meta property="og:site_name" content="The Courier">
<meta property="og:image" content="https://courier.example/images/card.png">
<meta property="og:image:width" content="1200">
<meta property="article:published_time" content="2024-09-02T09:00:00+02:00">
<meta name="twitter:card" content="summary_large_image">
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Bridge over the old harbour to close",
 "datePublished": "2024-09-02T09:00:00+02:00", "dateModified": "2024-09-03T10:00:00+02:00",
 "author": [{"@type": "Person", "name": "Ann Rye", "url": "https://courier.example/about/"}],
 "image": ["https://courier.example/images/card.png"],
 "publisher": {"@type": "NewsMediaOrganization", "name": "The Courier"}}
</script>
<script type="application/ld+json">
{"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": [
 {"@type": "ListItem", "position": 1, "name": "The Courier", "item": "https://courier.example/"},
 {"@type": "ListItem", "position": 2, "name": "Bridge over the old harbour to close"}]}
</script>
</head>
<body>
<article><header><h1>Bridge over the old harbour to close</h1>
<time datetime="2024-09-02T09:00:00+02:00">2 September 2024</time></header>
<h2 id="cracks">Cracks in two pylons</h2>
<p><a href="../../../../about/">About us</a></p></article>
</body>
</html>
"""

ABOUT = """<!doctype html>
<html lang="en">
<head>
<title>About us</title>
<link rel="canonical" href="https://courier.example/about/">
<meta property="og:title" content="About us">
<meta property="og:type" content="website">
<meta property="og:url" content="https://courier.example/about/">
<meta property="og:site_name" content="The Courier">
<meta property="og:image" content="https://courier.example/images/card.png">
</head>
<body><h1>About us</h1><p>A small paper.</p></body>
</html>
"""

OLD_ADDRESS = """<!doctype html>
<html lang="en">
<head>
<title>Moved</title>
<link rel="canonical" href="https://courier.example/articles/2024/09/harbour/">
<meta http-equiv="refresh" content="0; url=../../articles/2024/09/harbour/">
</head>
<body><a href="../../articles/2024/09/harbour/">It has moved</a></body>
</html>
"""

NOT_FOUND = """<!doctype html>
<html lang="en"><head><title>Not found</title></head>
<body><h1>Not found</h1><a href="/">Home</a></body></html>
"""

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>The Courier</title><link>https://courier.example/</link><description/>
<atom:link rel="self" type="application/rss+xml" href="https://courier.example/feed.xml"/>
<lastBuildDate>Mon, 02 Sep 2024 09:00:00 +0200</lastBuildDate>
<item>
<title>Bridge over the old harbour to close</title>
<link>https://courier.example/articles/2024/09/harbour/</link>
<guid isPermaLink="true">https://courier.example/articles/2024/09/harbour/</guid>
<pubDate>Mon, 02 Sep 2024 09:00:00 +0200</pubDate>
<dc:creator>Ann Rye</dc:creator>
<media:content url="https://courier.example/images/card.png" medium="image"/>
<content:encoded><![CDATA[<p>It <a href="https://courier.example/about/">closes</a>.</p>]]></content:encoded>
</item>
</channel>
</rss>
"""

ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>https://courier.example/</id><title>The Courier</title><updated>2024-09-02T09:00:00+02:00</updated>
<link rel="self" href="https://courier.example/atom.xml"/><link href="https://courier.example/"/>
<entry>
<id>https://courier.example/articles/2024/09/harbour/</id>
<title>Bridge over the old harbour to close</title>
<link href="https://courier.example/articles/2024/09/harbour/"/>
<updated>2024-09-02T09:00:00+02:00</updated>
<author><name>Ann Rye</name></author>
<content type="html">&lt;p&gt;It closes.&lt;/p&gt;</content>
</entry>
</feed>
"""

JSON_FEED = """{"version": "https://jsonfeed.org/version/1.1", "title": "The Courier",
"home_page_url": "https://courier.example/", "feed_url": "https://courier.example/feed.json",
"items": [{"id": "https://courier.example/articles/2024/09/harbour/",
 "url": "https://courier.example/articles/2024/09/harbour/", "title": "Bridge over the old harbour to close",
 "content_html": "<p>It closes.</p>", "date_published": "2024-09-02T09:00:00+02:00",
 "authors": [{"name": "Ann Rye"}]}]}
"""

SITEMAP = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc>https://courier.example/</loc></url>
<url><loc>https://courier.example/about/</loc><lastmod>2024-09</lastmod></url>
<url><loc>https://courier.example/articles/2024/09/harbour/</loc><lastmod>2024-09-02T09:00:00+02:00</lastmod></url>
</urlset>
"""

NEWS = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc>https://courier.example/articles/2024/09/harbour/</loc>
<news:news>
<news:publication><news:name>The Courier</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-09-02T09:00:00+02:00</news:publication_date>
<news:title>Bridge over the old harbour to close</news:title></news:news></url>
</urlset>
"""

GOOD = {
    "index.html": FRONT,
    "about/index.html": ABOUT,
    STORY: ARTICLE,
    REDIRECT: OLD_ADDRESS,
    "404.html": NOT_FOUND,
    "feed.xml": RSS,
    "atom.xml": ATOM,
    "feed.json": JSON_FEED,
    "sitemap.xml": SITEMAP,
    "news-sitemap.xml": NEWS,
    "robots.txt": f"User-agent: *\nAllow: /\n\nSitemap: {HOME}sitemap.xml\nSitemap: {HOME}news-sitemap.xml\n",
    "assets/paper.css": "/* url(none.png) */ body { background: url('../images/card.png') }",
    "images/card.png": "a picture",
    "images/naïve plan.png": "a picture",
    "google1234.html": "google-site-verification: google1234.html",
}
