# mimetypes: the common ones.
_TEXT = """
text/plain txt c h log ksh pl bat
text/html html htm
text/css css
text/csv csv
text/xml xml
text/markdown md
text/javascript js mjs
text/x-python py
text/tab-separated-values tsv
text/vcard vcf
text/calendar ics
application/json json
application/manifest+json webmanifest
application/pdf pdf ai
application/zip zip
application/gzip gz tgz
application/x-tar tar
application/x-sh sh
application/sql sql
application/rtf rtf
application/msword doc dot
application/vnd.ms-excel xls
application/vnd.ms-powerpoint ppt pps
application/vnd.openxmlformats-officedocument.wordprocessingml.document docx
application/vnd.openxmlformats-officedocument.spreadsheetml.sheet xlsx
application/vnd.openxmlformats-officedocument.presentationml.presentation pptx
application/vnd.oasis.opendocument.text odt
application/vnd.oasis.opendocument.spreadsheet ods
application/epub+zip epub
application/octet-stream bin exe dll so o a
application/wasm wasm
application/yaml yaml yml
application/toml toml
application/x-sqlite3 sqlite
image/png png
image/jpeg jpg jpe jpeg
image/gif gif
image/bmp bmp
image/svg+xml svg
image/tiff tiff tif
image/webp webp
image/vnd.microsoft.icon ico
image/heic heic
audio/mpeg mp3 mp2
audio/x-wav wav
audio/aac aac
audio/ogg ogg
audio/flac flac
audio/midi mid midi
video/mp4 mp4
video/mpeg mpeg mpg
video/quicktime mov qt
video/webm webm
video/x-msvideo avi
font/woff woff
font/woff2 woff2
font/ttf ttf
"""
encodings_map = {".gz": "gzip", ".Z": "compress", ".bz2": "bzip2", ".xz": "xz", ".br": "br"}
suffix_map = {".tgz": ".tar.gz", ".taz": ".tar.gz", ".tz": ".tar.gz", ".tbz2": ".tar.bz2", ".txz": ".tar.xz"}
types_map = {}
common_types = {}
inited = True
for _line in _TEXT.strip().split("\n"):
    _type, _, _ends = _line.partition(" ")
    for _end in _ends.split():
        types_map["." + _end] = _type


def init(files=None):
    pass


def add_type(type, ext, strict=True):
    types_map[ext] = type


def guess_type(url, strict=True):
    import posixpath

    base, ext = posixpath.splitext(posixpath.fspath(url))
    while ext in suffix_map:
        base, ext = posixpath.splitext(base + suffix_map[ext])
    encoding = encodings_map.get(ext)
    if encoding:
        base, ext = posixpath.splitext(base)
    return types_map.get(ext) or types_map.get(ext.lower()), encoding


def guess_all_extensions(type, strict=True):
    return [ext for ext, known in types_map.items() if known == type.lower()]


def guess_extension(type, strict=True):
    found = guess_all_extensions(type)
    return found[0] if found else None
