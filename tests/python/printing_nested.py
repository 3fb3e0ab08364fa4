a=[]; a.append(a); print(a)
d={}; d['x']=d; print(d, [d])
b=[1,[2]]; b[1].append(b); print(b, repr(b), str(b), f"{b}")
c=[a,a]; print(c)
e=[1]; print([e,e], {1:e,2:e})
class R:
    def __repr__(self): raise ValueError("no")
for i in range(3):
    try: repr([[R()]])
    except ValueError as x: print(x)
print([[1],[2]], {'a':[1]})
def deep(n):
    x=[]
    for i in range(n): x=[x]
    return x
print(len(repr(deep(900))))
t = ([],)
t[0].append(t)
print(t[0], {"t": t}, str([t]))


def inner():
    print([[4], {"a": [5]}], f"{[[6]]}")


inner()
try: repr(deep(10000)); print('ok')
except RecursionError as x: print('RecursionError')
print([[1]])
