"""Addresses of a Task Group: Plan, People and Papers; the Room; the Record."""

from taskgroups.meetings.urls import plan, record, room

urlpatterns = [*plan.urlpatterns, *room.urlpatterns, *record.urlpatterns]
