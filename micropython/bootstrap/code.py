# What a function's code says of itself: where it is in the source, and with that its qualified name,
# its parameters and its docstring.
_ClosureFunction = type(_bytes_through_str("title"))
_CodeObject = type((lambda: 0).__code__)


_BY_POSITION = "_by_position_"  # what such a parameter's name ends with


class _Code:
    # The head of a function's code. Numbers are packed into some bits of each byte in turn.
    def __init__(self, function):
        # Or of a code object.
        address = id(function)
        if type(function) is _ClosureFunction:
            address = _word(address + 4)
        self.address = address
        self.names = _word(address + 4) if type(function) is _CodeObject else _word(_word(address + 4) + 8)
        self.at = _word(address + 12)
        first = byte = self._byte()
        self.flags, self.positional, self.keyword_only, self.defaults = 0, first & 3, 0, 0
        shift = 0
        while byte & 0x80:
            byte = self._byte()
            self.flags |= (byte >> 6 & 1) << shift
            self.positional |= (byte & 4) << shift
            self.keyword_only |= (byte >> 3 & 1) << shift
            self.defaults |= (byte & 1) << shift
            shift += 1
        info = cells = shift = 0
        while True:
            byte = self._byte()
            info |= (byte & 0x7E) >> 1 << 6 * shift
            cells |= (byte & 1) << shift
            shift += 1
            if not byte & 0x80:
                break
        self.lines_end = self.at + info
        self.instructions = self.lines_end + cells
        self.name = self._name()
        self.parameters = [self._name() for _ in range(self.positional + self.keyword_only)]
        self.by_position = 0  # how many cannot be given by name: src/python/positional.rs
        for place, name in enumerate(self.parameters):
            if name.endswith(_BY_POSITION):
                self.parameters[place] = name[: -len(_BY_POSITION)]
                self.by_position += 1
        self.lines = self.at
        # Variables of functions around this one come first.
        self.shared = self.parameters.count("*")

    def _byte(self):
        byte = uctypes.bytearray_at(self.at, 1)[0]
        self.at += 1
        return byte

    def _number(self):
        number = 0
        while True:
            byte = self._byte()
            number = number << 7 | byte & 0x7F
            if not byte & 0x80:
                return number

    def _name(self):
        return self._name_at(self._number())

    def _name_at(self, index):
        number = uctypes.bytearray_at(self.names + 2 * index, 2)
        return _object_at((number[0] | number[1] << 8) << 3 | 2)

    def file(self):
        return self._name_at(0)

    def line(self, place=0):
        # Of an instruction; the first one's is that of the first statement that does something.
        line = 1
        self.at = self.lines
        while self.at < self.lines_end:
            byte = self._byte()
            if byte & 0x80:
                length, more = byte & 15, (byte << 4 & 0x700) | self._byte()
            else:
                length, more = byte & 31, byte >> 5
            if place < length:
                break
            place -= length
            line += more
        return line

    def keyword_defaults(self):
        return _object_at(_word(self.address + 16 + 4 * self.defaults)) if self.flags & 8 else {}

    def positional_defaults(self):
        return tuple([_object_at(_word(self.address + 16 + 4 * place)) for place in range(self.defaults)])

    def definition(self):
        # -> (the lines of the source, the number of the one with its `def`), or None
        if self.name[:1] == "<":
            return None
        source = _source_of(self.file())
        if source is None:
            return None
        lines = source.split("\n")
        head = "def " + self.name
        for number in range(min(self.line(), len(lines)) - 1, -1, -1):
            text = lines[number]
            at = text.find(head)
            if at >= 0 and not (text[at + len(head) :][:1] + "_").replace("_", "a").isalnum():
                return lines, number
        return None


class code:
    # Of a function that has others within it, for which MicroPython makes no such object.
    def __init__(self, function):
        self._function = function

    def __getattr__(self, name):
        value = _code_attribute(self._function, name)
        if value is _absent:
            raise AttributeError("'code' object has no attribute '%s'" % name)
        return value


