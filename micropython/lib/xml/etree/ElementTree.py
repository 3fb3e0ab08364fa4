# xml.etree.ElementTree. The parser is parser.py, loaded with the first parse; paths are
# ElementPath.py. Left out: canonicalization, pull parsers, XInclude.
__all__ = [
    "Comment", "dump", "Element", "ElementTree", "fromstring", "fromstringlist", "indent", "iselement", "iterparse",
    "parse", "ParseError", "PI", "ProcessingInstruction", "QName", "SubElement", "tostring", "tostringlist",
    "TreeBuilder", "VERSION", "XML", "XMLID", "XMLParser", "register_namespace",
]
VERSION = "1.3.0"


class ParseError(SyntaxError):
    # With code and position (line, column).
    pass


class Element:
    def __init__(self, tag, attrib={}, **extra):
        if not isinstance(attrib, dict):
            raise TypeError("Element() argument 2 must be dict, not %s" % type(attrib).__name__)
        self.tag = tag
        self.attrib = dict(attrib)
        self.attrib.update(extra)
        self.text = self.tail = None
        self._children = []

    def __repr__(self):
        return "<Element %r at 0x%x>" % (self.tag, id(self))

    def makeelement(self, tag, attrib):
        return Element(tag, attrib)

    def __copy__(self):
        copy = Element(self.tag, self.attrib)
        copy.text, copy.tail = self.text, self.tail
        copy._children = self._children[:]
        return copy

    def __deepcopy__(self, memo):
        copy = Element(self.tag, self.attrib)
        copy.text, copy.tail = self.text, self.tail
        copy._children = [child.__deepcopy__(memo) for child in self._children]
        return copy

    def __len__(self):
        return len(self._children)

    def __bool__(self):
        return bool(self._children)

    def __iter__(self):
        return iter(self._children)

    def __getitem__(self, index):
        try:
            return self._children[index]
        except IndexError:
            raise IndexError("child index out of range") from None

    def __setitem__(self, index, element):
        self._children[index] = element

    def __delitem__(self, index):
        del self._children[index]

    def append(self, subelement):
        if not isinstance(subelement, Element):
            raise TypeError("append() argument must be xml.etree.ElementTree.Element, not %s" % type(subelement).__name__)
        self._children.append(subelement)

    def extend(self, elements):
        for element in elements:
            self.append(element)

    def insert(self, index, subelement):
        self._children.insert(index, subelement)

    def remove(self, subelement):
        for at, child in enumerate(self._children):
            if child is subelement:
                del self._children[at]
                return
        raise ValueError("list.remove(x): x not in list")

    def clear(self):
        self.attrib.clear()
        self._children = []
        self.text = self.tail = None

    def get(self, key, default=None):
        return self.attrib.get(key, default)

    def set(self, key, value):
        self.attrib[key] = value

    def keys(self):
        return list(self.attrib)

    def items(self):
        return list(self.attrib.items())

    def iter(self, tag=None):
        if tag == "*":
            tag = None
        # A stack of our own: deep trees are no deep calls.
        stack = [self]
        while stack:
            element = stack.pop()
            if tag is None or element.tag == tag:
                yield element
            children = element._children
            if children:
                stack.extend(reversed(children))

    def itertext(self):
        if self.text:
            yield self.text
        for child in self._children:
            for text in child.itertext():
                yield text
            if child.tail:
                yield child.tail

    def find(self, path, namespaces=None):
        for found in self.iterfind(path, namespaces):
            return found
        return None

    def findtext(self, path, default=None, namespaces=None):
        found = self.find(path, namespaces)
        return default if found is None else found.text or ""

    def findall(self, path, namespaces=None):
        return list(self.iterfind(path, namespaces))

    def iterfind(self, path, namespaces=None):
        local = path if path[:1] != "{" or path[1:2] in "*}" else path.partition("}")[2]
        special = namespaces is not None
        for c in "/[.*{@!":
            if c in local:
                special = True
        if special:
            from xml.etree.ElementPath import iterfind

            return iterfind(self, path, namespaces)
        return iter([child for child in self._children if child.tag == path])


