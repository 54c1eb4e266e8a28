"""Addresses of a Task Group: record."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.meetings.views.record import agreeing, page, wording

AT = "task-groups/<str:group_id>/record/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(AT, page.page, name="task-group-record"),
    path(f"{AT}pdf/", page.pdf, name="task-group-record-pdf"),
    path(f"{AT}word/", page.word, name="task-group-record-word"),
    path(f"{AT}wording/", wording.desk, name="task-group-record-wording"),
    path(f"{AT}wording/<str:section>/", wording.save, name="task-group-record-section"),
    path(f"{AT}send/", wording.send, name="task-group-record-send"),
    path(f"{AT}confidential/", wording.confidential, name="task-group-record-confidential"),
    path(f"{AT}confidential/pdf/", page.confidential_pdf, name="task-group-record-confidential-pdf"),
    path(f"{AT}confidential/word/", page.confidential_word, name="task-group-record-confidential-word"),
    path(f"{AT}accurate/", agreeing.accurate, name="task-group-record-accurate"),
    path(f"{AT}not-accurate/", agreeing.not_accurate, name="task-group-record-not-accurate"),
    path(f"{AT}answers/<int:remark>/", agreeing.answer, name="task-group-record-answer"),
    path(f"{AT}differs/", agreeing.differs, name="task-group-record-differs"),
]
