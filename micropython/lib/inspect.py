# inspect. Signatures are read in the source of the code that has run.
from types import BuiltinFunctionType, FunctionType, GeneratorType, MethodType, ModuleType

_generating = type(lambda: (yield))


def _plain(obj):
    # The function itself of what stands for one.
    while True:
        inner = getattr(obj, "__wrapped__", None)
        if inner is None:
            return obj
        obj = inner


def ismodule(object):
    return isinstance(object, ModuleType)


def isclass(object):
    return isinstance(object, type)


def ismethod(object):
    return type(object) is MethodType and not isbuiltin(object)


_own_globals = __import_c__("__main__").__dict__


def isfunction(object):
    # The Python part's own stand for what is built in.
    return _code(object) is not None and getattr(object, "__globals__", None) is not _own_globals


def isbuiltin(object):
    return isinstance(object, BuiltinFunctionType)


def isroutine(object):
    return isinstance(object, (BuiltinFunctionType, FunctionType, MethodType))


def isgenerator(object):
    return isinstance(object, GeneratorType)


def _code(object):
    # The functions of the interpreter's own Python stand for built-in ones.
    if isinstance(object, type) or not isinstance(object, FunctionType) or repr(object).startswith("<built-in"):
        return None
    return getattr(object, "__code__", None)


def isgeneratorfunction(object):
    return type(object) is _generating and _code(object) is not None and not iscoroutinefunction(object)


def _never(object):
    return False


iscode = isframe = istraceback = _never
iscoroutine = isasyncgen = isgenerator  # all are generators


def isawaitable(object):
    return isgenerator(object) or hasattr(object, "__await__")


def iscoroutinefunction(object):
    # It is a generator function; the source tells.
    try:
        return getsource(object).lstrip().startswith("async def ")
    except (OSError, TypeError):
        return False


isasyncgenfunction = iscoroutinefunction


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", ()))


def isdatadescriptor(object):
    return isinstance(object, property) or hasattr(type(object), "__set__")


def getmembers(object, predicate=None):
    members = []
    names = set(dir(object))
    if isinstance(object, type):
        # What classes have of `type` is none of theirs.
        for name in ("mro", "__call__"):
            if not any(name in getattr(cls, "__dict__", ()) for cls in object.__mro__):
                names.discard(name)
    for name in sorted(names):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            members.append((name, value))
    return members


getmembers_static = getmembers


def getmro(cls):
    return tuple(cls.__mro__)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    if doc is None:
        doc = _written_doc(object)
    return cleandoc(doc) if isinstance(doc, str) else None


def _written_doc(object):
    # The text at the start of a function's body.
    try:
        lines = getsourcelines(object)[0]
    except (OSError, TypeError):
        return None
    for index, line in enumerate(lines):
        if index and line.lstrip()[:1] in ("'", '"') and lines[index - 1].split("#")[0].rstrip().endswith(":"):
            from ast import _string_end, literal_eval

            text = "".join(lines[index:]).lstrip()
            return literal_eval(text[: _string_end(list(text), 0)])
    return None


def cleandoc(doc):
    lines = doc.replace("\t", "        ").split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins) if margins else 0
    lines = [lines[0].lstrip()] + [line[margin:] for line in lines[1:]]
    while lines and not lines[-1].strip():
        lines.pop()
    while lines and not lines[0].strip():
        lines.pop(0)
    return "\n".join(lines)


def getmodule(object):
    import sys

    return sys.modules.get(getattr(object, "__module__", None))


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func


def _sources():
    return getattr(__import_c__("__main__"), "_sources", {})


def _place(object, owner=None):
    # -> (lines of the source, index of the line of the definition). Of a class it is the last definition
    # of that name.
    is_class = isinstance(object, type)
    if not is_class and _code(_plain(object)) is not None:
        found = __import_c__("__main__")._Code(_plain(object)).definition()
        if found is not None:
            return found
    if not is_class and _code(_plain(object)) is None:
        raise TypeError(
            "module, class, method, function, traceback, frame, or code object was expected, got %s" % type(object).__name__
        )
    name = object.__name__ if is_class else getattr(_plain(object), "__name__", "<lambda>")
    heads = ["class %s%s" % (name, end) for end in ":(["] if is_class else ["def %s(" % name]
    for source in reversed(list(_sources().values())):
        lines = source.split("\n")
        start, end = 0, len(lines)
        if owner is not None:
            found = [index for index, line in enumerate(lines) if line.lstrip().startswith("class " + owner)]
            if not found:
                continue
            start = found[-1]
            end = _end(lines, start)
        for index in range(end - 1, start - 1, -1):
            if any(head in lines[index] for head in heads):
                return lines, index
    raise OSError("could not get source code")


