# xml.etree.cElementTree, the other name of ElementTree.
from xml.etree.ElementTree import *
