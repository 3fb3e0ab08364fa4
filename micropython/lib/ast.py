# ast: literal_eval. Trees are left out; `parse` says so.
class _Reader:
    # Literals, and sums of numbers as in 1+2j.
    def __init__(self, text):
        self.text = text
        self.at = 0

    def fail(self):
        return ValueError("malformed node or string: %r" % self.text)

    def skip(self):
        text = self.text
        while self.at < len(text) and text[self.at] in " \t\r\n\f":
            self.at += 1
        if text[self.at : self.at + 1] == "#":
            end = text.find("\n", self.at)
            self.at = len(text) if end < 0 else end
            self.skip()

    def peek(self):
        self.skip()
        return self.text[self.at : self.at + 1]

    def take(self, character):
        if self.peek() != character:
            return False
        self.at += 1
        return True

    def expression(self):
        value = self.signed()
        while self.peek() in ("+", "-") and self.peek():
            sign = self.text[self.at]
            self.at += 1
            other = self.signed()
            if not isinstance(other, complex) or not isinstance(value, (int, float)):
                raise self.fail()
            value = value + other if sign == "+" else value - other
        return value

    def signed(self):
        if self.take("-"):
            value = self.signed()
        elif self.take("+"):
            value = self.signed()
            if isinstance(value, bool) or not isinstance(value, (int, float, complex)):
                raise self.fail()
            return value
        else:
            return self.atom()
        if isinstance(value, bool) or not isinstance(value, (int, float, complex)):
            raise self.fail()
        return -value

    def atom(self):
        character = self.peek()
        if not character:
            raise SyntaxError("invalid syntax")
        if character in "([{":
            self.at += 1
            return self.tuple_() if character == "(" else self.items("]") if character == "[" else self.braces()
        if character.isdigit() or (character == "." and self.text[self.at + 1 : self.at + 2].isdigit()):
            return self.number()
        if character in "'\"" or self.prefix():
            return self.strings()
        start = self.at
        while self.at < len(self.text) and (self.text[self.at].isalpha() or self.text[self.at].isdigit() or self.text[self.at] in "_."):
            self.at += 1
        name = self.text[start : self.at]
        if name == "None":
            return None
        if name == "True" or name == "False":
            return name == "True"
        if name == "set" and self.take("(") and self.take(")"):
            return set()
        if name == "":
            raise SyntaxError("invalid syntax")
        raise self.fail()

    def prefix(self):
        # The letters before a string's quote.
        for size in (1, 2):
            letters = self.text[self.at : self.at + size].lower()
            if letters in ("b", "r", "u", "br", "rb") and self.text[self.at + size : self.at + size + 1] in ("'", '"'):
                return letters
        return ""

    def items(self, end):
        values = []
        while not self.take(end):
            values.append(self.expression())
            if not self.take(","):
                if not self.take(end):
                    raise self.unclosed()
                break
        return values

    def unclosed(self):
        return SyntaxError("invalid syntax. Perhaps you forgot a comma?") if self.peek() else SyntaxError("'[' was never closed")

    def tuple_(self):
        if self.take(")"):
            return ()
        value = self.expression()
        if self.take(")"):
            return value
        if not self.take(","):
            raise self.unclosed()
        return tuple([value] + self.items(")"))

    def braces(self):
        if self.take("}"):
            return {}
        first = self.expression()
        if not self.take(":"):
            if not self.take(",") and self.peek() != "}":
                raise self.unclosed()
            return set([first] + self.items("}"))
        made = {first: self.expression()}
        while not self.take("}"):
            if not self.take(","):
                raise self.unclosed()
            if self.take("}"):
                break
            key = self.expression()
            if not self.take(":"):
                raise self.unclosed()
            made[key] = self.expression()
        return made

    def number(self):
        text = self.text
        start = self.at
        if text[start] == "0" and text[start + 1 : start + 2].lower() in ("x", "o", "b") and text[start + 1 : start + 2]:
            base = {"x": 16, "o": 8, "b": 2}[text[start + 1].lower()]
            self.at += 2
            while self.at < len(text) and (text[self.at].isalpha() or text[self.at].isdigit() or text[self.at] == "_"):
                self.at += 1
            return int(text[start + 2 : self.at].replace("_", ""), base)
        is_float = False
        while self.at < len(text):
            character = text[self.at]
            if character in "eE":
                is_float = True
                if text[self.at + 1 : self.at + 2] in ("+", "-") and text[self.at + 1 : self.at + 2]:
                    self.at += 1
            elif character == ".":
                is_float = True
            elif not character.isdigit() and character != "_":
                break
            self.at += 1
        digits = text[start : self.at].replace("_", "")
        if text[self.at : self.at + 1] in ("j", "J") and text[self.at : self.at + 1]:
            self.at += 1
            return complex(0, float(digits))
        if is_float:
            return float(digits)
        if len(digits) > 1 and digits[0] == "0" and digits.strip("0"):
            raise SyntaxError("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers")
        return int(digits)

    def strings(self):
        # Those next to each other are one.
        value = self.string()
        while self.peek() and (self.peek() in "'\"" or self.prefix()):
            value += self.string()
        return value

    def string(self):
        letters = self.prefix()
        start = self.at
        self.at += len(letters)
        text = self.text
        quote = text[self.at]
        if text[self.at : self.at + 3] == quote * 3:
            quote *= 3
        self.at += len(quote)
        while text[self.at : self.at + len(quote)] != quote:
            if self.at >= len(text) or (len(quote) == 1 and text[self.at] == "\n"):
                raise SyntaxError("unterminated string literal (detected at line 1)")
            self.at += 2 if text[self.at] == "\\" else 1
        self.at += len(quote)
        # A whole literal of a string, so that it computes nothing.
        return eval(text[start : self.at].replace("u", "", 1) if letters == "u" else text[start : self.at])


def literal_eval(node_or_string):
    if not isinstance(node_or_string, str):
        raise ValueError("malformed node or string: %r" % (node_or_string,))
    reader = _Reader(node_or_string.lstrip(" \t"))
    value = reader.expression()
    if reader.take(","):
        value = tuple([value] + _rest(reader))
    if reader.peek():
        character = reader.peek()
        raise reader.fail() if character in "([.*/%<>=!&|^@:" or character.isalpha() else SyntaxError("invalid syntax")
    return value


def _rest(reader):
    values = []
    while reader.peek():
        values.append(reader.expression())
        if not reader.take(","):
            break
    return values


def parse(source, filename="<unknown>", mode="exec", **options):
    raise NotImplementedError("ast.parse is not available here; ast.literal_eval is, and compile() checks syntax")


dump = unparse = walk = parse


class AST:
    pass


class NodeVisitor:
    pass


class NodeTransformer(NodeVisitor):
    pass
