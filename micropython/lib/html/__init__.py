# html.
__all__ = ["escape", "unescape"]

_WINDOWS = "€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"  # what 0x80 to 0x9f are taken for
_DIGITS = "0123456789"
_HEX = "0123456789abcdefABCDEF"


def escape(s, quote=True):
    s = s.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return s.replace('"', "&quot;").replace("'", "&#x27;") if quote else s


def _character(code):
    if 0x80 <= code <= 0x9F:
        return _WINDOWS[code - 0x80]
    if code == 0 or 0xD800 <= code <= 0xDFFF or code > 0x10FFFF:
        return "\ufffd"
    if code < 32 and code not in (9, 10, 12, 13) or code == 127 or 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE:
        return "\r" if code == 13 else ""
    return chr(code)


def unescape(s):
    if "&" not in s:
        return s
    from html.entities import html5

    parts = s.split("&")
    out = [parts[0]]
    for part in parts[1:]:
        if part[:1] == "#":
            start, allowed, base = (2, _HEX, 16) if part[1:2] in ("x", "X") else (1, _DIGITS, 10)
            end = start
            while end < len(part) and part[end] in allowed:
                end += 1
            if end == start:
                out.append("&" + part)
                continue
            out.append(_character(int(part[start:end], base)))
            out.append(part[end + 1 :] if part[end : end + 1] == ";" else part[end:])
            continue
        end = part.find(";", 0, 33)
        name = part[: end + 1] if end > 0 else part[:32]
        if end > 0 and name in html5:
            out.append(html5[name])
            out.append(part[end + 1 :])
            continue
        # The longest name that may stand without a semicolon.
        for size in range(min(len(name) - 1 if end > 0 else len(name), 6), 1, -1):
            if name[:size] in html5:
                out.append(html5[name[:size]] + part[size:])
                break
        else:
            out.append("&" + part)
    return "".join(out)
