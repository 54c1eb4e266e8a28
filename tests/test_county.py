"""The county of the benchmarks, made small: its pages open, and ask the database as little as they should."""

import pytest
from django.test import Client

from bench import county
from bench.county import schools, visit


@pytest.mark.django_db
def test_every_main_page_opens_and_asks_fewer_than_fifteen_questions(django_assert_max_num_queries) -> None:
    schools.elsewhere(3)
    made = county.build(years=2, number=5)
    for name, who, address in visit.pages(made):
        client = Client()
        client.force_login(who)
        most = 15 if name == "record, being written" else 14  # that one stands beside the twelve main pages
        with django_assert_max_num_queries(most, info=name):
            assert client.get(address).status_code == 200, name
