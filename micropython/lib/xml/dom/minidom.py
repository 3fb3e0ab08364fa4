# xml.dom.minidom: reading, walking and printing. Namespaces are not told apart.
from xml.sax.saxutils import escape as _escape


class Node:
    ELEMENT_NODE, ATTRIBUTE_NODE, TEXT_NODE, CDATA_SECTION_NODE = 1, 2, 3, 4
    PROCESSING_INSTRUCTION_NODE, COMMENT_NODE, DOCUMENT_NODE = 7, 8, 9
    parentNode = None
    nodeValue = None
    attributes = None

    def __init__(self):
        self.childNodes = []

    @property
    def firstChild(self):
        return self.childNodes[0] if self.childNodes else None

    @property
    def lastChild(self):
        return self.childNodes[-1] if self.childNodes else None

    def _beside(self, step):
        nodes = self.parentNode.childNodes if self.parentNode is not None else []
        for at, node in enumerate(nodes):
            if node is self:
                return nodes[at + step] if 0 <= at + step < len(nodes) else None
        return None

    @property
    def nextSibling(self):
        return self._beside(1)

    @property
    def previousSibling(self):
        return self._beside(-1)

    def __bool__(self):
        return True

    def hasChildNodes(self):
        return bool(self.childNodes)

    def appendChild(self, node):
        if node.parentNode is not None:
            node.parentNode.removeChild(node)
        node.parentNode = self
        self.childNodes.append(node)
        return node

    def insertBefore(self, node, before):
        self.appendChild(node)
        if before is not None:
            self.childNodes.pop()
            for at, child in enumerate(self.childNodes):
                if child is before:
                    self.childNodes.insert(at, node)
                    break
        return node

    def removeChild(self, node):
        for at, child in enumerate(self.childNodes):
            if child is node:
                del self.childNodes[at]
                break
        node.parentNode = None
        return node

    def getElementsByTagName(self, name):
        found = []
        for child in self.childNodes:
            if child.nodeType == 1:
                if name == "*" or child.tagName == name:
                    found.append(child)
                found.extend(child.getElementsByTagName(name))
        return found

    def toxml(self, encoding=None):
        return self.toprettyxml("", "", encoding)

    def toprettyxml(self, indent="\t", newl="\n", encoding=None):
        parts = []
        self._write(parts.append, "", indent, newl, encoding)
        text = "".join(parts)
        return text if encoding is None else text.encode(encoding, "xmlcharrefreplace")

    def writexml(self, writer, indent="", addindent="", newl="", encoding=None):
        self._write(writer.write, indent, addindent, newl, encoding)

    def normalize(self):
        pass

    def unlink(self):
        pass


class Attr(Node):
    nodeType = 2

    def __init__(self, name, value):
        super().__init__()
        self.name = self.nodeName = name
        self.value = self.nodeValue = value


class _Attributes:
    def __init__(self, element):
        self._values = element._values

    def __len__(self):
        return len(self._values)

    length = property(__len__)

    def keys(self):
        return list(self._values)

    def values(self):
        return [Attr(name, value) for name, value in self._values.items()]

    def items(self):
        return list(self._values.items())

    def item(self, index):
        return self.values()[index] if 0 <= index < len(self) else None

    def get(self, name, default=None):
        return Attr(name, self._values[name]) if name in self._values else default

    def __getitem__(self, name):
        return Attr(name, self._values[name])

    def __contains__(self, name):
        return name in self._values


class Element(Node):
    nodeType = 1

    def __init__(self, tagName):
        super().__init__()
        self.tagName = self.nodeName = tagName
        self._values = {}

    @property
    def attributes(self):
        return _Attributes(self)

    def getAttribute(self, name):
        return self._values.get(name, "")

    def setAttribute(self, name, value):
        self._values[name] = value

    def removeAttribute(self, name):
        del self._values[name]

    def hasAttribute(self, name):
        return name in self._values

    def hasAttributes(self):
        return bool(self._values)

    def _write(self, put, indent, add, newl, encoding=None):
        put("%s<%s" % (indent, self.tagName))
        for name, value in self._values.items():
            put(' %s="%s"' % (name, _escape(value).replace('"', "&quot;")))
        if not self.childNodes:
            put("/>" + newl)
            return
        put(">")
        if len(self.childNodes) == 1 and self.childNodes[0].nodeType in (3, 4):
            self.childNodes[0]._write(put, "", "", "")
        else:
            put(newl)
            for child in self.childNodes:
                child._write(put, indent + add, add, newl)
            put(indent)
        put("</%s>%s" % (self.tagName, newl))

    def __repr__(self):
        return "<DOM Element: %s at %#x>" % (self.tagName, id(self))