def SubElement(parent, tag, attrib={}, **extra):
    element = Element(tag, attrib, **extra)
    parent.append(element)
    return element


def Comment(text=None):
    element = Element(Comment)
    element.text = text
    return element


def ProcessingInstruction(target, text=None):
    element = Element(ProcessingInstruction)
    element.text = target + " " + text if text else target
    return element


PI = ProcessingInstruction


class QName:
    def __init__(self, text_or_uri, tag=None):
        self.text = "{%s}%s" % (text_or_uri, tag) if tag else text_or_uri

    def __str__(self):
        return self.text

    def __repr__(self):
        return "<QName %r>" % (self.text,)

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        return self.text == (other.text if isinstance(other, QName) else other)


def iselement(element):
    return hasattr(element, "tag")


class ElementTree:
    def __init__(self, element=None, file=None):
        self._root = element
        if file:
            self.parse(file)

    def getroot(self):
        return self._root

    def _setroot(self, element):
        self._root = element

    def parse(self, source, parser=None):
        if not hasattr(source, "read"):
            with open(source, "rb") as file:
                data = file.read()
        else:
            data = source.read()
        parser = parser or XMLParser()
        parser.feed(data)
        self._root = parser.close()
        return self._root

    def iter(self, tag=None):
        return self._root.iter(tag)

    def _relative(self, path):
        return "." + path if path[:1] == "/" else path

    def find(self, path, namespaces=None):
        return self._root.find(self._relative(path), namespaces)

    def findtext(self, path, default=None, namespaces=None):
        return self._root.findtext(self._relative(path), default, namespaces)

    def findall(self, path, namespaces=None):
        return self._root.findall(self._relative(path), namespaces)

    def iterfind(self, path, namespaces=None):
        return self._root.iterfind(self._relative(path), namespaces)

    def write(
        self,
        file_or_filename,
        encoding=None,
        xml_declaration=None,
        default_namespace=None,
        method=None,
        *,
        short_empty_elements=True
    ):
        text = _serialized(self._root, encoding, xml_declaration, default_namespace, method, short_empty_elements)
        if hasattr(file_or_filename, "write"):
            file_or_filename.write(text)
        else:
            with open(file_or_filename, "w" if isinstance(text, str) else "wb") as file:
                file.write(text)


# Writing.

_namespace_map = {
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.w3.org/1999/xhtml": "html",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://schemas.xmlsoap.org/wsdl/": "wsdl",
    "http://www.w3.org/2001/XMLSchema": "xs",
    "http://www.w3.org/2001/XMLSchema-instance": "xsi",
    "http://purl.org/dc/elements/1.1/": "dc",
}
_VOID = ("area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "isindex", "link", "meta", "param",
         "source", "track", "wbr")


def register_namespace(prefix, uri):
    if prefix[:2] == "ns" and prefix[2:].isdigit():
        raise ValueError("Prefix format reserved for internal use")
    for known, name in list(_namespace_map.items()):
        if known == uri or name == prefix:
            del _namespace_map[known]
    _namespace_map[uri] = prefix


def _bad(text):
    raise TypeError("cannot serialize %r (type %s)" % (text, type(text).__name__))