def _end(lines, start):
    # Where the block ends that starts there.
    indentation = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines):
        text = lines[end].lstrip()
        if text and len(lines[end]) - len(text) <= indentation and text[0] not in ")]}#":
            break
        end += 1
    while not lines[end - 1].strip():
        end -= 1
    return end


def getsourcelines(object):
    lines, start = _place(object)
    indentation = len(lines[start]) - len(lines[start].lstrip())
    end = _end(lines, start)
    while start > 0 and lines[start - 1].lstrip().startswith("@") and len(lines[start - 1]) - len(lines[start - 1].lstrip()) == indentation:
        start -= 1
    return [line + "\n" for line in lines[start:end]], start + 1


def getsource(object):
    return "".join(getsourcelines(object)[0])


class _Empty:
    def __repr__(self):
        return "<class 'inspect._empty'>"


_empty = _Empty()


class _Kind:
    def __init__(self, value, name, description):
        self.value = value
        self.name = name
        self.description = description

    def __str__(self):
        return self.name

    def __repr__(self):
        return "<_ParameterKind.%s: %d>" % (self.name, self.value)

    def __lt__(self, other):
        return self.value < other.value


class Parameter:
    POSITIONAL_ONLY = _Kind(0, "POSITIONAL_ONLY", "positional-only")
    POSITIONAL_OR_KEYWORD = _Kind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword")
    VAR_POSITIONAL = _Kind(2, "VAR_POSITIONAL", "variadic positional")
    KEYWORD_ONLY = _Kind(3, "KEYWORD_ONLY", "keyword-only")
    VAR_KEYWORD = _Kind(4, "VAR_KEYWORD", "variadic keyword")
    empty = _empty

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = kind
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        values = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation}
        values.update(changes)
        return Parameter(values.pop("name"), values.pop("kind"), **values)

    def __str__(self):
        text = {2: "*", 4: "**"}.get(self.kind.value, "") + self.name
        if self.annotation is not _empty:
            text += ": " + formatannotation(self.annotation)
        if self.default is not _empty:
            text += (" = %r" if self.annotation is not _empty else "=%r") % (self.default,)
        return text

    def __repr__(self):
        return '<Parameter "%s">' % self

    def __eq__(self, other):
        return isinstance(other, Parameter) and str(self) == str(other) and self.kind is other.kind


def formatannotation(annotation):
    if isinstance(annotation, str):
        return annotation
    return annotation.__name__ if isinstance(annotation, type) else repr(annotation).replace("typing.", "")


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        args = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind.value > 2 or name not in self.arguments:
                break
            if parameter.kind.value == 2:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        kwargs = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                if parameter.kind.value == 3:
                    kwargs[name] = self.arguments[name]
                elif parameter.kind.value == 4:
                    kwargs.update(self.arguments[name])
        return kwargs

    def apply_defaults(self):
        arguments = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                arguments[name] = self.arguments[name]
            elif parameter.default is not _empty:
                arguments[name] = parameter.default
            elif parameter.kind.value == 2:
                arguments[name] = ()
            elif parameter.kind.value == 4:
                arguments[name] = {}
        self.arguments = arguments

    def __repr__(self):
        return "<BoundArguments (%s)>" % ", ".join(["%s=%r" % item for item in self.arguments.items()])


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self.parameters = {parameter.name: parameter for parameter in parameters or ()}
        self.return_annotation = return_annotation

    @classmethod
    def from_callable(cls, obj):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=None):
        return Signature(
            self.parameters.values() if parameters is None else parameters,
            return_annotation=self.return_annotation if return_annotation is None else return_annotation,
        )

    def _bind(self, args, kwargs, partial=False):
        arguments = {}
        args = list(args)
        kwargs = dict(kwargs.items())
        for name, parameter in self.parameters.items():
            kind = parameter.kind.value
            if kind == 2:
                if args:
                    arguments[name] = tuple(args)
                    args = []
            elif kind == 4:
                if kwargs:
                    arguments[name] = kwargs
                    kwargs = {}
            elif args and kind < 2:
                if name in kwargs and kind == 1:
                    raise TypeError("multiple values for argument %r" % name)
                arguments[name] = args.pop(0)
            elif name in kwargs and kind > 0:
                arguments[name] = kwargs.pop(name)
            elif parameter.default is _empty and not partial:
                raise TypeError("missing a required argument: %r" % name)
        if args:
            raise TypeError("too many positional arguments")
        if kwargs:
            raise TypeError("got an unexpected keyword argument %r" % list(kwargs)[0])
        return BoundArguments(self, arguments)

    def bind(self, *args, **kwargs):
        return self._bind(args, kwargs)

    def bind_partial(self, *args, **kwargs):
        return self._bind(args, kwargs, True)

    def __str__(self):
        shown = []
        before = None
        for parameter in self.parameters.values():
            kind = parameter.kind.value
            if before == 0 and kind > 0:
                shown.append("/")
            if kind == 3 and before not in (2, 3):
                shown.append("*")
            shown.append(str(parameter))
            before = kind
        if before == 0:
            shown.append("/")
        text = "(%s)" % ", ".join(shown)
        return text if self.return_annotation is _empty else "%s -> %s" % (text, formatannotation(self.return_annotation))

    def __repr__(self):
        return "<Signature %s>" % self

    def __eq__(self, other):
        return isinstance(other, Signature) and str(self) == str(other)


