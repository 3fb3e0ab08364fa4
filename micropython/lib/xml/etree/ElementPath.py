# xml.etree.ElementPath: the simple paths of find, findall and iterfind.
_NAME_ENDS = "/[]()@=!'\" \t\n"


def _tokens(path, namespaces):
    # -> [(kind, text)]: kinds are the marks themselves, "'" for a string, "" for a name
    tokens = []
    at = 0
    attribute = False
    while at < len(path):
        c = path[at]
        if c in "'\"":
            end = path.find(c, at + 1)
            if end < 0:
                raise SyntaxError("invalid path")
            tokens.append(("'", path[at + 1 : end]))
            at = end + 1
            continue
        for mark in ("//", "..", "()", "!=", "/", ".", "*", "[", "]", "(", ")", "@", "="):
            if path.startswith(mark, at):
                break
        else:
            mark = ""
        if c in " \t\n":
            at += 1
            continue
        if mark and not (mark == "." and at + 1 < len(path) and path[at + 1] not in _NAME_ENDS):
            tokens.append((mark, ""))
            attribute = mark == "@"
            at += len(mark)
            continue
        start = at
        if c == "{":
            at = path.find("}", at) + 1
            if not at:
                raise SyntaxError("invalid path")
        if path[at : at + 1] == "*":
            at += 1
        else:
            while at < len(path) and path[at] not in _NAME_ENDS:
                at += 1
        name = path[start:at]
        if name[0] != "{":
            if ":" in name:
                prefix, _, local = name.partition(":")
                if not namespaces or prefix not in namespaces:
                    raise SyntaxError("prefix %r not found in prefix map" % prefix)
                name = "{%s}%s" % (namespaces[prefix], local)
            elif namespaces and namespaces.get("") and not attribute and not name.isdigit() and name != "last":
                name = "{%s}%s" % (namespaces[""], name)
        tokens.append(("", name))
    return tokens


def _is(tag):
    # -> a function that says whether a tag is meant
    if tag[:3] == "{*}":
        if tag == "{*}*":
            return lambda found: isinstance(found, str)
        local, end = tag[3:], tag[2:]
        return lambda found: isinstance(found, str) and (found == local or found[0] == "{" and found.endswith(end))
    if tag[:2] == "{}":
        if tag == "{}*":
            return lambda found: isinstance(found, str) and found[0] != "{"
        return lambda found: found == tag[2:]
    if tag[-2:] == "}*":
        return lambda found: isinstance(found, str) and found.startswith(tag[:-1])
    return lambda found: found == tag


def _parents(root):
    return {id(child): parent for parent in root.iter() for child in parent}


def _children(result, meant):
    for element in result:
        for child in element:
            if meant is None or meant(child.tag):
                yield child


def _descendants(result, meant):
    for element in result:
        for inner in element.iter():
            if inner is not element and (meant is None or meant(inner.tag)):
                yield inner


def _up(result, root):
    parents = _parents(root)
    seen = set()
    for element in result:
        parent = parents.get(id(element))
        if parent is not None and id(parent) not in seen:
            seen.add(id(parent))
            yield parent


def _text(element):
    return "".join(element.itertext())


def _filtered(result, test):
    for element in result:
        if test(element):
            yield element


def _placed(result, root, index):
    parents = _parents(root)
    for element in result:
        parent = parents.get(id(element))
        if parent is not None:
            same = [child for child in parent if child.tag == element.tag]
            if -len(same) <= index < len(same) and same[index] is element:
                yield element


def _predicate(tokens, result, root):
    kinds = [kind for kind, _ in tokens]
    texts = [text for _, text in tokens]
    if kinds == ["@", ""]:
        return _filtered(result, lambda e: e.get(texts[1]) is not None)
    if kinds == ["@", "", "=", "'"]:
        return _filtered(result, lambda e: e.get(texts[1]) == texts[3])
    if kinds == ["@", "", "!=", "'"]:
        return _filtered(result, lambda e: e.get(texts[1]) is not None and e.get(texts[1]) != texts[3])
    if kinds == [".", "=", "'"]:
        return _filtered(result, lambda e: _text(e) == texts[2])
    if kinds == [".", "!=", "'"]:
        return _filtered(result, lambda e: _text(e) != texts[2])
    if kinds == [""]:
        if texts[0].lstrip("-").isdigit():
            if int(texts[0]) < 1:
                raise SyntaxError("XPath position >= 1 expected")
            return _placed(result, root, int(texts[0]) - 1)
        return _filtered(result, lambda e: e.find(texts[0]) is not None)
    if kinds == ["", "=", "'"]:
        return _filtered(result, lambda e: any([_text(child) == texts[2] for child in e.findall(texts[0])]))
    if kinds == ["", "!=", "'"]:
        return _filtered(result, lambda e: any([_text(child) != texts[2] for child in e.findall(texts[0])]))
    if kinds[:2] == ["", "()"]:
        if texts[0] != "last":
            raise SyntaxError("unsupported function")
        if len(kinds) == 2:
            return _placed(result, root, -1)
        if kinds == ["", "()", ""] and texts[2][:1] == "-" and texts[2][1:].isdigit():
            if int(texts[2][1:]) < 1:
                raise SyntaxError("XPath offset from last() must be negative")
            return _placed(result, root, -int(texts[2][1:]) - 1)
        raise SyntaxError("unsupported expression")
    raise SyntaxError("invalid predicate")


def iterfind(elem, path, namespaces=None):
    if path[-1:] == "/":
        path += "*"
    if path[:1] == "/":
        raise SyntaxError("cannot use absolute path on element")
    tokens = _tokens(path, namespaces)
    result = iter([elem])
    at = 0
    while at < len(tokens):
        kind, text = tokens[at]
        at += 1
        deep = kind == "//"
        if kind == "/" or deep:
            if at >= len(tokens):
                raise SyntaxError("invalid path")
            kind, text = tokens[at]
            at += 1
        if deep:
            if kind not in ("*", ""):
                raise SyntaxError("invalid descendant")
            result = _descendants(result, None if kind == "*" else _is(text))
        elif kind == "*":
            result = _children(result, None)
        elif kind == "":
            result = _children(result, _is(text))
        elif kind == "..":
            result = _up(result, elem)
        elif kind == "[":
            end = at
            while end < len(tokens) and tokens[end][0] != "]":
                end += 1
            if end == len(tokens):
                raise SyntaxError("invalid path")
            result = _predicate(tokens[at:end], result, elem)
            at = end + 1
        elif kind != ".":
            raise SyntaxError("invalid path")
    return result


def find(elem, path, namespaces=None):
    return elem.find(path, namespaces)


def findall(elem, path, namespaces=None):
    return list(iterfind(elem, path, namespaces))
