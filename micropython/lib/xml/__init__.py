# xml: etree, and saxutils of sax.
