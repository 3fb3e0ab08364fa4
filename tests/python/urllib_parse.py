from urllib.parse import (urlparse, urlsplit, urlunsplit, urlunparse, urljoin, urldefrag, parse_qs, parse_qsl, quote, quote_plus,
                          unquote, unquote_plus, urlencode, quote_from_bytes, unquote_to_bytes, ParseResult, SplitResult)
import urllib.parse

u = urlparse("https://user:pw@Example.com:8080/a/b;p=1?q=1&r=2#frag")
print(u)
print(u.scheme, u.netloc, u.path, u.params, u.query, u.fragment, u.hostname, u.port, u.username, u.password, u.geturl(), u[1], len(u))
s = urlsplit("http://h/p?q#f")
print(s, s.geturl(), s.port, s.hostname, s.username, s._replace(scheme="ftp", path="/x").geturl(), s._asdict())
scheme, netloc, path, params, query, fragment = u
print(netloc, isinstance(u, tuple), isinstance(u, ParseResult), s == SplitResult("http", "h", "/p", "q", "f") if False else "skip")
for url in ["", "path/only", "/abs?x", "mailto:a@b.c", "//host/x", "http://[::1]:80/", "a:b", "1http://x", "file:///etc/x", "HTTP://X/Y", "http://h:/", "data:text/plain,hi", "http://h?x#y?z", " http://x/\n y"]:
    u = urlparse(url)
    print(tuple(u), u.hostname, u.port, urlunparse(u), urlunsplit(urlsplit(url)))
for bad in [lambda: urlparse("http://h:abc/").port, lambda: urlparse("http://h:99999/").port, lambda: urlparse("http://[::1/"), lambda: urlencode(5),
            lambda: urlencode("abc"), lambda: parse_qsl("a", strict_parsing=True), lambda: quote(5), lambda: s.nothing]:
    try:
        print(bad())
    except (ValueError, TypeError, AttributeError) as error:
        print(type(error).__name__, error)
base = "http://a/b/c/d;p?q"
for url in ["g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "g#s", "g?y#s", ";x", "g;x", "", ".", "./", "..", "../", "../g", "../..", "../../g",
            "../../../g", "/./g", "/../g", "g.", "..g", "./../g", "./g/.", "g/./h", "g/../h", "g:h", "http:g", "mailto:x@y", "https://other/x"]:
    print(url, urljoin(base, url))
print(urljoin("", "x"), urljoin("http://h", "x"), urljoin("http://h/a/", "../b"), urljoin("/a/b", "c"), urljoin("http://h/a?b", "?c"))
print(urldefrag("http://h/p#f"), urldefrag("http://h/p").url, urldefrag("x#y").fragment)
print(parse_qs("a=1&b=2&a=3&c=&d"), parse_qs("a=1&c=&d", keep_blank_values=True), parse_qsl("x=%C3%A9+y&z=a%2Bb&z=2"), parse_qs(""), parse_qs("a=1;b=2", separator=";"))
print(quote("a b/c?d=é&~_.-"), quote("a/b", safe=""), quote_plus("a b&c=d/é"), quote("x y", safe=" "), quote(b"\xff a"), quote(""), quote("€", encoding="latin-1", errors="replace"))
print(unquote("a%20b%2Fc%C3%A9") == "a b/cé", unquote_plus("a+b%2B"), unquote("%zz%4"), unquote("%ff") == "\ufffd", unquote("%E9", encoding="latin-1") == "é", unquote("100%"))
print(unquote_to_bytes("a%20%ff"), quote_from_bytes(b"a b\xe9"))
print(urlencode({"a": 1, "b": "x y", "c": "é&="}), urlencode([("a", 1), ("a", 2)]), urlencode({"a": [1, 2], "b": "s"}, doseq=True), urlencode({"a": [1, 2]}), urlencode({}))
print(urlencode({"q": "a b", "p": "/x"}, quote_via=quote), urlencode({"q": "a/b"}, safe="/"), urlencode({"n": None, "t": True, "f": 1.5}))
