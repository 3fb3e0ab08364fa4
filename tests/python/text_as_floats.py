# What text is a float, in every way that it is written, and what is none.
TEXTS = [
    "e4", "E4", ".", "-e4", "-.", "+.e3", ".e4", "1e", "1e+", "e", "", "  ", "+", "--1", "+-1", "1 2", "1\0",
    "_1", "1_", "1__0", "1_e4", "1e_4", "1e4_", "1._5", "1_.5", "._5", "0x10", "1j", "infi", "nano", "i_nf",
    "1", " 1 ", "\t1\n", "\v1\f", "1_000", "1_0e1_0", "1.5e3", ".5", "5.", "5.e1", "-.5E-3", "+1E+2", "-0",
    "inf", "-Infinity", "nan", "+NaN", "1e400", "1e-400", "٤٢", "１２.５", "-٣_٤", "四", "1²",
]
for text in TEXTS:
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(repr(text), error)
for data in [b"1.5", b" 2_0 ", b"e4", b"", b"\xff", bytearray(b"3")]:
    try:
        print(repr(data), float(data))
    except ValueError as error:
        print(repr(data), error)


class Text(str):
    pass


print(float(Text("2.5")), [int(text) for text in ["٤٢", "1_0", " 7 "]])
