"""The addresses of the drafting of guidance."""

from django.urls import path

from paramountcy.web.guidance.drafting.views import chapters, comments, documents, public

app_name = "drafting"
urlpatterns = [
    path("drafting/", documents.documents, name="documents"),
    path("drafting/new/", documents.make, name="make"),
    path("drafting/<slug:ref>/", documents.document, name="document"),
    path("drafting/<slug:ref>/change/", documents.change, name="change"),
    path("drafting/<slug:ref>/next-draft/", documents.next_draft, name="next_draft"),
    path("drafting/<slug:ref>/chapters/new/", documents.add_chapter, name="add_chapter"),
    path("drafting/<slug:ref>/must-dos/", documents.must_dos, name="must_dos"),
    path("drafting/<slug:ref>/must-dos/csv/", documents.must_dos_csv, name="must_dos_csv"),
    path("drafting/<slug:ref>/must-dos/word/", documents.must_dos_word, name="must_dos_word"),
    path("drafting/<slug:ref>/principles/", documents.principles, name="principles"),
    path("drafting/<slug:ref>/principles/new/", documents.add_principle, name="add_principle"),
    path("drafting/principles/<slug:ref>/end/", documents.end_principle, name="end_principle"),
    path("drafting/<slug:ref>/publish/", documents.release, name="release"),
    path("drafting/releases/<slug:ref>/withdraw/", documents.withdraw, name="withdraw"),
    path("drafting/<slug:ref>/comments/", comments.comments, name="comments"),
    path("drafting/<slug:ref>/comments/csv/", comments.comments_csv, name="comments_csv"),
    path("drafting/<slug:ref>/comments/word/", comments.comments_word, name="comments_word"),
    path("chapters/<slug:ref>/", chapters.chapter, name="chapter"),
    path("chapters/<slug:ref>/change/", chapters.change_chapter, name="change_chapter"),
    path("chapters/<slug:ref>/write/", chapters.write, name="write"),
    path("chapters/<slug:ref>/versions/<int:number>/", chapters.version, name="version"),
    path("chapters/<slug:ref>/changes/<int:older>/<int:newer>/", chapters.compare, name="compare"),
    path("chapters/<slug:ref>/terms/", chapters.terms, name="terms"),
    path("chapters/<slug:ref>/provision/", chapters.provision, name="provision"),
    path("chapters/<slug:ref>/comment/", comments.comment_on, name="comment_on"),
    path("chapters/<slug:ref>/from-email/", comments.from_email, name="from_email"),
    path("chapters/<slug:ref>/from-word/", comments.from_word, name="from_word"),
    path("chapters/<slug:ref>/from-meeting/", comments.from_meeting, name="from_meeting"),
    path("comments/<slug:ref>/", comments.comment, name="comment"),
    path("comments/<slug:ref>/decide/", comments.dispose, name="dispose"),
    path("comments/<slug:ref>/tell/", comments.tell, name="tell"),
    path("comments/<slug:ref>/place/", comments.place, name="place"),
    path("guidance/", public.published, name="published"),
    path("guidance/<slug:ref>/", public.read, name="read"),
    path("guidance/<slug:ref>/word/", public.as_word, name="as_word"),
    path("guidance/<slug:ref>/pdf/", public.as_pdf, name="as_pdf"),
]
