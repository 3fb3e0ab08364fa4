//! scrape_pages: the readable text of web pages as Markdown.
