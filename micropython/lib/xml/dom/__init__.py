# xml.dom: only minidom.
