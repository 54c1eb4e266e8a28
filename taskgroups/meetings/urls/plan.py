"""Addresses of a Task Group: its plan, its people, its papers, and replies to its invitations."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.meetings.views.plan import agenda, listing, new, page, papers, people, postpone, protocols, replies

GROUP = "task-groups/<str:group_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("task-groups/", listing.page, name="task-groups"),
    path("task-groups/new/", new.new, name="task-group-new"),
    path("schools/<int:urn>/task-groups/", listing.of_school, name="school-task-groups"),
    path(GROUP, page.page, name="task-group"),
    path(f"{GROUP}change/", page.change, name="task-group-change"),
    path(f"{GROUP}agenda/", agenda.page, name="task-group-agenda"),
    path(f"{GROUP}agenda/add/", agenda.add, name="task-group-agenda-add"),
    path(f"{GROUP}postpone/", postpone.postpone, name="task-group-postpone"),
    path(f"{GROUP}cancel/", postpone.cancel, name="task-group-cancel"),
    path(f"{GROUP}restore/", postpone.restore, name="task-group-restore"),
    path(f"{GROUP}invitations/", page.send, name="task-group-invite"),
    path(f"{GROUP}protocols/", protocols.page, name="task-group-protocols"),
    path(f"{GROUP}people/", people.page, name="task-group-people"),
    path(f"{GROUP}people/add/<slug:part>/", people.add, name="task-group-add"),
    path(f"{GROUP}people/items/<int:number>/", people.item, name="task-group-item-people"),
    path(f"{GROUP}people/<int:number>/", people.seat, name="task-group-seat"),
    path(f"{GROUP}papers/", papers.page, name="task-group-papers"),
    path(f"{GROUP}papers/send/", papers.send, name="task-group-prepare"),
    path(f"{GROUP}papers/preparation.<str:kind>", papers.paper, name="task-group-paper"),
    path(f"{GROUP}papers/chair.<str:kind>", papers.chairs_paper, name="task-group-chair-paper"),
    path("replies/<str:token>/", replies.page, name="reply"),
    path("replies/<str:token>/<str:answer>/", replies.page, name="reply-with"),
]
