"""The response as a file: for those who work on it all that they may read, for the public what is published."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from paramountcy.web.access.asking import Asked, Refusal
from paramountcy.web.access.doors import about, open_to_all
from paramountcy.web.access.policy import NOT_FOUND
from paramountcy.web.guidance.recommendations import reads
from paramountcy.web.guidance.recommendations.documents import as_data, as_docx, as_pdf
from paramountcy.web.guidance.recommendations.told import Response, told

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}


@about("report")
@require_safe
def document(request: Asked, ref: str, form: str) -> HttpResponse:
    access = request.access
    one = access.fetch("report", ref)
    rows = reads.of_report(access, one)
    access.shown("recommendation", rows, action="export")
    return _file(request, told(one, rows, public=False), form)


@open_to_all("only what was published of a response, and what is kept to no circle")
@require_safe
def public_document(request: Asked, ref: str, form: str) -> HttpResponse:
    report = reads.published_report(ref)
    if report is None:
        raise Refusal(NOT_FOUND)
    return _file(request, told(report, reads.public_recommendations(report), public=True), form)


def _file(request: Asked, response: Response, form: str) -> HttpResponse:
    if form not in TYPES:
        raise Refusal(NOT_FOUND)
    if form == "docx":
        content = as_docx.as_docx(response)
    elif form == "pdf":
        content = as_pdf.as_pdf(response, on=timezone.localdate(request.access.at))
    else:
        content = as_data.as_csv(response) if form == "csv" else as_data.as_json(response)
    answer = HttpResponse(content, content_type=TYPES[form])
    answer.headers["Content-Disposition"] = f'attachment; filename="response.{form}"'
    return answer