def _escape_cdata(text):
    if not isinstance(text, str):
        _bad(text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def _escape_attrib(text):
    text = _escape_cdata(text)
    for c, escaped in (('"', "&quot;"), ("\r", "&#13;"), ("\n", "&#10;"), ("\t", "&#09;")):
        if c in text:
            text = text.replace(c, escaped)
    return text


class _Writer:
    def __init__(self, default_namespace, method, short):
        self.parts = []
        self._names = {}
        self._namespaces = {default_namespace: ""} if default_namespace else {}
        self._default = default_namespace
        self._html = method == "html"
        self._short = short

    def _name(self, tag):
        if isinstance(tag, QName):
            tag = tag.text
        if not isinstance(tag, str):
            _bad(tag)
        name = self._names.get(tag)
        if name is None:
            if tag[:1] == "{":
                uri, _, local = tag[1:].rpartition("}")
                prefix = self._namespaces.get(uri)
                if prefix is None:
                    prefix = _namespace_map.get(uri)
                    if prefix is None:
                        prefix = "ns%d" % len(self._namespaces)
                    if prefix != "xml":
                        self._namespaces[uri] = prefix
                name = "%s:%s" % (prefix, local) if prefix else local
            else:
                if self._default:
                    raise ValueError("cannot use non-qualified names with default_namespace option")
                name = tag
            self._names[tag] = name
        return name

    def collect(self, root):
        # Finds the namespaces first: they are declared at the root.
        for element in root.iter():
            tag = element.tag
            if tag is not None and tag is not Comment and tag is not ProcessingInstruction:
                self._name(tag)
            for key, value in element.attrib.items():
                self._name(key)
                if isinstance(value, QName):
                    self._name(value)
            if isinstance(element.text, QName):
                self._name(element.text)
        return self._namespaces

    def write(self, element, namespaces=None):
        put = self.parts.append
        tag, text = element.tag, element.text
        if tag is Comment:
            put("<!--%s-->" % text)
        elif tag is ProcessingInstruction:
            put("<?%s?>" % text)
        elif tag is None:
            if text:
                put(_escape_cdata(text))
            for child in element:
                self.write(child)
        else:
            name = self._name(tag)
            put("<" + name)
            if namespaces:
                for uri, prefix in sorted(namespaces.items(), key=lambda item: item[1]):
                    put(' xmlns%s="%s"' % (":" + prefix if prefix else "", _escape_attrib(uri)))
            for key, value in element.attrib.items():
                value = self._name(value) if isinstance(value, QName) else _escape_attrib(value)
                put(' %s="%s"' % (self._name(key), value))
            if text or len(element) or not self._short or self._html:
                put(">")
                if text:
                    if self._html and name.lower() in ("script", "style"):
                        put(text)
                    else:
                        put(self._name(text) if isinstance(text, QName) else _escape_cdata(text))
                for child in element:
                    self.write(child)
                if not self._html or name.lower() not in _VOID:
                    put("</" + name + ">")
            else:
                put(" />")
        if element.tail:
            put(_escape_cdata(element.tail))


def _serialized(element, encoding, xml_declaration, default_namespace, method, short):
    method = method or "xml"
    if method not in ("xml", "html", "text"):
        raise ValueError("unknown method %r" % method)
    encoding = encoding or "us-ascii"
    if method == "text":
        text = "".join(element.itertext()) + (element.tail or "")
    else:
        writer = _Writer(default_namespace, method, short)
        writer.write(element, writer.collect(element))
        text = "".join(writer.parts)
    plain = encoding.lower() == "unicode"
    if method == "xml" and (
        xml_declaration or xml_declaration is None and not plain and encoding.lower() not in ("utf-8", "us-ascii")
    ):
        text = "<?xml version='1.0' encoding='%s'?>\n%s" % ("utf-8" if plain else encoding, text)
    if plain:
        return text
    if encoding.lower() in ("utf-8", "utf8"):
        return text.encode()
    import codecs

    return codecs.encode(text, encoding, "xmlcharrefreplace")


def tostring(
    element, encoding=None, method=None, *, xml_declaration=None, default_namespace=None, short_empty_elements=True
):
    return _serialized(element, encoding, xml_declaration, default_namespace, method, short_empty_elements)


def tostringlist(element, encoding=None, method=None, **options):
    return [tostring(element, encoding, method, **options)]


def dump(elem):
    if not isinstance(elem, ElementTree):
        elem = ElementTree(elem)
    text = tostring(elem.getroot(), "unicode")
    print(text, end="" if elem.getroot().tail and elem.getroot().tail[-1] == "\n" else "\n")


def indent(tree, space="  ", level=0):
    if isinstance(tree, ElementTree):
        tree = tree.getroot()
    if level < 0:
        raise ValueError("Initial indentation level must be >= 0, got %d" % level)
    if len(tree):
        _indent(tree, "\n" + level * space, space)


def _indent(element, line, space):
    inner = line + space
    if not element.text or not element.text.strip():
        element.text = inner
    child = None
    for child in element:
        if len(child):
            _indent(child, inner, space)
        if not child.tail or not child.tail.strip():
            child.tail = inner
    if not child.tail.strip():
        child.tail = line


# Reading.


class TreeBuilder:
    def __init__(self, element_factory=None, *, insert_comments=False, insert_pis=False, **ignored):
        self._factory = element_factory or Element
        self._open = []
        self._data = []
        self._root = None
        self._last = None
        self._comments, self._pis = insert_comments, insert_pis
        self._tail = False

    def close(self):
        return self._root

    def _flush(self):
        if self._data:
            text = "".join(self._data)
            if self._last is not None:
                if self._tail:
                    self._last.tail = text
                else:
                    self._last.text = text
            self._data = []

    def data(self, data):
        self._data.append(data)

    def start(self, tag, attrs):
        self._flush()
        self._last = element = self._factory(tag, attrs)
        if self._open:
            self._open[-1].append(element)
        elif self._root is None:
            self._root = element
        self._open.append(element)
        self._tail = False
        return element

    def end(self, tag):
        self._flush()
        self._last = self._open.pop()
        self._tail = True
        return self._last

    def _single(self, element, insert):
        if insert:
            self._flush()
            self._last = element
            if self._open:
                self._open[-1].append(element)
            self._tail = True
        return element

    def comment(self, text):
        return self._single(Comment(text), self._comments)

    def pi(self, target, text=None):
        return self._single(ProcessingInstruction(target, text), self._pis)


class XMLParser:
    def __init__(self, *, target=None, encoding=None):
        self.target = target if target is not None else TreeBuilder()
        self._encoding = encoding
        self._parts = []

    def feed(self, data):
        self._parts.append(data)

    def close(self):
        from xml.etree.parser import parse

        parts = self._parts
        data = parts[0] if len(parts) == 1 else (b"" if parts and not isinstance(parts[0], str) else "").join(parts)
        parse(data, self.target, self._encoding)
        return self.target.close() if hasattr(self.target, "close") else None


def XML(text, parser=None):
    parser = parser or XMLParser()
    parser.feed(text)
    return parser.close()


fromstring = XML


def fromstringlist(sequence, parser=None):
    parser = parser or XMLParser()
    for text in sequence:
        parser.feed(text)
    return parser.close()


def XMLID(text, parser=None):
    tree = XML(text, parser)
    return tree, {element.get("id"): element for element in tree.iter() if element.get("id")}


def parse(source, parser=None):
    tree = ElementTree()
    tree.parse(source, parser)
    return tree


class _Recorder(TreeBuilder):
    def __init__(self, events):
        super().__init__()
        self.events = []
        self._wanted = events

    def start(self, tag, attrs):
        element = super().start(tag, attrs)
        if "start" in self._wanted:
            self.events.append(("start", element))
        return element

    def end(self, tag):
        element = super().end(tag)
        if "end" in self._wanted:
            self.events.append(("end", element))
        return element

    def start_ns(self, prefix, uri):
        if "start-ns" in self._wanted:
            self.events.append(("start-ns", (prefix or "", uri)))


class _Events:
    def __init__(self, events, root):
        self._events = iter(events)
        self.root = root

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._events)


def iterparse(source, events=None, parser=None):
    # Parses all of it first.
    recorder = _Recorder(events or ("end",))
    root = ElementTree().parse(source, XMLParser(target=recorder))
    return _Events(recorder.events, root)
