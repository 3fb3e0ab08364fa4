# What agents do to an API's answer: parse it, filter, group and write it again.
import json

rows = [
    {"id": n, "name": "item %d" % n, "tags": ["a", "b", "c"][: n % 4], "price": n * 1.5, "sold": n % 3 == 0}
    for n in range(3000)
]
text = json.dumps(rows)
parsed = json.loads(text)
groups = {}
for row in parsed:
    if row["sold"] and row["tags"]:
        groups.setdefault(len(row["tags"]), []).append(row["price"])
report = {str(key): {"count": len(prices), "total": sum(prices)} for key, prices in groups.items()}
again = json.loads(json.dumps(report))
print([(key, again[key]["count"], again[key]["total"]) for key in sorted(again)])
