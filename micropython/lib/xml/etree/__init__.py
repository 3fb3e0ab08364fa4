# xml.etree.