def _top_level(text):
    # The places outside of brackets and strings, each with what stands there.
    depth, quote = 0, ""
    for at, character in enumerate(text):
        if quote:
            if character == quote and text[at - 1] != "\\":
                quote = ""
        elif character in "'\"":
            quote = character
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif not depth:
            yield at, character


def _pieces(text):
    # Splits at the commas outside of brackets and strings.
    commas = [at for at, character in _top_level(text) if character == ","]
    parts = [text[start + 1 : end] for start, end in zip([-1] + commas, commas + [len(text)])]
    return [part.strip() for part in parts if part.strip()]


def _split(text, mark):
    # At the first such character outside of brackets and strings.
    for at, character in _top_level(text):
        if character == mark and text[at : at + 2] != "==":
            return text[:at].strip(), text[at + 1 :].strip()
    return text.strip(), None


def _value(text, space):
    try:
        return eval(text, space)
    except Exception:
        return text


def _head(lines, index, name):
    # -> (text between the parentheses, text of the return annotation)
    text = "\n".join(lines[index : index + 60])
    text = text[text.find("def %s(" % name) + len(name) + 5 :]
    depth = 1
    for at, character in enumerate(text):
        if character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
            if not depth:
                break
    rest = text[at + 1 :].lstrip()
    returns = _split(rest[2:], ":")[0] if rest.startswith("->") else None
    inside = "\n".join([line.split("#")[0] if "'" not in line and '"' not in line else line for line in text[:at].split("\n")])
    return inside, returns


def _of_lambda(function, skip):
    # The lambda in its line that has as many parameters, if there is one.
    code = function.__code__
    lines = _sources().get(code.co_filename, "").split("\n")
    number = code.co_firstlineno
    found = []
    for text in "\n".join(lines[number - 1 : number + 20]).split("lambda")[1 : 1 + lines[number - 1].count("lambda")]:
        signed = _read(_split(text, ":")[0], None, getattr(function, "__globals__", None) or {}, skip)
        kinds = [each.kind.value for each in signed.parameters.values()]
        starred = (2 in kinds) + 2 * (4 in kinds)
        if len(kinds) - kinds.count(2) - kinds.count(4) == code.co_argcount + code.co_kwonlyargcount - skip and starred == code.co_flags >> 2 & 3:
            found.append(signed)
    return found[0] if len(found) == 1 else None


def _of_code(function, skip):
    # Of a function without a source of its own.
    code = function.__code__
    names, defaults = code.co_varnames, function.__defaults__ or ()
    found = []
    for place in range(skip, code.co_argcount):
        of_default = place - code.co_argcount + len(defaults)
        default = defaults[of_default] if of_default >= 0 else Parameter.empty
        found.append(Parameter(names[place], Parameter.POSITIONAL_OR_KEYWORD, default=default))
    if code.co_flags & 4:
        found.append(Parameter("args", Parameter.VAR_POSITIONAL))
    known = function.__kwdefaults__ or {}
    for name in names[code.co_argcount :]:
        found.append(Parameter(name, Parameter.KEYWORD_ONLY, default=known.get(name, Parameter.empty)))
    if code.co_flags & 8:
        found.append(Parameter("kwargs", Parameter.VAR_KEYWORD))
    return Signature(found)


