# textwrap. Words are found without regular expressions.
__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_SPACE = "\t\n\x0b\x0c\r "
_PUNCTUATION = "!\"'&.,?"


def _letter(c):
    return c.isalpha() or ord(c) > 127 or c == "_"


def _word(c):
    return _letter(c) or c.isdigit()


def _marks(c):
    return _word(c) or c in _PUNCTUATION


def _dashes(text, at):
    # Whether two or more dashes stand there, and a word behind them.
    end = at
    while end < len(text) and text[end] == "-":
        end += 1
    return end if end - at >= 2 and end < len(text) and _word(text[end]) else 0


def _hyphenated(word):
    # The pieces of what has no space: it may be broken behind hyphens and around dashes.
    pieces = []
    start = 0
    length = len(word)
    while start < length:
        end = _dashes(word, start) if start and _marks(word[start - 1]) else 0
        at = start
        while not end:
            at += 1
            if at >= length:
                end = length
            elif word[at] == "-":
                before = at >= 2 and _letter(word[at - 1]) and _letter(word[at - 2])
                before = before or at >= 3 and _marks(word[at - 1]) and word[at - 2] == "-" and _letter(word[at - 3])
                after = at + 2 < length and _letter(word[at + 1])
                after = after and (_letter(word[at + 2]) or word[at + 2] == "-" and at + 3 < length and _letter(word[at + 3]))
                if before and after:
                    end = at + 1
                elif _marks(word[at - 1]) and _dashes(word, at):
                    end = at
        pieces.append(word[start:end])
        start = end
    return pieces


def _runs(text):
    # Words and the white space between them, in turn.
    runs = []
    space = ""
    for at, word in enumerate(text.split(" ")):
        if at:
            space += " "
        pieces = [word]
        for c in "\t\n\x0b\x0c\r":
            if c in word:
                pieces = _pieces(word)
                break
        for piece in pieces:
            if not piece:
                continue
            if piece[0] in _SPACE:
                space += piece
                continue
            if space:
                runs.append(space)
                space = ""
            runs.append(piece)
    if space:
        runs.append(space)
    return runs


def _pieces(word):
    pieces = []
    piece = ""
    for c in word:
        if piece and (c in _SPACE) != (piece[0] in _SPACE):
            pieces.append(piece)
            piece = ""
        piece += c
    pieces.append(piece)
    return pieces


def _expanded(text, size):
    parts = []
    column = 0
    for c in text:
        if c == "\t":
            count = size - column % size if size > 0 else 0
            parts.append(" " * count)
            column += count
        else:
            parts.append(c)
            column = 0 if c in "\n\r" else column + 1
    return "".join(parts)


class TextWrapper:
    def __init__(
        self,
        width=70,
        initial_indent="",
        subsequent_indent="",
        expand_tabs=True,
        replace_whitespace=True,
        fix_sentence_endings=False,
        break_long_words=True,
        drop_whitespace=True,
        break_on_hyphens=True,
        tabsize=8,
        *,
        max_lines=None,
        placeholder=" [...]"
    ):
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    def _munge_whitespace(self, text):
        if self.expand_tabs and "\t" in text:
            text = _expanded(text, self.tabsize)
        if self.replace_whitespace:
            for c in "\t\n\x0b\x0c\r":
                if c in text:
                    text = text.replace(c, " ")
        return text

    def _split(self, text):
        chunks = []
        for chunk in _runs(self._munge_whitespace(text)):
            if self.break_on_hyphens and "-" in chunk:
                chunks.extend(_hyphenated(chunk))
            else:
                chunks.append(chunk)
        return chunks

    _split_chunks = _split

    def _fix_sentence_endings(self, chunks):
        for at in range(len(chunks) - 1):
            word = chunks[at].rstrip("\"'")
            if chunks[at + 1] == " " and len(word) > 1 and word[-1] in ".!?" and word[-2].islower():
                chunks[at + 1] = "  "

    def _long(self, chunks, line, length, width):
        # The last chunk is longer than a line.
        space = 1 if width < 1 else width - length
        if self.break_long_words:
            chunk = chunks[-1]
            end = space
            if self.break_on_hyphens and len(chunk) > space:
                hyphen = chunk.rfind("-", 0, space)
                if hyphen > 0 and any([c != "-" for c in chunk[:hyphen]]):
                    end = hyphen + 1
            line.append(chunk[:end])
            chunks[-1] = chunk[end:]
        elif not line:
            line.append(chunks.pop())

    def _wrap_chunks(self, chunks):
        width = self.width
        if width <= 0:
            raise ValueError("invalid width %r (must be > 0)" % (width,))
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > width:
                raise ValueError("placeholder too large for max width")
        lines = []
        chunks.reverse()
        while chunks:
            line = []
            length = 0
            indent = self.subsequent_indent if lines else self.initial_indent
            room = width - len(indent)
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            while chunks:
                size = len(chunks[-1])
                if length + size > room:
                    break
                line.append(chunks.pop())
                length += size
            if chunks and len(chunks[-1]) > room:
                self._long(chunks, line, length, room)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            if (
                self.max_lines is None
                or len(lines) + 1 < self.max_lines
                or (not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip())
                and length <= room
            ):
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= room:
                    line.append(self.placeholder)
                    lines.append(indent + "".join(line))
                    break
                length -= len(line.pop())
            else:
                if lines:
                    before = lines[-1].rstrip()
                    if len(before) + len(self.placeholder) <= width:
                        lines[-1] = before + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def wrap(self, text):
        chunks = self._split(text)
        if self.fix_sentence_endings:
            self._fix_sentence_endings(chunks)
        return self._wrap_chunks(chunks)

    def fill(self, text):
        return "\n".join(self.wrap(text))


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = text.split("\n")
    margin = None
    for at, line in enumerate(lines):
        body = line.lstrip(" \t")
        if not body:
            lines[at] = ""
            continue
        lead = line[: len(line) - len(body)]
        if margin is None:
            margin = lead
        else:
            same = 0
            while same < len(margin) and same < len(lead) and margin[same] == lead[same]:
                same += 1
            margin = margin[:same]
    if margin:
        lines = [line[len(margin) :] for line in lines]
    return "\n".join(lines)


def indent(text, prefix, predicate=None):
    lines = []
    for line in text.splitlines(True):
        if predicate(line) if predicate is not None else line.strip():
            line = prefix + line
        lines.append(line)
    return "".join(lines)
