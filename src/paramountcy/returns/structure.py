"""
Structure findings: what each says to the person who has to mend the file.

Their names are stable; `shape.Fault` carries one with its place.
"""

from paramountcy.returns.shape import Fault

MESSAGES = {
    "not-a-date": "This is not a date: write it year first, as in 2025-03-31, and check that the day exists",
    "day-first-date": "This date has the day first, so it could be read two ways: write the year first, as in 2025-03-31",
    "not-a-boolean": "This is neither yes nor no: write 1 or 0 (true and false are understood too)",
    "not-a-number": "This is not a whole number: write digits only",
    "blanks-around": "There are blanks before or after this value: it was read without them; take them out",
    "not-asked-this-year": "The census of this year does not ask for this: check the year, or leave it out",
    "unknown-element": "There is no element of this name in the census: it and what is in it were not read; check the spelling",
    "misplaced-element": "This element belongs elsewhere in the file: it was not read here; move it to where it belongs",
    "repeated-element": "This element may stand here only once: the first was read; take the others out",
    "empty-element": "This element is empty: it was read as missing; give the value, or leave the element out",
    "missing-element": "An element that every file needs is missing here: add it",
    "stray-text": "There is text between two elements: it was not read; check for a broken tag beside it",
    "unexpected-attribute": "This element has an attribute, and none is expected: it was not read; take it out",
    "default-namespace": "The file declares a namespace, and the census has none: it was read all the same; take xmlns out",
    "cut-off": "The file breaks off or is damaged here: nothing after this place was read, and the child it breaks off in "
    "was not judged; export it again",
    "too-deep": "Elements stand in each other too deep here: they were not read",
    "too-long-text": "This text is too long to be a value: it was cut",
    "too-many-records": "One child has more records of a kind than any child can have: the rest were not read; check for "
    "children joined by mistake",
    "too-many-faults": "There are more faults of this kind than are listed: mend these, then check again",
}


def message(fault: Fault) -> str:
    """What is wrong and what to do. Quotes nothing from the file."""
    return MESSAGES[fault.name]