_FunctionCode = code


def _source_of(file):
    if file[:9] == "<library ":
        # It is lowered, and its lines are the same.
        found, module = _ask("module", file[9:-1])
        return module["source"] if found and module else None
    return _sources.get(file)


def _code_attribute(object, name):
    if name == "co_consts" or name[:3] != "co_":
        return _absent
    code = _Code(object)
    found = code.definition()
    return {
        "co_name": code.name,
        "co_qualname": code.name,
        "co_filename": code.file(),
        "co_argcount": code.positional - code.shared,
        "co_kwonlyargcount": code.keyword_only,
        "co_posonlyargcount": code.by_position,
        "co_varnames": tuple(code.parameters[code.shared :]),
        "co_firstlineno": found[1] + 1 if found else code.line(),
        "co_flags": 3 | (code.flags & 1) << 5 | (code.flags & 2) << 2 | code.flags & 4,
        "co_freevars": ("?",) * code.shared,
    }.get(name, _absent)


def _qualified(function):
    # With the classes and functions that it is in.
    kept = _SIDE.get(id(function))
    if kept is not None and "__qualname__" in kept[1]:
        return kept[1]["__qualname__"]
    code = _Code(function)
    found = code.definition()
    if found is None:
        return code.name
    lines, number = found
    name = code.name
    indentation = _indentation(lines[number])
    for line in reversed(lines[:number]):
        if not indentation:
            break
        text = line.lstrip()
        if not text or _indentation(line) >= indentation or text[:1] in "#@)]}":
            continue
        words = text[6:] if text[:6] == "async " else text
        if words[:6] == "class ":
            name = "%s.%s" % (_first_name(words[6:]), name)
        elif words[:4] == "def ":
            name = "%s.<locals>.%s" % (_first_name(words[4:]), name)
        elif not words.rstrip().endswith(":"):
            continue
        indentation = _indentation(line)
    return name


def _indentation(line):
    return len(line) - len(line.lstrip())


def _first_name(text):
    end = 0
    text = text.lstrip()
    while end < len(text) and (text[end].isalnum() or text[end] == "_"):
        end += 1
    return text[:end]


def _head(function):
    # -> (the source from the function's `def` on, where the parts of its head end: at the brackets around
    # the parameters, at the commas between them, and at last at the colon), or None
    found = _Code(function).definition()
    if found is None:
        return None
    lines, number = found
    text = "\n".join(lines[number : number + 400])
    at = text.find("def ")
    depth = 0
    ends = []
    closed = False  # behind the parameters
    while at < len(text):
        character = text[at]
        if character in "([{":
            if not depth and not closed:
                ends.append(at)
            depth += 1
        elif character in ")]}":
            depth -= 1
            if not depth and not closed:
                ends.append(at)
                closed = True
        elif character in "\"'":
            at = _end_of_string(text, at) - 1
        elif character == "#":
            at = text.find("\n", at)
            if at < 0:
                return None
        elif character == "," and depth == 1 and not closed:
            ends.append(at)
        elif character == ":" and not depth:
            ends.append(at)
            return text, ends
        at += 1
    return None


def _docstring(function):
    # The text that its body begins with.
    head = _head(function)
    if head is None:
        return None
    text, ends = head
    at = ends[-1] + 1
    while at < len(text):
        if text[at] == "#":
            at = text.find("\n", at)
            if at < 0:
                return None
        elif text[at] not in " \t\r\n\\":
            break
        at += 1
    start = at
    while text[at : at + 1] in ("r", "R", "u", "U") and at - start < 2:
        at += 1
    if text[at : at + 1] not in ('"', "'"):
        return None
    try:
        return eval(text[start : _end_of_string(text, at)])
    except SyntaxError:
        return None


