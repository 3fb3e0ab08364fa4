# xml.sax: only saxutils.
