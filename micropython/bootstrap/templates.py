# str.format: a text with fields in braces.

_templates = {}  # parsed texts


def _parse_template(text):
    # -> list of (text before, field or None, conversion, format)
    pieces = []
    literal = []
    at = 0
    end = len(text)
    while at < end:
        character = text[at]
        if character == "{":
            if text[at + 1 : at + 2] == "{":
                literal.append("{")
                at += 2
                continue
            depth = 1
            start = at = at + 1
            while at < end and depth:
                if text[at] == "{":
                    depth += 1
                elif text[at] == "}":
                    depth -= 1
                at += 1
            if depth:
                raise ValueError("Single '{' encountered in format string" if start == end else "expected '}' before end of string")
            pieces.append(("".join(literal),) + _parse_field(text[start : at - 1]))
            literal = []
            continue
        if character == "}":
            if text[at + 1 : at + 2] != "}":
                raise ValueError("Single '}' encountered in format string")
            at += 1
        literal.append(character)
        at += 1
    pieces.append(("".join(literal), None, "", ""))
    if len(_templates) > 100:
        _templates.clear()
    _templates[text] = pieces
    return pieces


def _parse_field(field):
    depth = 0
    for at, character in enumerate(field):
        if character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
        elif depth <= 0 and character in "!:":
            if character == ":":
                return field[:at], "", field[at + 1 :]
            conversion = field[at + 1 : at + 2]
            if conversion not in ("r", "s", "a") or not conversion:
                raise ValueError("Unknown conversion specifier " + conversion)
            rest = field[at + 2 :]
            if rest and rest[0] != ":":
                raise ValueError("expected ':' after conversion specifier")
            return field[:at], conversion, rest[1:]
    return field, "", ""


def _split_field(field):
    for at, character in enumerate(field):
        if character in ".[":
            return field[:at], field[at:]
    return field, ""


def _looked_up(value, path):
    while path:
        if path[0] == ".":
            name, path = _split_field(path[1:])
            value = getattr(value, name)
        else:
            end = path.find("]")
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = path[1:end]
            path = path[end + 1 :]
            value = value[int(key) if key.isdigit() else key]
    return value


class _Arguments:
    def __init__(self, positional, named):
        self.positional = positional
        self.named = named
        self.next = 0

    def get(self, field):
        name, path = _split_field(field)
        if not name:
            if self.next < 0:
                raise ValueError("cannot switch from manual field specification to automatic field numbering")
            place = self.next
            self.next += 1
        elif name.isdigit():
            if self.next > 0:
                raise ValueError("cannot switch from automatic field numbering to manual field specification")
            self.next = -1
            place = int(name)
        else:
            value = self.named[name]
            return _looked_up(value, path) if path else value
        if place >= len(self.positional):
            raise IndexError("Replacement index %d out of range for positional args tuple" % place)
        value = self.positional[place]
        return _looked_up(value, path) if path else value


def _fill(text, arguments):
    written = []
    for literal, field, conversion, spec in _templates.get(text) or _parse_template(text):
        if literal:
            written.append(literal)
        if field is None:
            break
        value = arguments.get(field)
        if conversion:
            value = repr(value) if conversion == "r" else str(value) if conversion == "s" else ascii(value)
        if "{" in spec:
            spec = _fill(spec, arguments)
        written.append(_formatted(value, spec))
    return "".join(written)


def _format_text(text, positional, pairs):
    # text.format(...), of a tuple of names and values.
    if text == "{:#b}":
        # As MicroPython's `bin` asks.
        positional = (_integer_of(positional[0]),)
    named = {pairs[at]: pairs[at + 1] for at in range(0, len(pairs), 2)}
    return _fill(text, _Arguments(positional, named))
