# html.entities. The names of HTML 4, and those of HTML 5 that are often met.
_LATIN_1 = """
nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro
para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil
Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave
Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml
igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute
thorn yuml
"""
_OTHERS = """
quot=22 amp=26 lt=3c gt=3e OElig=152 oelig=153 Scaron=160 scaron=161 Yuml=178 fnof=192 circ=2c6 tilde=2dc Alpha=391
Beta=392 Gamma=393 Delta=394 Epsilon=395 Zeta=396 Eta=397 Theta=398 Iota=399 Kappa=39a Lambda=39b Mu=39c Nu=39d
Xi=39e Omicron=39f Pi=3a0 Rho=3a1 Sigma=3a3 Tau=3a4 Upsilon=3a5 Phi=3a6 Chi=3a7 Psi=3a8 Omega=3a9 alpha=3b1 beta=3b2
gamma=3b3 delta=3b4 epsilon=3b5 zeta=3b6 eta=3b7 theta=3b8 iota=3b9 kappa=3ba lambda=3bb mu=3bc nu=3bd xi=3be
omicron=3bf pi=3c0 rho=3c1 sigmaf=3c2 sigma=3c3 tau=3c4 upsilon=3c5 phi=3c6 chi=3c7 psi=3c8 omega=3c9 thetasym=3d1
upsih=3d2 piv=3d6 ensp=2002 emsp=2003 thinsp=2009 zwnj=200c zwj=200d lrm=200e rlm=200f ndash=2013 mdash=2014
lsquo=2018 rsquo=2019 sbquo=201a ldquo=201c rdquo=201d bdquo=201e dagger=2020 Dagger=2021 bull=2022 hellip=2026
permil=2030 prime=2032 Prime=2033 lsaquo=2039 rsaquo=203a oline=203e frasl=2044 euro=20ac image=2111 weierp=2118
real=211c trade=2122 alefsym=2135 larr=2190 uarr=2191 rarr=2192 darr=2193 harr=2194 crarr=21b5 lArr=21d0 uArr=21d1
rArr=21d2 dArr=21d3 hArr=21d4 forall=2200 part=2202 exist=2203 empty=2205 nabla=2207 isin=2208 notin=2209 ni=220b
prod=220f sum=2211 minus=2212 lowast=2217 radic=221a prop=221d infin=221e ang=2220 and=2227 or=2228 cap=2229
cup=222a int=222b there4=2234 sim=223c cong=2245 asymp=2248 ne=2260 equiv=2261 le=2264 ge=2265 sub=2282 sup=2283
nsub=2284 sube=2286 supe=2287 oplus=2295 otimes=2297 perp=22a5 sdot=22c5 lceil=2308 rceil=2309 lfloor=230a
rfloor=230b lang=2329 rang=232a loz=25ca spades=2660 clubs=2663 hearts=2665 diams=2666
"""
_HTML_5 = """
lang=27e8 rang=27e9 apos=27 lbrack=5b rbrack=5d lbrace=7b rbrace=7d lpar=28 rpar=29 colon=3a comma=2c period=2e
semi=3b num=23 excl=21 dollar=24 percnt=25 plus=2b equals=3d quest=3f commat=40 sol=2f bsol=5c lowbar=5f grave=60
verbar=7c vert=7c ast=2a Tab=9 NewLine=a check=2713 checkmark=2713 cross=2717 star=2606 starf=2605 phone=260e
female=2640 male=2642 copysr=2117 dash=2010 hyphen=2010 horbar=2015 mldr=2026 nldr=2025 numsp=2007 puncsp=2008
hairsp=200a emsp13=2004 emsp14=2005 NoBreak=2060 ZeroWidthSpace=200b rightarrow=2192 leftarrow=2190 Rightarrow=21d2
half=bd frac13=2153 frac23=2154 frac15=2155 frac18=215b frac38=215c frac58=215d frac78=215e infintie=29dd inodot=131
Amacr=100 amacr=101 Emacr=112 emacr=113 Imacr=12a imacr=12b Omacr=14c omacr=14d Umacr=16a umacr=16b Abreve=102
abreve=103 Aogon=104 aogon=105 Cacute=106 cacute=107 Ccaron=10c ccaron=10d Cdot=10a cdot=10b Dcaron=10e dcaron=10f
Dstrok=110 dstrok=111 Ecaron=11a ecaron=11b Eogon=118 eogon=119 Gbreve=11e gbreve=11f Idot=130 Lstrok=141 lstrok=142
Lcaron=13d lcaron=13e Nacute=143 nacute=144 Ncaron=147 ncaron=148 Odblac=150 odblac=151 Rcaron=158 rcaron=159
Racute=154 racute=155 Sacute=15a sacute=15b Scedil=15e scedil=15f Tcaron=164 tcaron=165 Tcedil=162 tcedil=163
Uring=16e uring=16f Udblac=170 udblac=171 Zacute=179 zacute=17a Zcaron=17d zcaron=17e Zdot=17b zdot=17c leq=2264
geq=2265
"""
name2codepoint = {}
for _code, _name in enumerate(_LATIN_1.split()):
    name2codepoint[_name] = 160 + _code
_legacy = list(name2codepoint) + ["quot", "amp", "lt", "gt"]  # may stand without a semicolon
for _pair in _OTHERS.split():
    _name, _, _code = _pair.partition("=")
    name2codepoint[_name] = int(_code, 16)
codepoint2name = {code: name for name, code in name2codepoint.items()}
entitydefs = {name: chr(code) if code < 256 else "&#%d;" % code for name, code in name2codepoint.items()}
html5 = {name + ";": chr(code) for name, code in name2codepoint.items()}
for _pair in _HTML_5.split():
    _name, _, _code = _pair.partition("=")
    html5[_name + ";"] = chr(int(_code, 16))
for _name in _legacy:
    html5[_name] = chr(name2codepoint[_name])
for _name in ("AMP", "COPY", "GT", "LT", "QUOT", "REG"):
    html5[_name] = html5[_name + ";"] = chr(name2codepoint[_name.lower()])
