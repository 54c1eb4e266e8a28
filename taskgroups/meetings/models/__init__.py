"""Task Groups, their log and their record."""

from taskgroups.meetings.models.log import Event
from taskgroups.meetings.models.record import Record, Remark
from taskgroups.meetings.models.task_group import AgendaItem, Seat, SeatItem, TaskGroup

__all__ = ["AgendaItem", "Event", "Record", "Remark", "Seat", "SeatItem", "TaskGroup"]