def signature(obj, *, follow_wrapped=True, **options):
    if not callable(obj):
        raise TypeError("%r is not a callable object" % (obj,))
    skip = 0
    owner = None
    function = obj
    given = getattr(obj, "__signature__", None)
    if given is not None:
        return given
    if isinstance(obj, type):
        if "__init__" not in dir(obj) or _code(getattr(obj, "__init__", None)) is None:
            fields = getattr(obj, "__dataclass_fields__", None)
            if fields is None:
                return Signature()
        function = obj.__init__
        skip = 1
        owner = obj.__name__
        fields = obj.__dict__.get("__dataclass_fields__")
        if fields is not None:
            return _of_fields(fields)
    elif type(obj) is MethodType:
        function = getattr(obj, "__func__", None)
        skip = 1
        holder = getattr(obj, "__self__", None)
        owner = (holder if isinstance(holder, type) else type(holder)).__name__
    elif hasattr(obj, "func") and hasattr(obj, "keywords"):
        inner = signature(obj.func)
        kept = list(inner.parameters.values())[len(obj.args) :]
        changed = [
            each.replace(kind=Parameter.KEYWORD_ONLY, default=obj.keywords[each.name]) if each.name in obj.keywords else each
            for each in kept
        ]
        return Signature(changed, return_annotation=inner.return_annotation)
    elif _code(_plain(obj)) is None and hasattr(type(obj), "__call__"):
        function = type(obj).__call__
        skip = 1
        owner = type(obj).__name__
    function = _plain(function)
    if _code(function) is None:
        raise ValueError("no signature found for builtin %r" % obj)
    try:
        try:
            lines, index = _place(function, owner)
        except OSError:
            # It may be inherited.
            lines, index = _place(function)
    except OSError:
        return _of_lambda(function, skip) or _of_code(function, skip)
    inside, returns = _head(lines, index, function.__name__)
    return _read(inside, returns, getattr(function, "__globals__", None) or {}, skip)


def _of_fields(fields):
    parameters = []
    for each in fields.values():
        if each.init:
            default = each.default
            if repr(default) == "<dataclasses._MISSING_TYPE object>":
                default = _empty
                if repr(each.default_factory) != "<dataclasses._MISSING_TYPE object>":
                    default = _FACTORY
            kind = Parameter.KEYWORD_ONLY if each.kw_only else Parameter.POSITIONAL_OR_KEYWORD
            parameters.append(Parameter(each.name, kind, default=default, annotation=each.type))
    return Signature(parameters, return_annotation=None)


class _Factory:
    def __repr__(self):
        return "<factory>"


_FACTORY = _Factory()


def _read(inside, returns, space, skip):
    parameters = []
    kind = Parameter.POSITIONAL_OR_KEYWORD
    for piece in _pieces(inside):
        if piece == "/":
            parameters = [each.replace(kind=Parameter.POSITIONAL_ONLY) for each in parameters]
            continue
        if piece == "*":
            kind = Parameter.KEYWORD_ONLY
            continue
        left, default = _split(piece, "=")
        left, annotation = _split(left, ":")
        this = kind
        if left.startswith("**"):
            left, this = left[2:], Parameter.VAR_KEYWORD
        elif left.startswith("*"):
            left, this = left[1:], Parameter.VAR_POSITIONAL
            kind = Parameter.KEYWORD_ONLY
        elif left.endswith("_by_position_"):
            # Of the library, which is lowered.
            left, this = left[:-13], Parameter.POSITIONAL_ONLY
        parameters.append(
            Parameter(
                left, this, default=_empty if default is None else _value(default, space),
                annotation=_empty if annotation is None else _value(annotation, space),
            )
        )
    return Signature(parameters[skip:], return_annotation=_empty if returns is None else _value(returns, space))


def _annotations_of(signed):
    # What is returned comes first.
    found = {} if signed.return_annotation is _empty else {"return": signed.return_annotation}
    for each in signed.parameters.values():
        if each.annotation is not _empty:
            found[each.name] = each.annotation
    return found


def getfullargspec(func):
    from collections import namedtuple

    values = list(signature(func).parameters.values())
    positional = [each for each in values if each.kind.value < 2]
    named = [each for each in values if each.kind.value == 3]
    defaults = tuple([each.default for each in positional if each.default is not _empty])
    spec = namedtuple("FullArgSpec", "args varargs varkw defaults kwonlyargs kwonlydefaults annotations")
    return spec(
        [each.name for each in positional],
        next((each.name for each in values if each.kind.value == 2), None),
        next((each.name for each in values if each.kind.value == 4), None),
        defaults or None,
        [each.name for each in named],
        {each.name: each.default for each in named if each.default is not _empty} or None,
        _annotations_of(signature(func)),
    )


def currentframe():
    return None


def stack(context=1):
    return []


def getcallargs(func, /, *positional, **named):
    bound = signature(func).bind(*positional, **named)
    bound.apply_defaults()
    return bound.arguments


def get_annotations(obj, *, globals=None, locals=None, eval_str=False):
    if eval_str:
        from typing import get_type_hints

        return get_type_hints(obj, globals, locals)
    return dict(getattr(obj, "__annotations__", None) or {})


def getattr_static(obj, attr, default=_empty):
    # As it is kept, without what properties and the like give.
    kept = [] if isinstance(obj, type) else [getattr(obj, "__dict__", {})]
    kept += [cls.__dict__ for cls in (obj if isinstance(obj, type) else type(obj)).__mro__]
    for names in kept:
        if attr in names:
            return names[attr]
    if default is _empty:
        raise AttributeError(attr)
    return default
