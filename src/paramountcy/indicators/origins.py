"""Who asks for the indicators, and where. One function for each body's documents; the words are ours."""

from paramountcy.indicators.shape import Origin


def ees(table: str) -> Origin:
    """A table of the department's published statistics of children in need."""
    return Origin("DfE", "Children in need, Explore Education Statistics", f"table {table.upper()}", f"EES {table}")


def lait(measure: str) -> Origin:
    """A measure of the department's Local Authority Interactive Tool, by its number."""
    return Origin("DfE", "Local Authority Interactive Tool, data dictionary", f"measure {measure}", f"LAIT {measure}")


def framework(theme: int) -> Origin:
    """A theme of the framework of June 2012; its own item codes could not be retrieved."""
    document = "Children's Safeguarding Performance Information Framework, June 2012"
    return Origin("DfE", document, f"theme {theme}", f"F12-{theme}")


def national_indicator(number: int) -> Origin:
    """An item of the National Indicator set of 2008 to 2010; its title is from memory."""
    return Origin("CLG", "National Indicator set 2008 to 2010", f"NI {number}", f"NI{number}")


NATIONAL_FRAMEWORK = Origin(
    "DfE", "Children's Social Care Outcomes and Enablers dashboard", "National Framework tile", "NF"
)
CHAT = Origin("Data to Insight", "Children's services Analysis Tool", "Annex A reports", "ChAT")
ILACS = Origin("Ofsted", "Inspection of local authority children's services", "Annex A", "ILACS")
WORKING_TOGETHER = Origin("DfE", "Working Together to Safeguard Children", "local protocols for assessment", "WT")
TRIALS = Origin("CWRC", "Evaluation of flexible assessment timescales, 2012", "drift", "trials")


def own(why: str) -> Origin:
    """Ours, answering what the notes of 2011 asked."""
    return Origin("Paramountcy", "Catalogue of indicators", why, "own")
