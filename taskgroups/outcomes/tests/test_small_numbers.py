"""No figure tells of fewer than six pupils: not itself, not as a part of a whole, not as the rest of two sets."""

from hypothesis import given
from hypothesis import strategies as st

from taskgroups.outcomes.area import FEW, AreaFigure, Told, beside, guarded, worked_out


def hidden(**groups):
    """The groups of which no figure is left."""
    return sorted(group for group, one in guarded(groups).items() if one.value is None)


def test_a_part_of_fewer_than_six_goes_and_so_does_the_other_part():
    assert hidden(all=Told(60.0, 30), disadvantaged=Told(25.0, 4), others=Told(65.0, 26)) == ["disadvantaged", "others"]


def test_a_part_goes_too_where_the_file_does_not_tell_the_rest():
    assert hidden(all=Told(60.0, 30), disadvantaged=Told(55.0, 27)) == ["disadvantaged"]


def test_parts_of_six_and_more_stay_and_so_does_a_part_that_is_the_whole():
    assert hidden(all=Told(60.0, 30), disadvantaged=Told(40.0, 6), others=Told(65.0, 24)) == []
    assert hidden(all=Told(60.0, 30), others=Told(60.0, 30)) == []


def test_what_goes_is_said():
    assert guarded({"all": Told(60.0, 5)})["all"] == Told(None, 5, FEW)


def test_schools_that_lack_only_a_few_pupils_of_their_authority_have_no_figure():
    figure = AreaFigure(61.0, "worked out", 396, schools=12)
    assert beside(figure, [(400, 396)]).value is None
    assert beside(figure, [(400, 394)]) == figure
    assert beside(figure, [(400, 400), (None, 12)]) == figure


school = st.builds(
    lambda parts, value: {
        "all": Told(value, sum(parts)),
        "disadvantaged": Told(value, parts[0]),
        "others": Told(value, parts[1]),
    },
    st.tuples(st.integers(0, 40), st.integers(0, 40)),
    st.floats(0, 100),
)


@given(st.lists(school, max_size=6), st.lists(school, max_size=6))
def test_what_one_set_has_more_than_another_is_six_pupils_or_more(there, more):
    def pupils(schools, group):
        told = [guarded(one)[group] for one in schools]
        return sum(one.pupils or 0 for one in told if one.value is not None)

    for group in ("all", "disadvantaged", "others"):
        difference = pupils(there + more, group) - pupils(there, group)
        assert difference == 0 or difference >= 6


@given(st.lists(school, min_size=1, max_size=6))
def test_the_whole_of_a_set_less_one_part_of_it_is_nobody_or_six_and_more(schools):
    told = [guarded(one) for one in schools]
    whole = worked_out(one["all"] for one in told)
    for part in ("disadvantaged", "others"):
        figure = worked_out(one[part] for one in told)
        if whole.pupils is not None and figure.pupils is not None:
            assert whole.pupils == figure.pupils or whole.pupils - figure.pupils >= 6
