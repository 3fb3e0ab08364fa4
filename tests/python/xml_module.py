import xml.etree.ElementTree as ET
from xml.etree.ElementTree import Element, SubElement, ParseError
from xml.sax.saxutils import escape, unescape, quoteattr
import io
import os

text = """<?xml version="1.0"?>
<!DOCTYPE data [<!ENTITY me "Me &amp; You">]>
<data count="2"><!-- note -->
    <country name="Liechtenstein" code='li'>
        <rank>1</rank><year>2008</year>
        <gdppc>141100 &lt; x &#233;</gdppc>
        <neighbor name="Austria" direction="E"/>
        <neighbor name="Switzerland" direction="W"/>
    </country>
    <country name="Singapore">
        <rank>4</rank><year>2011</year><?pi some thing?>
        <text>a<b>bold</b>tail &me;<![CDATA[<raw> & ]]></text>
        <neighbor name="Malaysia" direction="N"/>
    </country>
</data>
"""
root = ET.fromstring(text)
print(root.tag, root.attrib, len(root), [child.get("name") for child in root], root.get("none"), root.get("none", "d"))
print(root[0][0].text, root.find("country/rank").text, root.findtext("country/year"), root.findtext("nope"), root.findtext("nope", "dflt"))
print([c.attrib["name"] for c in root.findall("country")], [r.text for r in root.iter("rank")], ascii(root.find(".//gdppc").text))
for path in [".", "*", "country", "country/*", ".//neighbor", ".//neighbor[@name='Austria']", "country[@name]", "country[@code!='x']", "country[rank='4']", "country[2]",
             "country[last()]", "country[last()-1]", ".//neighbor/..", "country/neighbor[2]", ".//*[@direction]", "country[year]/rank", "./country/rank", ".//b", "country[rank]", "./", ".//rank[.='4']", "country[@name=\"Singapore\"]/neighbor"]:
    print(path, [(e.tag, e.get("name")) for e in root.findall(path)])
for path in ["/x", "country[0]", "x:y"]:
    try:
        print(root.findall(path))
    except SyntaxError as error:
        print(type(error).__name__, error)
t = root.find(".//text")
print(ascii("".join(t.itertext())), ascii(t.text), t[0].tail, list(t.iter()) == [t, t[0]], [e.tag for e in root.iter()])
print(ET.tostring(t), ET.tostring(t, encoding="unicode"), t.keys(), list(root[0].items()), root[0].attrib)
print(ET.tostring(root.find(".//gdppc")), ET.tostring(root.find(".//gdppc"), encoding="utf-8"), ET.tostring(root.find(".//gdppc"), encoding="latin-1"))

a = Element("a", {"x": "1"}, y="q\"<&>'\n")
b = SubElement(a, "b")
b.text = "t & <é>"
b.tail = "tail"
SubElement(a, "c", n="5").set("m", "6")
a.append(ET.Comment("cc"))
a.append(ET.ProcessingInstruction("php", "echo"))
a.insert(0, Element("first"))
print(ET.tostring(a), ET.tostring(a, "unicode"), ET.tostring(a, "unicode", short_empty_elements=False))
print(ET.tostring(a, "unicode", xml_declaration=True), ET.tostring(a, "utf-8", xml_declaration=True), ET.tostring(a, method="text", encoding="unicode"))
a.remove(b)
print(len(a), [e.tag if isinstance(e.tag, str) else "other" for e in a], a[-3].tag, a[0:2] == [a[0], a[1]], ET.iselement(a), a.find("none") is None)
del a[0]
a.extend([Element("z"), Element("y")])
print(ET.tostring(a, "unicode"))
try:
    a.remove(b)
except ValueError as error:
    print(error)
for bad in [lambda: a.append("text"), lambda: a[99], lambda: ET.tostring(Element("a", n=5)), lambda: Element("a", 5)]:
    try:
        print(bad())
    except (TypeError, IndexError) as error:
        print(type(error).__name__, error)
page = Element("p")
SubElement(page, "br")
SubElement(page, "script").text = "a < b"
print(ET.tostring(page, method="html"), ET.tostring(page))
tree = ET.ElementTree(ET.fromstring("<r><a><b>1</b><c/></a><d>x</d></r>"))
ET.indent(tree)
print(ET.tostring(tree.getroot(), "unicode"))
ET.indent(tree, space="\t")
ET.dump(tree)
tree.write("t.xml")
print(open("t.xml").read(), ET.parse("t.xml").getroot().find("a/b").text)
tree.write("t.xml", encoding="utf-8", xml_declaration=True)
print(open("t.xml").read().split("\n")[0])
buffer = io.BytesIO()
tree.write(buffer)
print(len(buffer.getvalue()), tree.find("d").text, tree.findall(".//b")[0].text, [e.tag for e in tree.iter()], tree.findtext("a/b"))
print([(event, e.tag) for event, e in ET.iterparse("t.xml", events=("start", "end"))])
print(ET.parse(io.StringIO("<q>1</q>")).getroot().text, ET.fromstring(b"<?xml version='1.0' encoding='latin-1'?><q>\xe9</q>").text == "é")
os.remove("t.xml")

ns = ET.fromstring("<r xmlns='http://d' xmlns:p='http://p' p:k='v'><p:a/><b xmlns=''/><c p:q='1'>t</c></r>")
print([e.tag for e in ns.iter()], ns.attrib, [e.tag for e in ns.findall("{http://p}a")], [e.tag for e in ns.findall("x:a", {"x": "http://p"})])
print([e.tag for e in ns.findall("c", {"": "http://d"})], [e.tag for e in ns.findall("{*}c")], [e.tag for e in ns.findall(".//{http://d}*")])
print(ET.tostring(ns, "unicode"))
ET.register_namespace("pp", "http://p")
print(ET.tostring(ns, "unicode"), ET.QName("http://u", "t"), ET.QName("http://u", "t").text)
e = Element("{http://d}x")
SubElement(e, "{http://d}y")
print(ET.tostring(e, default_namespace="http://d"))

for bad in ["", "   ", "text", "<a>", "<a><b></a>", "<a></b>", "<a", "<a x=1/>", "<a x='1' x='2'/>", "<a/><b/>", "<a/>x", "<a>&foo;</a>", "<a>&</a>", "<a>a & b</a>", "<p:a/>", "<a><!-- x -- y --></a>",
            "<a>\n<b>\n</c></a>", "<a x/>", "<1a/>", "<a>]]></a>", " <?xml version='1.0'?><a/>", "<a b='<'/>", "</a>", "<a>\x01</a>", "<a><b attr='v</b></a>", "<a>&#0;</a>", "<a x='1'y='2'/>", "<a><![CDATA[x</a>", "<!-- x", "{\"json\": 1}"]:
    try:
        print(ET.fromstring(bad))
    except ParseError as error:
        print(repr(bad), "|", error, error.code, error.position)


class Target:
    def start(self, tag, attrs):
        print("start", tag, attrs)

    def end(self, tag):
        print("end", tag)

    def data(self, data):
        print("data", repr(data))

    def close(self):
        return "closed"


parser = ET.XMLParser(target=Target())
parser.feed("<a x='1'>te")
parser.feed("xt<b/></a>") if False else parser.feed("<b/></a>")
print(parser.close())
import copy
c = copy.deepcopy(root)
c[0].set("name", "X")
print(root[0].get("name"), c[0].get("name"), len(c))
print(escape("<a & b>", {"'": "&apos;"}), unescape("&lt;&amp;lt;&gt;"), quoteattr("a'b"), quoteattr('a"b'), quoteattr("a'\"\n"))
