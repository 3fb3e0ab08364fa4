# fnmatch, without regular expressions.
__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def _set(pattern, at):
    # The end of the set that starts behind `[`, or -1 where it has none.
    end = at
    if pattern[end : end + 1] == "!":
        end += 1
    if pattern[end : end + 1] == "]":
        end += 1
    return pattern.find("]", end)


def _parts(pattern):
    # -> a list of "*", "?", one character, or (negated, [(first, last), ..])
    parts = []
    at = 0
    while at < len(pattern):
        c = pattern[at]
        at += 1
        if c == "*":
            if not parts or parts[-1] != "*":
                parts.append(c)
            continue
        end = _set(pattern, at) if c == "[" else -1
        if end < 0:
            parts.append(c if c == "?" else (False, [(c, c)]))
            continue
        inner = pattern[at:end]
        at = end + 1
        negated = inner.startswith("!")
        inner = inner[1:] if negated else inner
        ranges = []
        n = 0
        while n < len(inner):
            if n + 2 < len(inner) and inner[n + 1] == "-":
                ranges.append((inner[n], inner[n + 2]))
                n += 3
            else:
                ranges.append((inner[n], inner[n]))
                n += 1
        parts.append((negated, ranges))
    return parts


def _is(part, c):
    if part == "?":
        return True
    negated, ranges = part
    for first, last in ranges:
        if first <= c <= last:
            return not negated
    return negated


def _match(name, parts):
    # Goes back to the last star only, which is enough.
    at = n = 0
    star = -1
    mark = 0
    while at < len(name):
        if n < len(parts) and parts[n] == "*":
            star = n
            mark = at
            n += 1
        elif n < len(parts) and _is(parts[n], name[at]):
            at += 1
            n += 1
        elif star >= 0:
            mark += 1
            at = mark
            n = star + 1
        else:
            return False
    while n < len(parts) and parts[n] == "*":
        n += 1
    return n == len(parts)


def _texts(name, pat):
    # Bytes are matched as the characters of the same numbers.
    if isinstance(name, bytes) != isinstance(pat, bytes):
        raise TypeError("cannot use a %s pattern on a %s-like object" % (("bytes", "string") if isinstance(pat, bytes) else ("string", "bytes")))
    return (name, pat) if isinstance(pat, str) else (name.decode("latin-1"), pat.decode("latin-1"))


def fnmatchcase(name, pat):
    name, pat = _texts(name, pat)
    return _match(name, _parts(pat))


def fnmatch(name, pat):
    import os

    return fnmatchcase(os.fspath(name), os.fspath(pat))


def filter(names, pat):
    if isinstance(pat, bytes):
        return [name for name in names if fnmatchcase(name, pat)]
    parts = _parts(pat)
    return [name for name in names if _match(name, parts)]


def _translated_set(inner):
    # As CPython writes it.
    if "-" in inner:
        chunks = []
        start, at = 0, 2 if inner[0] == "!" else 1
        while True:
            at = inner.find("-", at)
            if at < 0:
                break
            chunks.append(inner[start:at])
            start = at + 1
            at += 3
        if inner[start:]:
            chunks.append(inner[start:])
        else:
            chunks[-1] += "-"
        for n in range(len(chunks) - 1, 0, -1):
            if chunks[n - 1][-1] > chunks[n][0]:
                chunks[n - 1] = chunks[n - 1][:-1] + chunks[n][1:]
                del chunks[n]
        inner = "-".join([chunk.replace("\\", "\\\\").replace("-", "\\-") for chunk in chunks])
    else:
        inner = inner.replace("\\", "\\\\")
    if not inner:
        return "(?!)"
    if inner == "!":
        return "."
    for c in "&~|":
        inner = inner.replace(c, "\\" + c)
    if inner[0] == "!":
        inner = "^" + inner[1:]
    elif inner[0] in "^[":
        inner = "\\" + inner
    return "[" + inner + "]"


def translate(pat):
    parts = [[]]  # between the stars
    at = 0
    while at < len(pat):
        c = pat[at]
        at += 1
        if c == "*":
            if parts[-1] or len(parts) == 1:
                parts.append([])
        elif c == "?":
            parts[-1].append(".")
        elif c == "[" and _set(pat, at) >= 0:
            end = _set(pat, at)
            parts[-1].append(_translated_set(pat[at:end]))
            at = end + 1
        else:
            parts[-1].append("\\" + c if c in "()[]{}?*+-|^$\\.&~# \t\n\r\v\f" else c)
    # All stars but the last take as little as they can, and never give it back.
    parts = ["".join(part) for part in parts]
    if len(parts) == 1:
        return "(?s:%s)\\Z" % parts[0]
    middle = "".join(["(?>.*?%s)" % part for part in parts[1:-1]])
    return "(?s:%s%s.*%s)\\Z" % (parts[0], middle, parts[-1])
