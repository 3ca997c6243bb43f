"""The form of what was done about a worry."""

from django import forms

from paramountcy.web.access.screens.forms import choose
from paramountcy.web.guidance.worries.models import What


class StepForm(forms.Form):
    what = choose([one for one in What.choices if one[0] != What.RECEIVED], label="What did you do?")
    words = forms.CharField(
        label="In words",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text="It stays here, with your name. Whoever handed it over is not told.",
    )
