# csv. The C module's reader and writer and the classes around them. Sniffer looks at how often each
# delimiter comes in the lines, and not at regular expressions.
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)
_PARAMETERS = (
    "delimiter", "doublequote", "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict",
)
_NUMBERS = (int, float, bool, complex)
_limit = 131072
_dialects = {}

__all__ = [
    "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
    "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
    "unregister_dialect", "DictReader", "DictWriter", "unix_dialect",
]


class Error(Exception):
    pass


class Dialect:
    delimiter = ","
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = "\r\n"
    quoting = QUOTE_MINIMAL
    strict = False


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    lineterminator = "\n"
    quoting = QUOTE_ALL


class _Resolved:
    # A dialect with what the caller has set beside it, checked.
    def __init__(self, dialect, options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in options:
            if name not in _PARAMETERS:
                raise TypeError("%r is an invalid keyword argument for this function" % name)
        for name in _PARAMETERS:
            default = getattr(Dialect, name)
            setattr(self, name, options[name] if name in options else getattr(dialect, name, default))
        if "quotechar" in options and options["quotechar"] is None and "quoting" not in options:
            self.quoting = QUOTE_NONE
        for name in ("delimiter", "escapechar", "quotechar"):
            value = getattr(self, name)
            if value is None and name != "delimiter" or value == "" and name == "quotechar":
                continue
            if not isinstance(value, str):
                raise TypeError('"%s" must be string%s, not %s' % (name, "" if name == "delimiter" else " or None", type(value).__name__))
            if len(value) != 1:
                raise TypeError('"%s" must be a 1-character string' % name)
        if not isinstance(self.lineterminator, str):
            raise TypeError("lineterminator must be set")
        if self.quoting not in (0, 1, 2, 3):
            raise TypeError('bad "quoting" value')
        self.quotechar = self.quotechar or None
        if self.quoting != QUOTE_NONE and self.quotechar is None:
            raise TypeError("quotechar must be set if quoting enabled")


def register_dialect(name, dialect="excel", **options):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Resolved(dialect, options)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(new_limit=None):
    global _limit
    before = _limit
    if new_limit is not None:
        _limit = new_limit
    return before


class _Reader:
    def __init__(self, lines, dialect, options):
        self._lines = iter(lines)
        self.dialect = dialect = _Resolved(dialect, options)
        self.line_num = 0
        self._simple = (
            dialect.escapechar is None
            and dialect.doublequote
            and dialect.quoting != QUOTE_NONNUMERIC
            and not dialect.skipinitialspace
        )

    def __iter__(self):
        return self

    def _line(self):
        line = next(self._lines)
        if not isinstance(line, str):
            raise Error(
                "iterator should return strings, not %s (the file should be opened in text mode)" % type(line).__name__
            )
        self.line_num += 1
        return line

    def __next__(self):
        line = self._line()
        if self._simple:
            text = line.rstrip("\r\n")
            # One line end at most, and no others within.
            if len(line) - len(text) < 2 or line[-2:] == "\r\n" and len(line) - len(text) == 2:
                if "\r" not in text and "\n" not in text and len(text) <= _limit:
                    fields = self._fields(text)
                    if fields is not None:
                        return fields
        return self._record(line)

    def _fields(self, line):
        # Of a line where quotes stand around whole fields; None for others.
        delimiter, quote = self.dialect.delimiter, self.dialect.quotechar
        if quote is None or quote not in line:
            return line.split(delimiter) if line else []
        parts = line.split(quote)
        last = len(parts) - 1
        if last % 2 or self.dialect.quoting == QUOTE_NONE:
            return None
        fields = []
        first = parts[0]
        if first:
            if first[-1] != delimiter:
                return None
            fields.extend(first[:-1].split(delimiter))
        field = parts[1]
        for at in range(2, last, 2):
            between = parts[at]
            if not between:
                field += quote + parts[at + 1]
                continue
            if between[0] != delimiter or between[-1] != delimiter:
                return None
            fields.append(field)
            if len(between) > 1:
                fields.extend(between[1:-1].split(delimiter))
            field = parts[at + 1]
        fields.append(field)
        rest = parts[last]
        if rest:
            if rest[0] != delimiter:
                return None
            fields.extend(rest[1:].split(delimiter))
        return fields

    def _record(self, line):
        dialect = self.dialect
        delimiter, quote, escape = dialect.delimiter, dialect.quotechar, dialect.escapechar
        quoting, strict = dialect.quoting, dialect.strict
        fields = []
        field = []
        number = False  # an unquoted field that QUOTE_NONNUMERIC converts
        state = 0  # 0 record, 1 field, 2 in field, 3 quoted, 4 quote in quoted, 5 ended; 6, 7 escaped in 2, 3; 8 behind an escaped line end
        while True:
            for c in line:
                if state == 3:
                    if c == escape and escape is not None:
                        state = 7
                    elif c == quote and quoting != QUOTE_NONE:
                        state = 4 if dialect.doublequote else 2
                    else:
                        field.append(c)
                elif state == 6 or state == 7:
                    field.append(c)
                    state = 3 if state == 7 else 8 if c == "\n" or c == "\r" else 2
                elif c == "\n" or c == "\r":
                    if state == 0:
                        state = 5
                    elif state != 5:
                        fields.append(self._save(field, number))
                        field = []
                        number = False
                        state = 5
                elif state == 5:
                    raise Error(
                        "new-line character seen in unquoted field - "
                        "do you need to open the file in universal-newline mode?"
                    )
                elif state == 4:
                    if c == quote:
                        field.append(c)
                        state = 3
                    elif c == delimiter:
                        fields.append(self._save(field, number))
                        field = []
                        number = False
                        state = 1
                    elif not strict:
                        field.append(c)
                        state = 2
                    else:
                        raise Error("'%s' expected after '%s'" % (delimiter, quote))
                elif state < 2 and c == quote and quoting != QUOTE_NONE:
                    state = 3
                elif state < 2 and c == " " and dialect.skipinitialspace:
                    state = 1
                elif c == escape and escape is not None:
                    state = 6
                elif c == delimiter:
                    fields.append(self._save(field, number or (state < 2 and quoting == QUOTE_NONNUMERIC)) if field or state >= 2 else "")
                    field = []
                    number = False
                    state = 1
                else:
                    if state < 2 and quoting == QUOTE_NONNUMERIC:
                        number = True
                    field.append(c)
                    if state != 8:
                        state = 2
            if state == 6:
                field.append("\n")
                state = 8
            if state != 3 and state != 7 and state != 8:
                if state == 1 or state == 2 or state == 4:
                    fields.append(self._save(field, number))
                return fields
            if state == 7:
                field.append("\n")
                state = 3
            try:
                line = self._line()
            except StopIteration:
                if strict:
                    raise Error("unexpected end of data") from None
                fields.append(self._save(field, number))
                return fields

    def _save(self, field, number):
        text = "".join(field)
        if len(text) > _limit:
            raise Error("field larger than field limit (%d)" % _limit)
        return float(text) if number else text


def reader(csvfile, dialect="excel", **fmtparams):
    return _Reader(csvfile, dialect, fmtparams)


class _Writer:
    def __init__(self, file, dialect, options):
        if not hasattr(file, "write"):
            raise TypeError('argument 1 must have a "write" method')
        self._write = file.write
        self.dialect = dialect = _Resolved(dialect, options)
        self._specials = [dialect.delimiter]
        for c in (dialect.escapechar, dialect.quotechar):
            if c is not None:
                self._specials.append(c)
        self._specials.extend(dialect.lineterminator)

    def writerow(self, row):
        try:
            row = iter(row)
        except TypeError:
            raise Error("iterable expected, not %s" % type(row).__name__) from None
        fields = [self._field(value) for value in row]
        if len(fields) == 1 and not fields[0]:
            if self.dialect.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            fields[0] = self.dialect.quotechar * 2
        return self._write(self.dialect.delimiter.join(fields) + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)

    def _field(self, value):
        dialect = self.dialect
        quoting = dialect.quoting
        text = value if type(value) is str else "" if value is None else str(value)
        quoted = quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not isinstance(value, _NUMBERS)
        for special in self._specials:
            if special in text:
                break
        else:
            return dialect.quotechar + text + dialect.quotechar if quoted else text
        parts = []
        quote, escape = dialect.quotechar, dialect.escapechar
        for c in text:
            if c in self._specials:
                escaped = False
                if quoting == QUOTE_NONE:
                    escaped = True
                elif c == quote:
                    if dialect.doublequote:
                        parts.append(quote)
                        quoted = True
                    else:
                        escaped = True
                elif c == escape:
                    escaped = True
                else:
                    quoted = True
                if escaped:
                    if escape is None:
                        raise Error("need to escape, but no escapechar set")
                    parts.append(escape)
            parts.append(c)
        text = "".join(parts)
        return quote + text + quote if quoted else text


def writer(csvfile, dialect="excel", **fmtparams):
    return _Writer(csvfile, dialect, fmtparams)


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            try:
                self._fieldnames = next(self.reader)
            except StopIteration:
                pass
            self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        d = dict(zip(names, row))
        if len(row) > len(names):
            d[self.restkey] = row[len(names) :]
        elif len(row) < len(names):
            for key in names[len(row) :]:
                d[key] = self.restval
        return d


class DictWriter:
    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        if fieldnames is not None and iter(fieldnames) is fieldnames:
            fieldnames = list(fieldnames)
        self.fieldnames = fieldnames
        self.restval = restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writer.writerow(self.fieldnames)

    def _row(self, rowdict):
        if self.extrasaction.lower() == "raise":
            wrong = [key for key in rowdict if key not in self.fieldnames]
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(key) for key in wrong]))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        for rowdict in rowdicts:
            self.writer.writerow(self._row(rowdict))


