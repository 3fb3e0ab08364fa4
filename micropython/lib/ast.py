# ast: literal_eval. The text is let through when it is made of literals, and then evaluated, in time
# that grows with the text. Trees are left out; `parse` says so.
_eval_as_it_is = eval  # of source that needs no lowering
_NAMES = ("True", "False", "None", "Ellipsis")
_WORD = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
_DIGITS = "0123456789"


def _malformed(what, line):
    raise ValueError("malformed node or string on line %d: %s" % (line, what))


def _string_end(text, at):
    # Behind the string that starts there.
    quote = text[at]
    width = 3 if text[at : at + 3] == [quote] * 3 else 1
    end = at + width
    while end < len(text):
        if text[end] == "\\":
            end += 2
            continue
        if text[end] == quote and text[end : end + width] == [quote] * width:
            return end + width
        if text[end] == "\n" and width == 1:
            break
        end += 1
    raise SyntaxError("unterminated string literal (detected at line %d)" % (text[:at].count("\n") + 1))


def _check(text):
    text = list(text)  # where an index costs little
    length = len(text)
    at = 0
    line = 1
    before = ""  # the kind of the token before: v(alue), ( or another mark
    sign = ""
    while at < length:
        c = text[at]
        if c == "\n":
            line += 1
        if c in " \t\n\r\f":
            at += 1
            continue
        if c == "#":
            while at < length and text[at] != "\n":
                at += 1
            continue
        if sign and c not in _DIGITS and c not in ".+-":
            _malformed("<ast.BinOp object>", line)
        if c in _DIGITS or c == "." and at + 1 < length and text[at + 1] in _DIGITS:
            end = at + 1
            while end < length and (text[end] in _WORD or text[end] == "." or text[end] in "+-" and text[end - 1] in "eE" and text[at : at + 2] != ["0", "x"]):
                end += 1
            if sign and text[end - 1] not in "jJ":
                _malformed("<ast.BinOp object>", line)
            at = end
            before, sign = "v", ""
        elif c in _WORD:
            end = at
            while end < length and text[end] in _WORD:
                end += 1
            word = "".join(text[at:end])
            if end < length and text[end] in "'\"" and word.lower() in ("b", "r", "u", "br", "rb"):
                at = _string_end(text, end)
            elif word in _NAMES:
                at = end
            elif word == "set" and "".join(text[end:]).lstrip(" ")[:2] == "()":
                at = end + "".join(text[end:]).find(")") + 1
            else:
                called = "".join(text[end:]).lstrip(" ")[:1] == "("
                _malformed("<ast.Call object>" if called else "<ast.Name object>", line)
            before = "v"
        elif c in "'\"":
            end = _string_end(text, at)
            line += text[at:end].count("\n")
            at = end
            before = "v"
        elif c in "([{":
            if before in ("v", ")"):
                _malformed("<ast.Call object>" if c == "(" else "<ast.Subscript object>", line)
            before = "("
            at += 1
        elif c in ")]}":
            before = ")"
            at += 1
        elif c in "+-":
            sign = c if before in ("v", ")") else sign
            before = "-"
            at += 1
        elif c in ",:":
            before = c
            at += 1
        elif c in "*/%@&|^<>=~!":
            _malformed("<ast.BinOp object>", line)
        elif text[at : at + 3] == [".", ".", "."]:
            at += 3
            before = "v"
        else:
            _malformed("<ast.Attribute object>", line) if c == "." else _syntax()


def _syntax():
    raise SyntaxError("invalid syntax")


def literal_eval(node_or_string):
    if not isinstance(node_or_string, str):
        raise ValueError("malformed node or string: %r" % (node_or_string,))
    text = node_or_string.lstrip(" \t")
    _check(text)
    if not text.strip():
        _syntax()
    return _eval_as_it_is(text.replace("\r\n", "\n").strip())


def parse(source, filename="<unknown>", mode="exec", **options):
    raise NotImplementedError("ast.parse is not available here; ast.literal_eval is, and compile() checks syntax")


dump = unparse = walk = parse


class AST:
    pass


class NodeVisitor:
    pass


class NodeTransformer(NodeVisitor):
    pass
