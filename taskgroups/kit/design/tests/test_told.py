"""What apps let every template use."""

from jinja2 import DictLoader

from taskgroups.kit.design import told
from taskgroups.kit.design.environment import environment


def test_what_an_app_tells_is_there_in_every_template(monkeypatch):
    monkeypatch.setattr(told, "NAMES", names := dict(told.NAMES))
    monkeypatch.setattr(told, "FILTERS", filters := dict(told.FILTERS))
    monkeypatch.setattr("taskgroups.kit.design.environment.NAMES", names)
    monkeypatch.setattr("taskgroups.kit.design.environment.FILTERS", filters)
    told.tell_templates(filters={"loud": str.upper}, greeting=lambda: "hello")
    made = environment(loader=DictLoader({"page": "{{ greeting()|loud }}"}), autoescape=True)
    assert made.get_template("page").render() == "HELLO"