class Sniffer:
    def __init__(self):
        self.preferred = [",", "\t", ";", " ", ":"]

    def sniff(self, sample, delimiters=None):
        lines = [line for line in sample.split("\n") if line.strip()]
        quote = "'" if sample.count("'") >= 2 and '"' not in sample and self._quotes(lines, "'") else '"'
        # Of each candidate, the count that most lines have, and how many those are.
        best, skip = None, False
        candidates = delimiters or [",", "\t", ";", "|", ":", " ", "~", "^", "/", "-", "_", ".", "#", "*"]
        for rank, c in enumerate(candidates):
            counts = [self._outside(line, quote).count(c) for line in lines]
            most = max(set(counts), key=counts.count) if counts else 0
            agreeing = counts.count(most)
            if most and agreeing >= 0.9 * len(lines):
                score = (agreeing / len(lines), c in self.preferred, -rank)
                if best is None or score > best[0]:
                    best = (score, c)
        if best is None:
            raise Error("Could not determine delimiter")
        delimiter = best[1]
        spaced = [line.count(delimiter + " ") == line.count(delimiter) for line in lines]

        class dialect(Dialect):
            _name = "sniffed"
            lineterminator = "\r\n"
            quoting = QUOTE_MINIMAL

        dialect.doublequote = quote * 2 in sample
        dialect.delimiter = delimiter
        dialect.quotechar = quote
        dialect.skipinitialspace = delimiter != " " and all(spaced)
        return dialect

    def _quotes(self, lines, quote):
        return any([line.strip()[:1] == quote or line.strip()[-1:] == quote for line in lines])

    def _outside(self, line, quote):
        # What is not between quotes.
        parts = line.split(quote)
        return "".join([parts[at] for at in range(0, len(parts), 2)])

    def has_header(self, sample):
        import io

        rows = reader(io.StringIO(sample), self.sniff(sample))
        header = next(rows)
        types = {column: None for column in range(len(header))}
        for number, row in enumerate(rows):
            if number > 20:
                break
            if len(row) != len(header):
                continue
            for column in list(types):
                try:
                    complex(row[column])
                    kind = complex
                except ValueError:
                    kind = len(row[column])
                if types[column] is None:
                    types[column] = kind
                elif types[column] != kind:
                    del types[column]
        votes = 0
        for column, kind in types.items():
            if isinstance(kind, int):
                votes += 1 if len(header[column]) != kind else -1
            elif kind is not None:
                try:
                    kind(header[column])
                    votes -= 1
                except ValueError:
                    votes += 1
        return votes > 0


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)
