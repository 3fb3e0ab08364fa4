# shlex: split, join and quote. Of the class, an iterator over the tokens of a text.
__all__ = ["shlex", "split", "quote", "join"]

_SAFE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-")


def _tokens(text, comments, posix, signs=""):
    # Signs are tokens of their own, as many as stand together.
    tokens = []
    token = None  # None: between tokens
    at = 0
    text = list(text)  # where an index costs little
    length = len(text)
    while at < length:
        c = text[at]
        at += 1
        if c in " \t\r\n":
            if token is not None:
                tokens.append(token)
                token = None
        elif c in signs:
            if token is not None:
                tokens.append(token)
            token = None
            start = at - 1
            while at < length and text[at] in signs:
                at += 1
            tokens.append("".join(text[start:at]))
        elif c in comments:
            while at < length and text[at] != "\n":
                at += 1
            if token is not None:
                tokens.append(token)
                token = None
        elif c == "\\" and posix:
            if at == length:
                raise ValueError("No escaped character")
            token = (token or "") + text[at]
            at += 1
        elif c == "'" or c == '"':
            token = token or ""
            if not posix:
                token += c
            while True:
                if at == length:
                    raise ValueError("No closing quotation")
                d = text[at]
                at += 1
                if d == c:
                    if not posix:
                        token += c
                        tokens.append(token)
                        token = None
                    break
                if d == "\\" and posix and c == '"':
                    if at == length:
                        raise ValueError("No escaped character")
                    if text[at] not in '"\\':
                        token += d
                    d = text[at]
                    at += 1
                token += d
        else:
            token = (token or "") + c
    if token is not None:
        tokens.append(token)
    return tokens


def split(s, comments=False, posix=True):
    if s is None:
        raise ValueError("s argument must not be None")
    return _tokens(s, "#" if comments else "", posix)


def quote(s):
    if not s:
        return "''"
    for c in s:
        if c not in _SAFE:
            return "'" + s.replace("'", "'\"'\"'") + "'"
    return s


def join(split_command):
    return " ".join([quote(arg) for arg in split_command])


class shlex:
    def __init__(self, instream="", infile=None, posix=False, punctuation_chars=False):
        text = instream if isinstance(instream, str) else instream.read()
        self.commenters = "#"
        self.whitespace_split = False
        self.punctuation_chars = "();<>|&" if punctuation_chars is True else punctuation_chars or ""
        self._text = text
        self._posix = posix
        self._rest = None

    def get_token(self):
        if self._rest is None:
            self._rest = iter(_tokens(self._text, self.commenters, self._posix, self.punctuation_chars))
        return next(self._rest, None if self._posix else "")

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if not token and (token is None or not self._posix):
            raise StopIteration
        return token
