"""Addresses of rounds, below their consortium, and of the page where people say when they can come."""

from django.urls import URLPattern, URLResolver, path

from taskgroups.rounds.views import availability, chairing, looks, people, plan, published, setting_up

ROUND = "consortia/<slug:slug>/rounds/<int:number>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("consortia/<slug:slug>/rounds/", setting_up.index, name="consortium-rounds"),
    path("consortia/<slug:slug>/rounds/new/", setting_up.new, name="round-new"),
    path(ROUND, setting_up.page, name="round"),
    path(f"{ROUND}change/", setting_up.change, name="round-change"),
    path(f"{ROUND}half-days/", setting_up.half_days, name="round-half-days"),
    path(f"{ROUND}half-days/<int:half_day>/remove/", setting_up.remove_half_day, name="round-half-day-remove"),
    path(f"{ROUND}hosts/", setting_up.hosts, name="round-hosts"),
    path(f"{ROUND}people/", people.page, name="round-people"),
    path(f"{ROUND}people/<int:who>/", people.one, name="round-person"),
    path(f"{ROUND}plan/", plan.page, name="round-plan"),
    path(f"{ROUND}plan/work-out/", plan.work_out, name="round-work-out"),
    path(f"{ROUND}plan/fix/", plan.fix, name="round-fix"),
    path(f"{ROUND}plan/fix/<int:fix>/let-go/", plan.let_go, name="round-let-go"),
    path(f"{ROUND}plan/half-day/<int:urn>/", plan.half_day, name="round-keep-half-day"),
    path(f"{ROUND}plan/<int:solution>/take/", plan.take, name="round-take"),
    path(f"{ROUND}plan/<int:solution>/leave/", plan.leave, name="round-leave"),
    path(f"{ROUND}plan/calendar/", looks.calendar, name="round-calendar"),
    path(f"{ROUND}plan/map/", looks.map_page, name="round-map"),
    path(f"{ROUND}publish/", published.page, name="round-publish"),
    path(f"{ROUND}places/<int:seat>/give/", published.give_place, name="round-give-place"),
    path(f"{ROUND}places/<int:seat>/co-chair/", published.co_chair, name="round-co-chair"),
    path(f"{ROUND}part/", published.mine, name="round-part"),
    path("consortia/<slug:slug>/chairing/", chairing.page, name="chairing"),
    path("consortia/<slug:slug>/chairing/again/", chairing.again, name="chairing-again"),
    path("consortia/<slug:slug>/chairing/<int:who>/", chairing.told, name="chairing-told"),
    path("availability/<str:token>/", availability.page, name="availability"),
]
