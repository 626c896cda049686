import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from judging.arithmetic.allocation.flow import balanced_flow


def aims(held, cost, kept, limits, unwanted):
    """What is minimised, in order: overload, kept pairs lost, unevenness with what is unwanted, cost."""
    loads = held.sum(axis=0)
    overload = int(np.maximum(loads - limits, 0).sum())
    uneven = int((loads**2).sum()) + 2 * int(unwanted[held].sum())
    return overload, int((kept & ~held).sum()), uneven, int(cost[held].sum())


def second_opinion(cost, allowed, kept, readers_each, limits, unwanted):
    """The same aims from another solver, with weights large enough to keep them apart."""
    dossiers, judges = cost.shape
    even = int(np.abs(cost).sum()) * 2 + 1
    keep = even * (dossiers**2 + 2 * dossiers * int(unwanted.max())) * judges * 2
    over = keep * dossiers * judges * 2
    flow = SimpleMinCostFlow()
    for p in range(dossiers):
        flow.set_node_supply(p, readers_each)
        for j in range(judges):
            if allowed[p, j]:
                unit = cost[p, j] + 2 * even * unwanted[p, j] - keep * kept[p, j]
                flow.add_arc_with_capacity_and_unit_cost(p, dossiers + j, 1, int(unit))
    for j in range(judges):
        for load in range(dossiers):
            marginal = even * (2 * load + 1) + (over if load >= limits[j] else 0)
            flow.add_arc_with_capacity_and_unit_cost(dossiers + j, dossiers + judges, 1, marginal)
    flow.set_node_supply(dossiers + judges, -dossiers * readers_each)
    assert flow.solve() == flow.OPTIMAL
    held = np.zeros(cost.shape, dtype=bool)
    for arc in range(flow.num_arcs()):
        if flow.tail(arc) < dossiers and flow.flow(arc):
            held[flow.tail(arc), flow.head(arc) - dossiers] = True
    return aims(held, cost, kept, limits, unwanted)


@st.composite
def problems(draw):
    dossiers, judges = draw(st.integers(1, 12)), draw(st.integers(1, 6))
    readers_each = draw(st.integers(1, min(3, judges)))
    random = np.random.default_rng(draw(st.integers(0, 2**32)))
    cost = random.integers(-20, 20, (dossiers, judges))
    allowed = random.random((dossiers, judges)) < draw(st.sampled_from([0.5, 0.8, 1.0]))
    assume((allowed.sum(axis=1) >= readers_each).all())
    limits = random.integers(0, dossiers + 1, judges) if draw(st.booleans()) else np.full(judges, dossiers)
    kept = random.random((dossiers, judges)) < draw(st.sampled_from([0, 0.3]))
    unwanted = random.integers(0, draw(st.sampled_from([1, 5])), (dossiers, judges))
    return cost, allowed, kept, readers_each, limits, unwanted


def solved(problem):
    cost, allowed, kept, readers_each, limits, unwanted = problem
    return balanced_flow(
        cost=cost, allowed=allowed, kept=kept, readers_each=readers_each, limits=limits, unwanted=unwanted
    )


@given(problems())
def test_agrees_with_a_second_solver(problem):
    flow, (cost, allowed, kept, readers_each, limits, unwanted) = solved(problem), problem
    assert (flow.held.sum(axis=1) == readers_each).all()
    assert not (flow.held & ~allowed).any()
    found = aims(flow.held, cost, kept, limits, unwanted)
    assert found == second_opinion(cost, allowed, kept, readers_each, limits, unwanted)


@given(problems())
def test_names_judges_whose_limits_cannot_hold(problem):
    """The proof of impossibility: even with every other allowed reader used, too much falls on these."""
    flow, (_cost, allowed, _kept, readers_each, limits, _unwanted) = solved(problem), problem
    if not flow.tight:
        assert (flow.held.sum(axis=0) <= limits).all()
        return
    tight = list(flow.tight)
    elsewhere = np.delete(allowed, tight, axis=1).sum(axis=1)
    assert np.maximum(readers_each - elsewhere, 0).sum() > limits[tight].sum()


def test_a_medium_instance_agrees_with_a_second_solver():
    random = np.random.default_rng(5)
    cost = random.integers(0, 20, (60, 8))
    allowed = random.random((60, 8)) < 0.9
    limits = np.where(np.arange(8) % 3 == 0, 9, 60)
    kept = random.random((60, 8)) < 0.05
    flow = balanced_flow(cost=cost, allowed=allowed, kept=kept, readers_each=2, limits=limits)
    nothing = np.zeros(cost.shape, dtype=np.int64)
    assert aims(flow.held, cost, kept, limits, nothing) == second_opinion(cost, allowed, kept, 2, limits, nothing)
