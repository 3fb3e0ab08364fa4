# __future__: everything of it is so already.
class _Feature:
    def __init__(self, name):
        self.name = name
        self.compiler_flag = 0

    def getOptionalRelease(self):
        return (3, 0, 0, "final", 0)

    getMandatoryRelease = getOptionalRelease

    def __repr__(self):
        return "_Feature(%r)" % self.name


all_feature_names = [
    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
]
for _name in all_feature_names:
    globals()[_name] = _Feature(_name)
