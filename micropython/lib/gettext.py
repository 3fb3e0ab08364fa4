# gettext. There are no catalogues: every text is its own translation.
class NullTranslations:
    def gettext(self, message):
        return message

    def ngettext(self, msgid1, msgid2, n):
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context, message):
        return message

    def install(self, names=None):
        import builtins

        builtins._ = self.gettext


_null = NullTranslations()
gettext, ngettext, pgettext = _null.gettext, _null.ngettext, _null.pgettext


def dgettext(domain, message):
    return message


def translation(domain, localedir=None, languages=None, class_=None, fallback=False):
    if not fallback:
        raise FileNotFoundError(2, "No translation file found for domain", domain)
    return _null


def find(domain, localedir=None, languages=None, all=False):
    return [] if all else None


def install(domain, localedir=None, *, names=None):
    _null.install(names)


def textdomain(domain=None):
    return domain or "messages"


def bindtextdomain(domain, localedir=None):
    return localedir
