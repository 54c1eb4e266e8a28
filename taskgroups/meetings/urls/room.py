"""Addresses of a Task Group: the room."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.meetings.views import room, room_capture, room_run

ROOM = "task-groups/<str:group_id>/room/"
NAME = "task-group-room"

urlpatterns: list[URLPattern | URLResolver] = [
    path(ROOM, room.page, name=NAME),
    path(f"{ROOM}wall/", room.wall, name=f"{NAME}-wall"),
    path(f"{ROOM}look/", room.look, name=f"{NAME}-look"),
    path(f"{ROOM}help/", room.help_page, name=f"{NAME}-help"),
    path(f"{ROOM}balance/", room.own_balance, name=f"{NAME}-balance"),
    path(f"{ROOM}open/", room_run.open_room, name=f"{NAME}-open"),
    path(f"{ROOM}paper/", room_run.from_paper, name=f"{NAME}-paper"),
    path(f"{ROOM}pause/", room_run.pause, name=f"{NAME}-pause"),
    path(f"{ROOM}resume/", room_run.resume, name=f"{NAME}-resume"),
    path(f"{ROOM}close/", room_run.close, name=f"{NAME}-close"),
    path(f"{ROOM}move/", room_run.move, name=f"{NAME}-move"),
    path(f"{ROOM}attendance/", room_run.attendance, name=f"{NAME}-attendance"),
    path(f"{ROOM}here/", room_run.here, name=f"{NAME}-here"),
    path(f"{ROOM}hand-over/", room_run.hand_over, name=f"{NAME}-hand-over"),
    path(f"{ROOM}bank/", room_capture.bank, name=f"{NAME}-bank"),
    path(f"{ROOM}question/", room_capture.question, name=f"{NAME}-question"),
    path(f"{ROOM}answer/", room_capture.answer, name=f"{NAME}-answer"),
    path(f"{ROOM}evidence/", room_capture.evidence, name=f"{NAME}-evidence"),
    path(f"{ROOM}judgement/", room_capture.judgement, name=f"{NAME}-judgement"),
    path(f"{ROOM}descriptor/", room_capture.descriptor, name=f"{NAME}-descriptor"),
    path(f"{ROOM}action/", room_capture.action, name=f"{NAME}-action"),
    path(f"{ROOM}review/", room_capture.review, name=f"{NAME}-review"),
    path(f"{ROOM}note/", room_capture.note, name=f"{NAME}-note"),
    path(f"{ROOM}form/<slug:name>/", room_capture.fresh, name=f"{NAME}-form"),
    path(f"{ROOM}entries/<int:number>/", room_capture.correction, name=f"{NAME}-correct"),
]
