"""Addresses of a Task Group: record."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.meetings.views import record, record_agreeing, record_wording

AT = "task-groups/<str:group_id>/record/"

urlpatterns: list[URLPattern | URLResolver] = [
    path(AT, record.page, name="task-group-record"),
    path(f"{AT}pdf/", record.pdf, name="task-group-record-pdf"),
    path(f"{AT}word/", record.word, name="task-group-record-word"),
    path(f"{AT}wording/", record_wording.desk, name="task-group-record-wording"),
    path(f"{AT}wording/<str:section>/", record_wording.save, name="task-group-record-section"),
    path(f"{AT}send/", record_wording.send, name="task-group-record-send"),
    path(f"{AT}confidential/", record_wording.confidential, name="task-group-record-confidential"),
    path(f"{AT}confidential/pdf/", record.confidential_pdf, name="task-group-record-confidential-pdf"),
    path(f"{AT}confidential/word/", record.confidential_word, name="task-group-record-confidential-word"),
    path(f"{AT}accurate/", record_agreeing.accurate, name="task-group-record-accurate"),
    path(f"{AT}not-accurate/", record_agreeing.not_accurate, name="task-group-record-not-accurate"),
    path(f"{AT}answers/<int:remark>/", record_agreeing.answer, name="task-group-record-answer"),
    path(f"{AT}differs/", record_agreeing.differs, name="task-group-record-differs"),
]
