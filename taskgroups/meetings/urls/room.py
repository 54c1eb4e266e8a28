"""Addresses of a Task Group: the room."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.meetings.views.room import capture, page, run

ROOM = "task-groups/<str:group_id>/room/"
NAME = "task-group-room"

urlpatterns: list[URLPattern | URLResolver] = [
    path(ROOM, page.page, name=NAME),
    path(f"{ROOM}wall/", page.wall, name=f"{NAME}-wall"),
    path(f"{ROOM}look/", page.look, name=f"{NAME}-look"),
    path(f"{ROOM}help/", page.help_page, name=f"{NAME}-help"),
    path(f"{ROOM}open/", run.open_room, name=f"{NAME}-open"),
    path(f"{ROOM}paper/", run.from_paper, name=f"{NAME}-paper"),
    path(f"{ROOM}pause/", run.pause, name=f"{NAME}-pause"),
    path(f"{ROOM}resume/", run.resume, name=f"{NAME}-resume"),
    path(f"{ROOM}close/", run.close, name=f"{NAME}-close"),
    path(f"{ROOM}move/", run.move, name=f"{NAME}-move"),
    path(f"{ROOM}attendance/", run.attendance, name=f"{NAME}-attendance"),
    path(f"{ROOM}here/", run.here, name=f"{NAME}-here"),
    path(f"{ROOM}hand-over/", run.hand_over, name=f"{NAME}-hand-over"),
    path(f"{ROOM}bank/", capture.bank, name=f"{NAME}-bank"),
    path(f"{ROOM}question/", capture.question, name=f"{NAME}-question"),
    path(f"{ROOM}answer/", capture.answer, name=f"{NAME}-answer"),
    path(f"{ROOM}evidence/", capture.evidence, name=f"{NAME}-evidence"),
    path(f"{ROOM}judgement/", capture.judgement, name=f"{NAME}-judgement"),
    path(f"{ROOM}descriptor/", capture.descriptor, name=f"{NAME}-descriptor"),
    path(f"{ROOM}action/", capture.action, name=f"{NAME}-action"),
    path(f"{ROOM}review/", capture.review, name=f"{NAME}-review"),
    path(f"{ROOM}note/", capture.note, name=f"{NAME}-note"),
    path(f"{ROOM}form/<slug:name>/", capture.fresh, name=f"{NAME}-form"),
    path(f"{ROOM}entries/<int:number>/", capture.correction, name=f"{NAME}-correct"),
]
