"""Addresses of a chair's own practice."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.practice.views import account, exchanges, room, sharing, transcript

GROUP = "task-groups/<str:group_id>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("practice/", account.overall, name="practice"),
    path("practice/sharing/", sharing.page, name="practice-sharing"),
    path("practice/sharing/<int:share_id>/withdraw/", sharing.take_back, name="practice-withdraw"),
    path("practice/shared/<int:share_id>/", sharing.seen, name="practice-shared"),
    path("practice/delete/", sharing.delete, name="practice-delete"),
    path("practice/exchanges/", exchanges.page, name="practice-exchanges"),
    path("practice/exchanges/<slug:slug>/", exchanges.one, name="practice-exchange"),
    path(f"{GROUP}room/balance/", room.balance, name="task-group-room-balance"),
    path(f"{GROUP}room/label/", room.label, name="task-group-room-label"),
    path(f"{GROUP}room/tap/", room.count, name="task-group-room-tap"),
    path(f"{GROUP}room/tap/take-back/", room.take_back, name="task-group-room-untap"),
    path(f"{GROUP}practice/", account.page, name="task-group-practice"),
    path(f"{GROUP}practice/transcript/", transcript.upload, name="task-group-practice-transcript"),
    path(f"{GROUP}practice/transcript/delete/", transcript.drop, name="task-group-practice-transcript-delete"),
    path(f"{GROUP}practice/transcript/kept/", transcript.kept, name="task-group-practice-kept"),
    path(f"{GROUP}transcript/", transcript.consent, name="task-group-transcript-consent"),
    path(f"{GROUP}practice/clauses/<str:mark>/", account.clause, name="task-group-practice-clause"),
]
