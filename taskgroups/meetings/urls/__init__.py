"""Addresses of a Task Group: Plan, People and Papers; the Room; the Record; words taken out."""

from taskgroups.meetings.urls import plan, record, room, taken_out

urlpatterns = [*plan.urlpatterns, *room.urlpatterns, *record.urlpatterns, *taken_out.urlpatterns]
