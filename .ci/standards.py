"""Reads the files for machines of a built site with the parsers that others read them with.

    python standards.py SITE BASE_URL

Ends in 1 when one of them is not what its standard says.
"""

import json
import sys
from pathlib import Path

import bibtexparser
import feedparser
import geojson
import icalendar
import networkx
import rispy
from frictionless import Package
from lxml import etree

site, base = Path(sys.argv[1]), sys.argv[2]
data = site / "data"
faults = []


def check(what, is_so, found=""):
    if not is_so:
        faults.append(f"{what}: {found}")


def read(path):
    return json.loads((site / path).read_text())


works = read("data/bibliography.json")
keys = {work["id"] for work in works}
check("CSL-JSON: ids", len(keys) == len(works) > 0, keys)
types = {"article", "webpage"}
for work in works:
    check("CSL-JSON: type and title", work["type"] in types and work["title"], work)
    for date in (work[name] for name in ("issued", "accessed") if name in work):
        parts = date.get("date-parts", [[]])
        check("CSL-JSON: date", "literal" in date or all(1 <= len(p) <= 3 for p in parts), date)

entries = bibtexparser.loads((data / "bibliography.bib").read_text()).entries
check("BibTeX: keys", {entry["ID"] for entry in entries} == keys, [e["ID"] for e in entries])
records = rispy.loads((data / "bibliography.ris").read_text())
check("RIS: records", {record["id"] for record in records} == keys, records[:1])

calendar = icalendar.Calendar.from_ical((data / "events.ics").read_bytes())
events = calendar.walk("VEVENT")
check("iCalendar: events", len(events) > 0)
for event in events:
    check("iCalendar: errors", not event.errors, event.errors)
    check("iCalendar: whole days", event.decoded("dtstart") < event.decoded("dtend"), event)
for line in (data / "events.ics").read_bytes().split(b"\r\n"):
    check("iCalendar: lines of 75 bytes", len(line) <= 75 and b"\n" not in line, line)

places = geojson.loads((data / "places.geojson").read_text())
check("GeoJSON", places.is_valid, places.errors())

graph = networkx.read_graphml(data / "graph.graphml")
check("GraphML: nodes and edges", len(graph) > 0 and graph.number_of_edges() > 0)
check("GraphML: labels", all(label for _, label in graph.nodes(data="label")))
check("GraphML: weights", all(weight > 0 for *_, weight in graph.edges(data="weight")))

slides = read("data/timeline.json")["events"]
for slide in slides:
    start = slide["start_date"]
    check("TimelineJS", "year" in start and slide["text"]["headline"], slide)
    check("TimelineJS: a day has a month", "day" not in start or "month" in start, start)

report = Package(str(data / "datapackage.json")).validate()
check("Data Package", report.valid, report.flatten(["type", "title", "message"]))

for line in (data / "archive.jsonl").read_text().splitlines():
    check("JSON lines", isinstance(json.loads(line), dict))

atom = "{http://www.w3.org/2005/Atom}"
for name in ("feed", "feed-notes"):
    feed = feedparser.parse(str(site / f"{name}.xml"))
    check(f"{name}: Atom", not feed.bozo and feed.version == "atom10", feed.get("bozo_exception"))
    root = etree.parse(str(site / f"{name}.xml")).getroot()
    for place in [root, *root.iter(f"{atom}entry")]:
        for needed in ("id", "title", "updated"):
            check(f"{name}: one {needed}", len(place.findall(atom + needed)) == 1, place)
    ids = [entry.find(f"{atom}id").text for entry in root.iter(f"{atom}entry")]
    check(f"{name}: ids", len(set(ids)) == len(ids) > 0 and all(i.startswith(base) for i in ids), ids)
    feed = read(f"{name}.json")
    check(f"{name}: JSON Feed", feed["version"] == "https://jsonfeed.org/version/1.1" and feed["title"])
    for item in feed["items"]:
        check(f"{name}: JSON Feed item", item["id"] and "content_text" in item, item)

for sitemap in site.glob("sitemap*.xml"):
    root = etree.parse(str(sitemap)).getroot()
    places = root.findall(".//{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    check("sitemap", 0 < len(places) <= 50_000 and all(p.text.startswith(base) for p in places))

print("\n".join(faults) if faults else f"{len(works)} works, {len(events)} events, {len(graph)} names read")
sys.exit(1 if faults else 0)
