# Sales report: dataclasses, csv, collections, formatting
import csv, io, json, statistics
from collections import defaultdict, Counter, OrderedDict, namedtuple
from dataclasses import dataclass, field, asdict, replace
from datetime import date, datetime, timedelta
from decimal import Decimal, ROUND_HALF_UP
from typing import Optional, Iterable
DATA = """date,region,product,units,price
2024-01-03,North,Widget,10,2.50
2024-01-05,South,Gadget,3,19.99
2024-02-11,North,Gadget,1,19.99
2024-02-29,East,"Gizmo, large",7,7.25
2024-03-01,South,Widget,,2.50
2024-03-15,West,Widget,12,2.45
"""
@dataclass(order=True)
class Sale:
    date: date
    region: str = field(compare=False)
    product: str = field(compare=False)
    units: int = field(default=0, compare=False)
    price: Decimal = field(default=Decimal("0"), compare=False, repr=False)
    tags: list[str] = field(default_factory=list, compare=False)
    @property
    def total(self) -> Decimal:
        return (self.units * self.price).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)
    @classmethod
    def from_row(cls, row: dict[str, str]) -> "Sale":
        return cls(datetime.strptime(row["date"], "%Y-%m-%d").date(), row["region"], row["product"], int(row["units"] or 0), Decimal(row["price"]))
sales = [Sale.from_row(r) for r in csv.DictReader(io.StringIO(DATA))]
for s in sorted(sales, reverse=True)[:2]:
    print(s)
by_region: dict[str, Decimal] = defaultdict(Decimal)
for s in sales:
    by_region[s.region] += s.total
print(dict(by_region))
print(f"{'Region':<10}|{'Total':>12}")
print("-" * 10 + "+" + "-" * 12)
for region, total in sorted(by_region.items(), key=lambda kv: (-kv[1], kv[0])):
    print(f"{region:<10}|{total:>12,.2f}")
print(f"{'Sum':<10}|{sum(by_region.values()):>12}")
months = Counter(s.date.strftime("%b %Y") for s in sales)
print(months.most_common())
print(json.dumps([asdict(s) for s in sales[:1]], default=str, indent=2))
print(replace(sales[0], units=99).total, sales[0] == replace(sales[0], units=1))
weeks = {s.date.isocalendar()[1] for s in sales}
print(weeks)
gaps = [(b.date - a.date).days for a, b in zip(sales, sales[1:])]
print(gaps, statistics.mean(gaps), statistics.median(gaps), round(statistics.stdev(gaps), 3))
Point = namedtuple("Point", "x y", defaults=[0])
print(Point(1), Point(1)._replace(y=5), Point._fields, Point(1)._asdict())
print(max(sales, key=lambda s: s.units).product, sales[3].product.partition(", "))
out = io.StringIO()
w = csv.writer(out, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
w.writerow(["a", "b,c", 'd"e', None, 1.5])
w.writerows([[1, 2], ["x\ny", ""]])
print(repr(out.getvalue()))
try:
    Sale.from_row({"date": "2024-13-01", "region": "", "product": "", "units": "1", "price": "1"})
except ValueError as e:
    print("ValueError:", e)
try:
    Sale(1)
except TypeError as e:
    print(e)
