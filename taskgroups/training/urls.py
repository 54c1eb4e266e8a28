"""Addresses of training. The course and the programme are open without signing in."""

from django.urls import URLPattern, URLResolver, include, path

from taskgroups.training.views import arranging, attendance, booking, course, feedback, programme

ONE = "training/sessions/<slug:session_id>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("training/", programme.page, name="training"),
    path("training/course/", course.page, name="training-course"),
    path("training/course/course.<slug:ending>", course.download, name="training-course-download"),
    path("training/yours/", programme.yours, name="training-yours"),
    path("training/arranged/", programme.arranged, name="training-arranged"),
    path("training/arranged/add/", arranging.add, name="training-add"),
    path(f"{ONE}/", programme.one, name="training-session"),
    path(f"{ONE}/book/", booking.take, name="training-book"),
    path(f"{ONE}/give-back/", booking.give_back, name="training-give-back"),
    path(f"{ONE}/here/", booking.came, name="training-here"),
    path(f"{ONE}/certificate/", booking.certificate_pdf, name="training-certificate"),
    path(f"{ONE}/how-it-was/", feedback.say_how, name="training-say"),
    path(f"{ONE}/change/", arranging.change, name="training-change"),
    path(f"{ONE}/cancel/", arranging.cancel, name="training-cancel"),
    path(f"{ONE}/instructions/", arranging.instructions, name="training-instructions"),
    path(f"{ONE}/materials/", arranging.materials, name="training-materials"),
    path(f"{ONE}/materials/<int:material_id>/", booking.material, name="training-material"),
    path(f"{ONE}/materials/<int:material_id>/take-away/", arranging.take_away, name="training-material-remove"),
    path(f"{ONE}/people/", attendance.people, name="training-people"),
    path(f"{ONE}/people/<int:booking_id>/take-off/", attendance.take_off, name="training-take-off"),
    path(f"{ONE}/people/attendance.<slug:ending>", attendance.sheet, name="training-sheet"),
    path(f"{ONE}/people/attendance/", attendance.sheet_in, name="training-sheet-in"),
    path(f"{ONE}/code/", attendance.code, name="training-code"),
    path(f"{ONE}/results/", feedback.results, name="training-results"),
    path("", include("taskgroups.training.accrediting.urls")),
    path("", include("taskgroups.training.directory.urls")),
    path("", include("taskgroups.training.commissioning.urls")),
]
