"""A Word document that can be edited: real headings, lists and tables, pictures with words, marked on every page."""

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, BinaryIO

from paramountcy.publication.figures.drawn import png
from paramountcy.publication.figures.mark import MARK, NAME
from paramountcy.publication.figures.words import INTERNAL
from paramountcy.publication.paper import MissingPublish
from paramountcy.publication.shape import Chart, Table

if TYPE_CHECKING:
    from docx.document import Document

FONT, LANGUAGE = "Arial", "en-GB"
INK, SHADE = "0B0C0C", "E3E8EE"
PAPER, MARGIN = (210, 297), 18
"""Millimetres: A4."""
CUSTOM = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
LONGEST = 44
"""Letters in a column of a table; what is longer is broken into lines."""
ZIP_BEGAN = (1980, 1, 1, 0, 0, 0)
"""The time that every part of the file bears: the same report gives the same bytes."""


class Paper:
    """A document in the making. Raises MissingPublish where python-docx is not installed."""

    def __init__(self, title: str, *, made_at: datetime, comments: str):
        try:
            import docx
        except ImportError as missing:
            raise MissingPublish(
                "python-docx is not installed, and a .docx needs it: pip install 'paramountcy[publish]'"
            ) from missing
        self.document: Document = docx.Document()
        self._pictures = 0
        self._properties(title, made_at, comments)
        self._styles()
        self._marks(title)

    def _properties(self, title: str, made_at: datetime, comments: str) -> None:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        said = self.document.core_properties
        said.title, said.subject, said.category, said.keywords = title, INTERNAL, INTERNAL, MARK
        said.comments, said.language = comments[:255], LANGUAGE
        said.author = said.last_modified_by = NAME
        said.created = said.modified = made_at.replace(tzinfo=None)
        said.revision = 1
        space = "http://schemas.openxmlformats.org/officeDocument/2006"
        custom = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            f'<Properties xmlns="{space}/custom-properties" xmlns:vt="{space}/docPropsVTypes">'
            f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{NAME}">'
            f"<vt:lpwstr>{MARK}</vt:lpwstr></property></Properties>"
        )
        package = self.document.part.package
        part = Part(PackURI("/docProps/custom.xml"), CUSTOM, custom.encode(), package)
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    def _styles(self) -> None:
        from docx.shared import Pt, RGBColor

        styles = self.document.styles
        sizes = {
            "Normal": (9.5, 0, 4),
            "Title": (20, 0, 2),
            "Heading 1": (16, 0, 6),
            "Heading 2": (13, 10, 3),
            "Heading 3": (10.5, 12, 2),
            "List Bullet": (9.5, 0, 2),
            "Caption": (9.5, 0, 2),
        }
        for name, (size, before, after) in sizes.items():
            style = styles[name]
            style.font.name, style.font.size = FONT, Pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(_w(kind), None)
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(_w(kind), FONT)
            style.font.color.rgb = RGBColor.from_string(INK)
            style.font.bold = name not in ("Normal", "List Bullet")
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
            for look in (f"{_w('pPr')}/{_w('pBdr')}", f"{_w('rPr')}/{_w('spacing')}"):
                for found in style.element.findall(look):
                    found.getparent().remove(found)
        for lang in styles.element.iter(_w("lang")):
            lang.set(_w("val"), LANGUAGE)

    def _marks(self, title: str) -> None:
        """The mark in the header and the footer of every page, with the page's number."""
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Mm, Pt

        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(PAPER[0]), Mm(PAPER[1])
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN)
        section.header_distance = section.footer_distance = Mm(8)
        wide = Mm(PAPER[0] - 2 * MARGIN)
        for name in ("Header", "Footer"):
            for tabs in self.document.styles[name].element.findall(f".//{_w('tabs')}"):
                tabs.getparent().remove(tabs)
        for place in (section.header, section.footer):
            line = place.paragraphs[0]
            line.paragraph_format.tab_stops.add_tab_stop(wide, WD_TAB_ALIGNMENT.RIGHT)
            line.paragraph_format.space_after = Pt(0)
            line.add_run(INTERNAL).bold = True
        section.header.paragraphs[0].add_run(f"\t{title}")
        foot = section.footer.paragraphs[0]
        foot.add_run("\tPage ")
        _field(foot, "PAGE")
        foot.add_run(" of ")
        _field(foot, "NUMPAGES")

    def heading(self, text: str, level: int, *, new_page: bool = False) -> None:
        paragraph = self.document.add_heading(_clean(text), level)
        paragraph.paragraph_format.page_break_before = new_page or None

    def text(self, text: str, *, label: str = "", keep: bool = False) -> None:
        """A paragraph, with some bold words before it; `keep` holds it together with the next."""
        paragraph = self.document.add_paragraph()
        if label:
            paragraph.add_run(f"{label} ").bold = True
        paragraph.add_run(_clean(text))
        paragraph.paragraph_format.keep_with_next = keep or None

    def points(self, texts: Sequence[str]) -> None:
        for text in texts:
            self.document.add_paragraph(_clean(text), style="List Bullet")

    def table(self, of: Table) -> None:
        """A table with its caption, columns as wide as what is in them needs, and a heading repeated on every page."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Mm, Pt

        above = self.document.add_paragraph(_clean(of.caption), style="Caption")
        above.paragraph_format.keep_with_next = True
        table = self.document.add_table(rows=1 + len(of.rows), cols=len(of.columns), style="Table Grid")
        table.autofit = False
        _describe(table, of.caption)
        widths = [Mm(width) for width in _widths(of)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        headings = tuple(column.heading for column in of.columns)
        for at, (row, cells) in enumerate(zip(table.rows, (headings, *of.rows), strict=True)):
            whole = row._tr.get_or_add_trPr()
            whole.append(_element("cantSplit"))
            if at == 0:
                whole.append(_element("tblHeader"))
            for column, cell, text, width in zip(of.columns, row.cells, cells, widths, strict=True):
                cell.width = width
                paragraph = cell.paragraphs[0]
                run = paragraph.add_run(_clean(text))
                run.font.size, run.bold = Pt(8.5), at == 0
                paragraph.paragraph_format.space_after = Pt(1)
                if column.numeric:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if at == 0:
                    cell._tc.get_or_add_tcPr().append(_element("shd", val="clear", color="auto", fill=SHADE))
        self.document.add_paragraph().paragraph_format.space_after = Pt(2)

    def pictures(self, charts: Sequence[Chart], *, width: float) -> None:
        """Pictures two by two, each under its title, with a sentence for those who can't see it."""
        table = self.document.add_table(rows=-(-len(charts) // 2), cols=2)
        for cell, chart in zip((cell for row in table.rows for cell in row.cells), charts, strict=False):
            cell.paragraphs[0].style = self.document.styles["Caption"]
            cell.paragraphs[0].add_run(_clean(chart.title))
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            self._picture(cell.add_paragraph().add_run(), chart, width)

    def picture(self, chart: Chart, *, width: float) -> None:
        """A picture under its title, with a sentence for those who can't see it."""
        above = self.document.add_paragraph(_clean(chart.title), style="Caption")
        above.paragraph_format.keep_with_next = True
        self._picture(self.document.add_paragraph().add_run(), chart, width)

    def _picture(self, run: Any, chart: Chart, width: float) -> None:
        from docx.shared import Mm

        shape = run.add_picture(io.BytesIO(png(chart.svg)), width=Mm(width))
        self._pictures += 1
        said = shape._inline.docPr
        said.set("name", f"Chart {self._pictures}")
        said.set("title", _clean(chart.title))
        said.set("descr", _clean(f"{chart.title}. {chart.says}"))

    def save(self, out: BinaryIO) -> None:
        """Write it, the same bytes for the same content."""
        made = io.BytesIO()
        self.document.save(made)
        with zipfile.ZipFile(made) as package, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
            for part in package.infolist():
                info = zipfile.ZipInfo(part.filename, ZIP_BEGAN)
                info.compress_type = zipfile.ZIP_DEFLATED
                again.writestr(info, package.read(part))


def _w(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(f"w:{name}")


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement

    made = OxmlElement(f"w:{name}")
    for attribute, value in attributes.items():
        made.set(_w(attribute), value)
    return made


def _field(paragraph: Any, name: str) -> None:
    """A field that Word fills in, such as the page's number."""
    run = paragraph.add_run()
    instruction = _element("instrText")
    instruction.text = name
    shown = _element("t")
    shown.text = "1"
    for part in (
        _element("fldChar", fldCharType="begin"),
        instruction,
        _element("fldChar", fldCharType="separate"),
        shown,
        _element("fldChar", fldCharType="end"),
    ):
        run._r.append(part)


def _describe(table: Any, caption: str) -> None:
    """What a screen reader says of a table."""
    about = table._tbl.tblPr
    about.append(_element("tblCaption", val=_clean(caption)))
    about.append(_element("tblDescription", val=_clean(caption)))


def _widths(of: Table) -> list[float]:
    """Millimetres for each column: what its longest text needs; columns of words give way where that is too much."""
    rows = (tuple(column.heading for column in of.columns), *of.rows)
    longest = [min(LONGEST, max(len(row[at]) for row in rows)) for at in range(len(of.columns))]
    wide = [6 + 1.75 * letters for letters in longest]
    numbers = sum(width for width, column in zip(wide, of.columns, strict=True) if column.numeric)
    room, needed = PAPER[0] - 2 * MARGIN - numbers, sum(wide) - numbers
    less = min(1.0, room / needed) if needed else 1.0
    return [width if column.numeric else width * less for width, column in zip(wide, of.columns, strict=True)]


def _clean(text: str) -> str:
    """Text without what XML has no place for, hidden characters shown by their number."""
    from paramountcy.returns.report.visible import visible

    return visible(text)
