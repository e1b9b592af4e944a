#!/usr/bin/env python3
# SPDX-License-Identifier: PostgreSQL
"""Is a file what its consumer expects?  What each consumer expects is written down below,
from its documentation and its sources; where the consumer itself is at hand, tests/cli/export.t
asks it, too.

  tests/export/check.py KIND FILE [RUN]

Prints "KIND: N cases" and exits 0, or prints what is wrong and exits 1.  With RUN the cases and
their medians are held against RUN/summary.csv as well.
"""
import csv
import json
import math
import re
import sys

NAME = re.compile(r"update(/([A-Za-z0-9._=+,:@-]|%[0-9A-F]{2})+)+")


class Wrong(Exception):
    pass


def need(condition, what):
    if not condition:
        raise Wrong(what)


def strict_json(text):
    """RFC 8259: no NaN, no Infinity; and no key twice."""

    def no_constant(name):
        raise Wrong(f"{name} is not JSON")

    def no_duplicate(pairs):
        keys = [key for key, _ in pairs]
        need(len(keys) == len(set(keys)), f"a key comes twice: {keys}")
        return dict(pairs)

    try:
        return json.loads(text, parse_constant=no_constant, object_pairs_hook=no_duplicate)
    except json.JSONDecodeError as failure:
        raise Wrong(f"not JSON: {failure}") from failure


