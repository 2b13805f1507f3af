"""Solves one instance with a public solver, so that our dispatcher can be compared in one run.

    python bench/dispatch-peer.py pyvrp   FILE.txt  SECONDS            VRPTW (Solomon's format), DIMACS distances
    python bench/dispatch-peer.py ortools FILE.json SECONDS THREADS    HHCRSP, a CP-SAT model: an oracle for small ones

Prints one JSON object: cost, lower bound where there is one, seconds. `./doudi bench dispatch --peer` starts it; the
packages come from a virtual environment: python3 -m venv /tmp/peer && /tmp/peer/bin/pip install pyvrp ortools
"""

import json
import sys
import time
from importlib.metadata import version


def numbers_of(line):
    try:
        return [float(cell) for cell in line.split()]
    except ValueError:
        return []


def by_pyvrp(path, seconds):
    """PyVRP from 0.14 on, by its model: it reads no file in Solomon's format any more."""
    import math

    import pyvrp
    from pyvrp.stop import MaxRuntime

    with open(path, encoding="utf-8") as file:
        rows = [row for row in map(numbers_of, file) if row]
    (vehicles, capacity), customers = rows[0], rows[1:]
    model = pyvrp.Model()
    places = [model.add_location(x, y) for _, x, y, *_ in customers]
    # DIMACS cuts each distance to one decimal; everything is counted in tenths.
    for place, (number, _, _, demand, opens, closes, service) in zip(places, customers):
        window = {"tw_early": int(opens * 10), "tw_late": int(closes * 10)}
        if number == 0:
            depot = model.add_depot(place, **window)
            model.add_vehicle_type(int(vehicles), int(capacity), depot, depot, **window)
        else:
            model.add_client(place, int(demand), service_duration=int(service * 10), **window)
    for here, one in zip(places, customers):
        for there, other in zip(places, customers):
            if here is not there:
                way = math.floor(math.hypot(one[1] - other[1], one[2] - other[2]) * 10 + 1e-9)
                model.add_edge(here, there, way, way)
    found = model.solve(stop=MaxRuntime(seconds), seed=1, display=False)
    cost = found.cost() / 10 if found.is_feasible() else None
    return {"cost": cost, "bound": None, "version": version("pyvrp")}


def by_ortools(path, seconds, threads):
    from ortools.sat.python import cp_model

    with open(path, encoding="utf-8") as file:
        problem = json.load(file)
    scale = 1000
    way = [[round(cell * scale) for cell in row] for row in problem["distances"]]
    horizon = 4000 * scale
    model = cp_model.CpModel()
    parts = []
    for place, patient in enumerate(problem["patients"], start=1):
        opens, closes = (round(minute * scale) for minute in patient["time_window"])
        for needed in patient["required_caregivers"]:
            start = model.new_int_var(opens, horizon, "")
            late = model.new_int_var(0, horizon, "")
            model.add(late >= start - closes)
            parts.append((place, needed["service"], round(needed["duration"] * scale), start, late))
        if len(patient["required_caregivers"]) == 2:
            first, second = parts[-2][3], parts[-1][3]
            tie = patient["synchronization"]
            if tie["type"] == "simultaneous":
                model.add(first == second)
            else:
                least, most = (round(minute * scale) for minute in tie["distance"])
                model.add(second - first >= least)
                model.add(second - first <= most)
    done = [[] for _ in parts]
    ways = []
    for carer in problem["caregivers"]:
        arcs = []
        # Node 0 is the depot; a carer may stay there.
        arcs.append((0, 0, model.new_bool_var("")))
        able = [index for index, part in enumerate(parts) if part[1] in carer["abilities"]]
        mine = {index: model.new_bool_var("") for index in able}
        for i in able:
            done[i].append(mine[i])
            arcs.append((i + 1, i + 1, mine[i].negated()))
            for there, back in ((0, i + 1), (i + 1, 0)):
                goes = model.new_bool_var("")
                arcs.append((there, back, goes))
                ways.append(way[0][parts[i][0]] * goes if there == 0 else way[parts[i][0]][0] * goes)
                if there == 0:
                    model.add(parts[i][3] >= way[0][parts[i][0]]).only_enforce_if(goes)
            for j in able:
                if i == j or parts[i][0] == parts[j][0]:
                    continue
                goes = model.new_bool_var("")
                arcs.append((i + 1, j + 1, goes))
                between = way[parts[i][0]][parts[j][0]]
                ways.append(between * goes)
                model.add(parts[j][3] >= parts[i][3] + parts[i][2] + between).only_enforce_if(goes)
        for i in able:
            for j in able:
                if i < j and parts[i][0] == parts[j][0]:
                    model.add(mine[i] + mine[j] <= 1)
        model.add_circuit(arcs)
    for carers in done:
        model.add_exactly_one(carers)
    worst = model.new_int_var(0, horizon, "")
    model.add_max_equality(worst, [part[4] for part in parts])
    model.minimize(sum(ways) + sum(part[4] for part in parts) + worst)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = threads
    solver.parameters.random_seed = 1
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    cost = solver.objective_value / 3 / scale if found else None
    return {"cost": cost, "bound": solver.best_objective_bound / 3 / scale, "version": version("ortools")}


def main():
    peer, path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    began = time.monotonic()
    answer = by_pyvrp(path, seconds) if peer == "pyvrp" else by_ortools(path, seconds, int(sys.argv[4]))
    print(json.dumps({**answer, "seconds": time.monotonic() - began}))


main()
