"""Small returns, written out, for tests that say exactly what stands in the file."""

from pathlib import Path

HEADER = """<Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year>
<ReferenceDate>2026-03-31</ReferenceDate></CollectionDetails>
<Source><SourceLevel>L</SourceLevel><LEA>206</LEA><SerialNo>001</SerialNo></Source></Header>"""

EPISODE = """<CINdetails><CINreferralDate>2025-06-02</CINreferralDate><ReferralSource>1A</ReferralSource>
<PrimaryNeedCode>N1</PrimaryNeedCode><ReferralNFA>0</ReferralNFA></CINdetails>"""


def child(number: int = 1, *, identifiers: str = "", characteristics: str = "", episodes: str = EPISODE) -> str:
    """A child without a fault, unless told otherwise."""
    identifiers = identifiers or (
        f"<LAchildID>CHILD{number}</LAchildID><UPNunknown>UN2</UPNunknown>"
        "<PersonBirthDate>2015-05-01</PersonBirthDate><Sex>F</Sex>"
    )
    characteristics = characteristics or (
        "<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities>"
    )
    return (
        f"<Child>\n<ChildIdentifiers>{identifiers}</ChildIdentifiers>\n"
        f"<ChildCharacteristics>{characteristics}</ChildCharacteristics>\n{episodes}\n</Child>\n"
    )


def message(*children: str, header: str = HEADER) -> str:
    opening = '<?xml version="1.0" encoding="utf-8"?>'
    return f"{opening}\n<Message>\n{header}\n<Children>\n{''.join(children)}</Children>\n</Message>\n"


def write(folder: Path, *children: str, header: str = HEADER, name: str = "return.xml") -> Path:
    path = folder / name
    path.write_text(message(*children, header=header), encoding="utf-8")
    return path