class Text(Node):
    nodeType = 3
    nodeName = "#text"

    def __init__(self, data):
        super().__init__()
        self.data = data

    @property
    def nodeValue(self):
        return self.data

    def _write(self, put, indent, add, newl, encoding=None):
        put(indent + _escape(self.data).replace('"', "&quot;") + newl)

    def __repr__(self):
        data = self.data if len(self.data) <= 10 else self.data[:10] + "..."
        return '<DOM Text node "%r">' % data


class CDATASection(Text):
    nodeType = 4

    def _write(self, put, indent, add, newl, encoding=None):
        put("<![CDATA[%s]]>" % self.data)


class Comment(Node):
    nodeType = 8
    nodeName = "#comment"

    def __init__(self, data):
        super().__init__()
        self.data = self.nodeValue = data

    def _write(self, put, indent, add, newl, encoding=None):
        put("%s<!--%s-->%s" % (indent, self.data, newl))


class ProcessingInstruction(Node):
    nodeType = 7

    def __init__(self, target, data):
        super().__init__()
        self.target = self.nodeName = target
        self.data = self.nodeValue = data

    def _write(self, put, indent, add, newl, encoding=None):
        put("%s<?%s %s?>%s" % (indent, self.target, self.data, newl))


class Document(Node):
    nodeType = 9
    nodeName = "#document"

    @property
    def documentElement(self):
        for node in self.childNodes:
            if node.nodeType == 1:
                return node
        return None

    def createElement(self, tagName):
        return Element(tagName)

    def createTextNode(self, data):
        return Text(data)

    def createComment(self, data):
        return Comment(data)

    def createCDATASection(self, data):
        return CDATASection(data)

    def createProcessingInstruction(self, target, data):
        return ProcessingInstruction(target, data)

    def _write(self, put, indent, add, newl, encoding=None):
        put('<?xml version="1.0" %s?>%s' % ('encoding="%s"' % encoding if encoding else "", newl) if encoding else '<?xml version="1.0" ?>' + newl)
        for node in self.childNodes:
            node._write(put, indent, add, newl)

    def __enter__(self):
        return self

    def __exit__(self, *error):
        pass


class _Builder:
    # What the parser of ElementTree calls.
    def __init__(self):
        self._document = self._at = Document()
        self._prefixes = {}
        self._declared = []

    def start_ns(self, prefix, uri):
        self._prefixes[uri] = prefix
        self._declared.append(("xmlns:" + prefix if prefix else "xmlns", uri))

    def _name(self, tag):
        if tag[:1] != "{":
            return tag
        uri, _, local = tag[1:].partition("}")
        prefix = self._prefixes.get(uri)
        return "%s:%s" % (prefix, local) if prefix else local

    def start(self, tag, attrs):
        element = Element(self._name(tag))
        for name, uri in self._declared:
            element._values[name] = uri
        self._declared = []
        for name, value in attrs.items():
            element._values[self._name(name)] = value
        self._at = self._at.appendChild(element)

    def end(self, tag):
        self._at = self._at.parentNode

    def data(self, text):
        last = self._at.lastChild
        if last is not None and last.nodeType == 3:
            last.data += text
        else:
            self._at.appendChild(Text(text))

    def comment(self, text):
        self._at.appendChild(Comment(text))

    def pi(self, target, text=None):
        self._at.appendChild(ProcessingInstruction(target, text or ""))

    def close(self):
        return self._document


def parseString(string, parser=None):
    from xml.etree.ElementTree import XMLParser

    parser = XMLParser(target=_Builder())
    parser.feed(string)
    return parser.close()


def parse(file, parser=None, bufsize=None):
    if hasattr(file, "read"):
        return parseString(file.read())
    with open(file, "rb") as opened:
        return parseString(opened.read())


class _Implementation:
    def createDocument(self, namespace, name, doctype=None):
        document = Document()
        if name:
            document.appendChild(Element(name))
        return document


def getDOMImplementation(features=None):
    return _Implementation()