def is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def bencher(text):
    """Bencher Metric Format: {benchmark: {measure: {value, lower_value?, upper_value?}}}.
    Names have at most 1024 bytes, measures are slugs, values are numbers in nanoseconds
    (latency) or operations a second (throughput); no other member."""
    root = strict_json(text)
    need(isinstance(root, dict), "not an object")
    for name, measures in root.items():
        need(NAME.fullmatch(name) and len(name) <= 1024, f"name {name}")
        need("latency" in measures and "throughput" in measures, f"{name} lacks a measure")
        for measure, metric in measures.items():
            need(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", measure), f"measure {measure}")
            need(set(metric) <= {"value", "lower_value", "upper_value"}, f"{name}: {metric}")
            need("value" in metric and all(map(is_number, metric.values())), f"{name}: {metric}")
            need(metric.get("lower_value", metric["value"]) <= metric["value"]
                 <= metric.get("upper_value", metric["value"]), f"{name}: {metric}")
    return {name: measures["latency"]["value"] for name, measures in root.items()}


def github_action_benchmark(text):
    """github-action-benchmark, tool customSmallerIsBetter: an array of {name, unit, value,
    range?, extra?}; all but value are strings.  It tells entries apart by name."""
    root = strict_json(text)
    need(isinstance(root, list), "not an array")
    medians = {}
    for entry in root:
        need(set(entry) <= {"name", "unit", "value", "range", "extra"}, f"members {set(entry)}")
        need(NAME.fullmatch(entry["name"]) and entry["name"] not in medians, entry["name"])
        need(is_number(entry["value"]) and entry["unit"] == "ms", f"{entry}")
        need(all(isinstance(entry.get(key, ""), str) for key in ("range", "extra")), f"{entry}")
        medians[entry["name"]] = entry["value"] * 1e6
    return medians


def benchfmt(text):
    """Go's benchmark format, as golang.org/x/perf/benchfmt reads it: a line that begins with
    Benchmark is NAME ITERATIONS (VALUE UNIT)+, or an error; "Unit UNIT KEY=VALUE..." describes a
    unit; "key: value" (the key in lower case, without blanks) describes what follows; all other
    lines are skipped, and none may be meant otherwise here: they begin with '#'.  A name that
    ends in -N is one with GOMAXPROCS=N."""
    samples = {}
    units = set()
    need(text.endswith("\n"), "the last line has no end")
    for line in text.splitlines():
        fields = line.split()
        if line.startswith("Benchmark"):
            need(len(fields) >= 4 and len(fields) % 2 == 0, f"number of fields: {line}")
            need(int(fields[1]) == 1, f"iterations: {line}")
            need(all(math.isfinite(float(value)) for value in fields[2::2]), line)
            need(len(set(fields[3::2])) == len(fields[3::2]), f"a unit twice: {line}")
            need(set(fields[3::2]) <= units | {"ns/op"}, f"a unit without a direction: {line}")
            need(not re.search(r"-[0-9]+$", fields[0]), f"GOMAXPROCS: {line}")
            need(fields[0].startswith("BenchmarkUpdate/strategy="), line)
            parts = fields[0].split("/")[1:]
            need(all("=" in part for part in parts), f"a part without a value: {line}")
            need(parts[-1].startswith("rows="), line)
            value = float(fields[2 + fields[3::2].index("ns/op") * 2])
            name = "/".join(["update", parts[0].split("=", 1)[1], parts[-1]] +
                            [part.removesuffix("=yes") for part in parts[1:-1]])
            samples.setdefault(name, []).append(value)
        elif line.startswith("Unit "):
            need(re.fullmatch(r"Unit \S+ better=(higher|lower)", line), line)
            units.add(fields[1])
        else:
            need(line.startswith("# ") or re.fullmatch(r"[a-z][^A-Z\s:]*:[ \t]+\S.*", line), line)
    return {name: median(values) for name, values in samples.items()}


def google_benchmark(text):
    """Google Benchmark's JSON, schema 1: {context, benchmarks: [...]}; iterations have
    repetition_index, aggregates have aggregate_name and aggregate_unit and a name that ends in it;
    times are numbers in time_unit.  compare.py groups by name and run_type and reads real_time,
    cpu_time and time_unit of all; Bencher wants context.caches to be an array."""
    root = strict_json(text)
    context = root["context"]
    need(isinstance(context["caches"], list) and isinstance(context["load_avg"], list), "context")
    need(context["json_schema_version"] == 1, "schema version")
    need(all(isinstance(context[key], str) for key in
             ("date", "host_name", "executable", "library_build_type")), "context")
    times, medians, indexes = {}, {}, {}
    for entry in root["benchmarks"]:
        need(NAME.fullmatch(entry["run_name"]), entry["run_name"])
        need(entry["time_unit"] in ("ns", "us", "ms", "s"), f"{entry}")
        need(all(is_number(entry[key]) for key in
                 ("real_time", "cpu_time", "family_index", "per_family_instance_index",
                  "repetitions", "threads", "iterations")), f"{entry}")
        if entry["run_type"] == "iteration":
            need(entry["name"] == entry["run_name"], f"{entry}")
            times.setdefault(entry["name"], []).append(entry["real_time"])
            indexes.setdefault(entry["name"], []).append(entry["repetition_index"])
            repetitions = entry["repetitions"]
            need(entry["repetition_index"] < repetitions, f"{entry}")
        else:
            need(entry["run_type"] == "aggregate" and entry["aggregate_unit"] == "time", f"{entry}")
            need(entry["name"] == entry["run_name"] + "_" + entry["aggregate_name"], f"{entry}")
            if entry["aggregate_name"] == "median":
                medians[entry["run_name"]] = entry["real_time"]
    need(set(times) == set(medians), "an aggregate without its iterations, or the other way around")
    for name, values in times.items():
        need(indexes[name] == list(range(len(values))), f"{name}: indexes {indexes[name]}")
        need(close(median(values), medians[name]), f"{name}: the median is not that of its values")
    return medians


def openmetrics(text):
    """OpenMetrics 1.0 text: families, each with its TYPE, UNIT and HELP before its samples and
    all of its lines together; the name of a family with a unit ends in _UNIT; no set of labels
    twice; "# EOF" and a newline at the end, and nothing behind."""
    need(text.endswith("\n# EOF\n") and text.count("# EOF") == 1, "the end")
    label = r'[a-z_]+="(?:[^"\\\n]|\\[\\n"])*"'
    sample = re.compile(r"([a-z_]+)\{(" + label + "(?:," + label + r")*)\} (\S+)")
    seen, kinds, medians, family = set(), {}, {}, None
    for line in text.splitlines()[:-1]:
        if line.startswith("# "):
            _, what, name, rest = line.split(" ", 3)
            if what == "TYPE":
                need(name not in kinds and rest == "gauge", line)
                kinds[name] = rest
                family = name
            else:
                need(what in ("UNIT", "HELP") and name == family, line)
                need(what != "UNIT" or name.endswith("_" + rest), line)
            continue
        match = sample.fullmatch(line)
        need(match and match[1] == family, f"not a sample of {family}: {line}")
        need(math.isfinite(float(match[3])) and (match[1], match[2]) not in seen, line)
        seen.add((match[1], match[2]))
        labels = dict(re.findall(r'([a-z_]+)="((?:[^"\\]|\\.)*)"', match[2]))
        need(not set(labels) & {"run", "time", "revision"}, f"a label that changes: {line}")
        if family == "upbench_update_seconds":
            medians["update/" + labels["case"].replace(" ", "/")] = float(match[3]) * 1e9
    return medians


def median(values):
    values = sorted(values)
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def close(a, b):
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b))


def check_against(medians, run):
    expected = {}
    with open(run + "/summary.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["status"] == "ok" and row["median_ns"] != "" and row["strategy"] != "null":
                expected["update/" + row["case"].replace(" ", "/")] = float(row["median_ns"])
    need(set(medians) == set(expected), f"cases {sorted(medians)}, not {sorted(expected)}")
    for name, value in expected.items():
        need(close(medians[name], value), f"{name}: {medians[name]} ns, not {value}")


CHECKS = {"bencher": bencher, "benchfmt": benchfmt, "openmetrics": openmetrics,
          "github-action-benchmark": github_action_benchmark,
          "google-benchmark": google_benchmark}


def main():
    kind, path = sys.argv[1:3]
    try:
        with open(path, encoding="utf-8") as file:
            medians = CHECKS[kind](file.read())
        need(medians, "no case")
        if len(sys.argv) > 3:
            check_against(medians, sys.argv[3])
    except (Wrong, KeyError, ValueError, TypeError) as wrong:
        print(f"{kind}: {type(wrong).__name__}: {wrong}")
        return 1
    print(f"{kind}: {len(medians)} cases")
    return 0


if __name__ == "__main__":
    sys.exit(main())
