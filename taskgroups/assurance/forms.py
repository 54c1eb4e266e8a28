"""What people fill in about what they own."""

from taskgroups.kit.design import forms


class EraseForm(forms.Form):
    """Whether somebody's details are to be taken out for good."""

    sure = forms.TickField("They asked for it, I made sure that it was they, and it cannot be taken back")


class LeaveForm(forms.Form):
    """Whether the school is to leave."""

    sure = forms.TickField("The governors know, and we have what we want to keep")