def _annotations(function):
    # By the names of the parameters, and "return". What cannot be evaluated stays text.
    head = _head(function)
    if head is None:
        return {}
    text, ends = head
    parts = [text[start + 1 : end] for start, end in zip(ends, ends[1:])]
    named = [_annotated(_without_comments(part)) for part in parts[:-1]]
    arrow = parts[-1].find("->")
    if arrow >= 0:
        named.append(("return", parts[-1][arrow + 2 :].strip()))
    keeps_text = "from __future__ import annotations" in _sources.get(_Code(function).file(), "")
    found = {}
    for name, annotation in named:
        if annotation:
            found[name] = annotation if keeps_text else _evaluated(annotation, function.__globals__)
    return found


def _without_comments(text):
    if "#" not in text:
        return text
    return "\n".join([line.split("#")[0] for line in text.split("\n")])


def _annotated(part):
    # -> (name, annotation or None) of a parameter
    ends = []
    depth = at = 0
    while at < len(part):
        character = part[at]
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character in "\"'":
            at = _end_of_string(part, at) - 1
        elif not depth and (character == ":" and not ends or character == "="):
            ends.append(at)
            if character == "=":
                break
        at += 1
    if not ends or part[ends[0]] == "=":
        return part.strip(" *\n"), None
    return part[: ends[0]].strip(" *\n"), part[ends[0] + 1 : ends[1] if len(ends) > 1 else len(part)].strip()


def _evaluated(annotation, namespace):
    try:
        return eval(annotation, namespace)
    except Exception:
        return annotation.strip("\"'")


def _end_of_string(text, at):
    # Where the string that begins there ends.
    quote = text[at : at + 3] if text[at : at + 3] in ('"""', "'''") else text[at]
    at += len(quote)
    while at < len(text) and text[at : at + len(quote)] != quote:
        at += 2 if text[at] == "\\" else 1
    return at + len(quote)


_LOAD_FAST, _LOAD_DEREF, _LOAD_FAST_FIRST = 0x24, 0x25, 0xB0  # instructions that read a local variable
_ASSIGNMENTS = "= += -= *= /= //= %= **= &= |= ^= <<= >>= @= :=".split()


def _unbound(function, place):
    # A local variable that has no value is read there.
    code = _Code(function)
    code.at = place
    instruction = code._byte()
    number = instruction - _LOAD_FAST_FIRST
    if instruction in (_LOAD_FAST, _LOAD_DEREF):
        number = code._number()
    name = None
    if number < len(code.parameters):
        name = code.parameters[number]
    is_free = name == "*"
    if name is None or is_free:
        # Its name is no longer in the code.
        name = _assigned_at(code, place - code.instructions, is_free)
    if is_free:
        words = "cannot access free variable '%s' where it is not associated with a value in enclosing scope"
        return NameError(words % name)
    return UnboundLocalError("cannot access local variable '%s' where it is not associated with a value" % name)


def _assigned_at(code, place, is_free):
    # The first name on the line that the function, or the one around it, assigns.
    source = _sources.get(code.file())
    if source is None:
        return "?"
    lines = source.split("\n")
    number = min(code.line(place), len(lines)) - 1
    found = code.definition()
    first = found[1] if found and not is_free else 0
    text = lines[number]
    at = 0
    while at < len(text):
        name = _first_name(text[at:]) if text[at] != " " else ""
        if name and not name[0].isdigit() and text[at - 1 : at] != ".":
            if _is_assigned(lines[first:], name):
                return name
        at += len(name) or 1
    return "?"


def _is_assigned(lines, name):
    for line in lines:
        at = line.find(name)
        while at >= 0:
            before, after = line[:at], line[at + len(name) :].lstrip()
            if not (before[-1:] + "x").replace("_", "x").isalnum() or not before:
                if before.split(" ")[-2:-1] in (["for"], ["as"], ["import"], ["def"], ["class"]):
                    return True
                sign = after[: len(after) - len(after.lstrip("=+-*/%&|^<>@:"))]
                if sign in _ASSIGNMENTS or (sign == ":" and "=" in after) or after[:1] == "," and "=" in after:
                    return True
            at = line.find(name, at + 1)
    return False
