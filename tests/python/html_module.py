import html
import html.entities
from html.parser import HTMLParser

print(html.escape("<a href='x'>\"T&C\"</a>"), html.escape("'\"&<>", quote=False), html.escape(""))
for text in ["&lt;b&gt; &amp;amp; &quot;q&quot; &#39;x&#x27; &apos;", "&copy; &copy &eacute;t&eacute; &euro; &hellip; &nbsp;.", "&notit; &notin; &ampx &nosuch; & &; &#; &#x; &#xzz;",
             "&#128; &#0; &#xD800; &#x110000; &#65 &#x41 &#1;", "no refs", "&#8364;&#x20AC;&rarr;&hearts;&alpha;&Omega;&mdash;&ldquo;&rdquo;", "a&b=c&d", "&lang;&AMP;&LT", "&sup2;&sup2x&supx"]:
    print(ascii(html.unescape(text)))
print(html.entities.name2codepoint["eacute"], html.entities.codepoint2name[233], html.entities.entitydefs["lt"], len(html.entities.name2codepoint), html.entities.html5["amp;"])


class Show(HTMLParser):
    def handle_starttag(self, tag, attrs):
        print("start", tag, attrs)

    def handle_endtag(self, tag):
        print("end", tag)

    def handle_data(self, data):
        print("data", ascii(data))

    def handle_comment(self, data):
        print("comment", repr(data))

    def handle_decl(self, decl):
        print("decl", decl)

    def handle_pi(self, data):
        print("pi", data)

    def handle_entityref(self, name):
        print("entityref", name)

    def handle_charref(self, name):
        print("charref", name)

    def unknown_decl(self, data):
        print("unknown", data)


page = """<!DOCTYPE html>
<html lang="en"><head><title>T &amp; C</title>
<script>if (a < b && c) { document.write("<b>x</b>"); }</script><style>p > a { color: red }</style></head>
<body class='c1 c2' data-x=5 hidden>
<!-- a comment --><p id="p1">Hello <b>bold</b> &eacute;&#233; w&ouml;rld<br/>next<br><img src="a.png" alt='say "hi"' /></p>
<a href="x?a=1&amp;b=2" title = spaced >link</a><?php echo 1 ?><INPUT DISABLED Value="V"></body></html>
"""
parser = Show()
parser.feed(page)
parser.close()
print(parser.getpos())
parser = Show(convert_charrefs=False)
parser.feed("<p>a &lt; b &#65; &#x41; &amp c & d</p>")
parser.close()
for text in ["<a", "<a href='x", "a < b > c", "</ p >", "</>", "<>", "<!>x", "a<b", "<p><p>un<i>closed", "x &amp", "&lt", "<div/>t", "</p/>", "<a/b c>", "<a b=c/d>", "<![CDATA[x]]>", "<!-- unclosed", "<a b='1'c=\"2\">", "text only"]:
    print("--", text)
    parser = Show()
    parser.feed(text)
    parser.close()
print("-- in parts")
parser = Show()
for part in ["<p cla", "ss='x'>te", "xt &am", "p; more</", "p>", "<script>a<", "b</scr", "ipt>"]:
    parser.feed(part)
parser.close()


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links = []
        self.text = []

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self.links.append(dict(attrs).get("href"))
            print(self.get_starttag_text(), self.getpos())

    def handle_data(self, data):
        if data.strip():
            self.text.append(data.strip())


links = Links()
links.feed(page)
print(links.links, [ascii(text) for text in links.text])
