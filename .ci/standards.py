"""Reads the files for machines of a built site with the parsers that others read them with.

    python standards.py SITE BASE_URL SCHEMA_DTS

SCHEMA_DTS is the package schema-dts, which has the vocabulary of schema.org. Ends in 1 when one of them is not what its standard says.
"""

import json
import re
import sqlite3
import sys
from pathlib import Path

import bibtexparser
import feedparser
import geojson
import icalendar
import networkx
import rispy
from frictionless import Package
from jsonschema import Draft7Validator
from lxml import etree

site, base, dts = Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3])
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
types = {"article", "article-journal", "article-magazine", "book", "report", "webpage", "document"}
for work in works:
    check("CSL-JSON: type and title", work["type"] in types and work["title"], work)
    for date in (work[name] for name in ("issued", "accessed") if name in work):
        parts = date.get("date-parts", [[]])
        check("CSL-JSON: date", "literal" in date or all(1 <= len(p) <= 3 for p in parts), date)

schema = json.loads((Path(__file__).parent / "schemas" / "csl-data.json").read_text())
for error in Draft7Validator(schema).iter_errors(works):
    check("CSL-JSON: schema", False, error.message)

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

# What each type of schema.org inherits, and the properties that it has of its own.
above, properties, name = {}, {}, None
for line in (dts / "dist" / "schema.d.ts").read_text().splitlines():
    if begins := re.match(r"(?:export )?interface (\w+?)(?:Base|Leaf) extends ([\w, ]+)", line):
        name = begins[1]
        above.setdefault(name, set()).update(re.findall(r"(\w+?)(?:Base|Leaf)\b", begins[2]))
    elif begins := re.match(r"(?:export )?interface (\w+?)(?:Base|Leaf)\b", line):
        name = begins[1]
    elif own := re.match(r'    "(\w+)"\?:', line):
        properties.setdefault(name, set()).add(own[1])


def known(kind):
    inherited = (known(parent) for parent in above.get(kind, ()) if parent != kind)
    return properties.get(kind, set()).union(*inherited)


def check_terms(path, value):
    """Whether everything in a value is of a type of schema.org, with properties that the type has."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, dict):
            kind = one["@type"]
            check(f"{path}: schema.org", kind in above or kind in properties, f"no type {kind}")
            for key in (key for key in one if not key.startswith("@")):
                check(f"{path}: schema.org", key in known(kind), f"{kind} has no {key}")
                check_terms(path, one[key])


articles = [path for path in site.glob("articles/**/*.jsonld")]
check("schema.org: articles", len(articles) > 0 and {"about", "hasPart", "mentions"} <= known("Article"))
for path in articles:
    page = json.loads(path.read_text())
    check_terms(path.name, page.get("schema:about", page))

if (data / "archive.sqlite").exists():
    database = sqlite3.connect(data / "archive.sqlite")
    ask = lambda question: database.execute(question).fetchall()
    check("SQLite: sound", ask("PRAGMA integrity_check") == [("ok",)])
    check("SQLite: references", ask("PRAGMA foreign_key_check") == [])
    check("SQLite: works", len(ask("SELECT id FROM articles")) == len(works))
    check("SQLite: events", len(ask("SELECT id FROM events WHERE earliest > '2017'")) > 0)
    found = ask("SELECT count(*) FROM search JOIN articles ON number = search.rowid WHERE search MATCH 'convoy'")
    check("SQLite: texts", found[0][0] > 0, found)

for sitemap in site.glob("sitemap*.xml"):
    root = etree.parse(str(sitemap)).getroot()
    places = root.findall(".//{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
    check("sitemap", 0 < len(places) <= 50_000 and all(p.text.startswith(base) for p in places))

print("\n".join(faults) if faults else f"{len(works)} works, {len(events)} events, {len(graph)} names read")
sys.exit(1 if faults else 0)
