"""Kleene's tables."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from foedus.terms import all_of, any_of, not_

TRUTHS = (True, False, None)


def test_the_tables_are_kleenes() -> None:
    order = {False: 0, None: 1, True: 2}
    back = {0: False, 1: None, 2: True}
    for one, two in product(TRUTHS, repeat=2):
        assert all_of((one, two)) is back[min(order[one], order[two])]
        assert any_of((one, two)) is back[max(order[one], order[two])]


@given(st.lists(st.sampled_from(TRUTHS)))
def test_de_morgan_holds(truths: list[bool | None]) -> None:
    assert not_(all_of(truths)) is any_of(map(not_, truths))


@given(st.lists(st.sampled_from(TRUTHS)), st.data())
def test_learning_more_never_unsettles_a_firm_answer(truths: list[bool | None], data: st.DataObject) -> None:
    known = [data.draw(st.sampled_from((True, False))) if truth is None else truth for truth in truths]
    for join in (all_of, any_of):
        if join(truths) is not None:
            assert join(known) is join(truths)
