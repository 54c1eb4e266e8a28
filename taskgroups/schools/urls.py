"""Addresses of schools, consortia, authorities, invitations and accounts."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.schools.views import accounts, authority, choose, consortium, hand_on, invitation, school, search, staff

urlpatterns: list[URLPattern | URLResolver] = [
    path("schools/", search.page, name="schools"),
    path("schools/<int:urn>/", school.page, name="school"),
    path("schools/<int:urn>/provision/", school.provision, name="school-provision"),
    path("schools/<int:urn>/sharing/", school.sharing, name="school-sharing"),
    path("schools/<int:urn>/consortia/<slug:slug>/agree/", school.agree, name="school-consortium-agree"),
    path("schools/<int:urn>/consortia/<slug:slug>/leave/", school.leave, name="school-consortium-leave"),
    path("schools/<int:urn>/hand-on/", hand_on.page, name="school-hand-on"),
    path("schools/<int:urn>/history/", school.history, name="school-history"),
    path("schools/<int:urn>/head/", staff.head, name="school-head"),
    path("schools/<int:urn>/head/stays/", staff.stays, name="school-head-stays"),
    path("schools/<int:urn>/people/", staff.page, name="school-people"),
    path("schools/<int:urn>/people/<int:role_id>/end/", staff.end, name="school-role-end"),
    path(
        "schools/<int:urn>/invitations/<int:invitation_id>/withdraw/",
        staff.take_back,
        name="school-invitation-withdraw",
    ),
    path("consortia/", consortium.index, name="consortia"),
    path("consortia/new/", choose.form, name="consortium-new"),
    path("consortia/<slug:slug>/", consortium.page, name="consortium"),
    path("consortia/<slug:slug>/schools/", choose.change, name="consortium-schools"),
    path("consortia/<slug:slug>/districts/", consortium.districts, name="consortium-districts"),
    path("consortia/<slug:slug>/people/", consortium.people, name="consortium-people"),
    path("consortia/<slug:slug>/people/invite/", consortium.invite_page, name="consortium-invite"),
    path("consortia/<slug:slug>/people/<int:role_id>/end/", consortium.end, name="consortium-role-end"),
    path(
        "consortia/<slug:slug>/invitations/<int:invitation_id>/withdraw/",
        consortium.take_back,
        name="consortium-invitation-withdraw",
    ),
    path("invitations/<str:token>/", invitation.page, name="invitation"),
    path("authorities/<slug:code>/", authority.page, name="authority"),
    path("accounts/", accounts.index, name="accounts"),
    path("accounts/<int:account_id>/", accounts.page, name="account"),
    path("accounts/<int:account_id>/switch/", accounts.switch, name="account-switch"),
    path("accounts/<int:account_id>/reset/", accounts.reset, name="account-reset"),
    path("accounts/<int:account_id>/codes/", accounts.codes, name="account-codes"),
    path("accounts/<int:account_id>/roles/<int:role_id>/end/", accounts.end, name="account-role-end"),
]
