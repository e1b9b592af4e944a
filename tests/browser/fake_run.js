// SPDX-License-Identifier: PostgreSQL
// Run directories that no measurement wrote: as large, as small or as hostile as a test wants.
"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

// The same numbers whenever the tests run (Park and Miller, CACM 31, 1988).
const numbers = (seed) => () => {
	seed = (seed * 48271) % 2147483647;
	return seed / 2147483647;
};

const sampleOf = (options, random, test, number) => {
	const failed = test.status !== "ok";
	const update = Math.round(test.median_ns * (0.95 + 0.1 * random()));
	const common = {
		run: options.id,
		case: test.name,
		strategy: test.strategy,
		rows: test.rows,
		columns: 20,
		workers: 1,
		changed: 1,
		new: 0,
		skip_unchanged: 0,
		table_rows: test.rows,
		rtt_us: test.rtt_us,
		settings: test.settings ?? "",
		arm: test.arm ?? "",
		round: number,
		position: 1,
		sample: number,
		session: 1 + Math.floor(((number - 1) * (options.sessions ?? 1)) / options.samples),
		phase: number === 1 && options.samples > 1 ? "cold" : "measure",
		status: test.status,
		error: failed ? (test.error ?? "made to fail") : "",
	};
	const measured = {
		fetch_ns: 300 * test.rows,
		classify_ns: 400 * test.rows,
		create_ns: 200,
		update_ns: update,
		business_ns: 500 * test.rows,
		total_ns: update + 1300 * test.rows + 1000000,
		encode_ns: Math.round(update / 20),
		rows_updated: test.rows,
		rows_created: 0,
		rows_unchanged: 0,
		round_trips: 3,
		bytes_sent: 800 * test.rows,
		bytes_received: 4000,
		wal_bytes: 1200 * test.rows,
		client_cpu_ns: Math.round(update / 5),
		server_cpu_ns: Math.round(update / 2),
		backend_peak_bytes: 30000000,
		commit_ns: 1000000,
	};
	return failed ? common : { ...common, ...measured };
};

const planOf = (options, test) => ({
	case: test.name,
	sample: 2,
	plan: null,
	statements: 1,
	plans: [
		{
			count: 1,
			shape: options.text ?? "Update t (Hash Join (Seq Scan u, Hash (Seq Scan t)))",
			estimated_rows: 100,
			actual_rows: test.rows,
			loops: 1,
			total_cost: 312.4,
			jit: null,
			query: options.text ?? "UPDATE t SET a = u.a FROM u WHERE t.id = u.id",
			query_cut: false,
			plan: {
				"Node Type": "ModifyTable",
				Operation: "Update",
				"Relation Name": options.text ?? "t",
				"Plan Rows": 100,
				"Actual Rows": test.rows,
				"Actual Loops": 1,
				"Total Cost": 312.4,
				Plans: [
					{
						"Node Type": options.text ?? "Hash Join",
						"Join Type": "Inner",
						"Hash Cond": options.text ?? "(t.id = u.id)",
						"Plan Rows": 100,
						"Actual Rows": test.rows,
						"Actual Loops": 1,
						"Total Cost": 100,
					},
				],
			},
			plan_cut: false,
		},
	],
});

const caseOf = (options, rows, rtt, s, arm) => {
	const strategy = options.name ? options.name(s) : `strategy-${s + 1}`;
	const words = [strategy, `rows=${rows}`];
	if (options.rtt.length > 1)
		words.push(`rtt=${rtt}us`);
	const pair = words.join(" ");
	// Lines that cross, and names that are close to each other.
	const median = 1e6 * (1 + s) + rows * (20000 + 3000 * ((s * 7) % 11)) + rtt * 5000 * (s + 1);
	return {
		name: arm ? `${pair} arm=${arm.name}` : pair,
		pair,
		arm: arm?.name,
		strategy,
		rows,
		rtt_us: rtt,
		// Slower is the first strategy alone.
		median_ns: median * (s === 0 ? (options.slower ?? 1) * (arm?.slower ?? 1) : 1),
		status: options.failed?.(s, rows) ? "failed" : (options.status ?? "ok"),
		error: options.text,
		settings: options.settings ?? options.text,
	};
};

const casesOf = (options) => {
	const cases = [];
	for (const rows of options.rows)
		for (const rtt of options.rtt)
			for (let s = 0; s < options.strategies; s++)
				for (const arm of options.arms ?? [undefined])
					cases.push(caseOf(options, rows, rtt, s, arm));
	return cases;
};

const manifestOf = (options, cases) => {
	const text = options.text;
	return {
		format: 1,
		id: options.id,
		tool: { name: "upbench", version: text ?? "0.1.0", revision: options.revision ?? text ?? "abcdef" },
		command_line: ["upbench", "run", text ?? "fake"],
		experiment: text ?? "fake",
		description: text ?? "A run that never took place",
		seed: 1,
		started: options.started ?? text ?? "2026-01-01T00:00:00Z",
		ended: text ?? "2026-01-01T00:01:00Z",
		outcome: options.outcome ?? text ?? "complete",
		host: { cpu: text ?? "none", cores: 2, memory_bytes: 2 ** 31, kernel: text ?? "none", architecture: "none" },
		server: {
			version: options.version ?? text ?? "15.0",
			version_number: 150000,
			private: true,
			settings: [{ name: text ?? "jit", value: text ?? "off", unit: text ?? null, source: text ?? "client" }],
		},
		restore: [text ?? "TRUNCATE t"],
		peers: text ? { [text]: text } : {},
		strategies: {},
		cases: cases.map((test) => ({
			name: test.name,
			strategy: test.strategy,
			peer: null,
			rows: test.rows,
			columns: 20,
			workers: 1,
			changed: 1,
			new: 0,
			rtt_us: test.rtt_us,
			...(test.arm ? { pair: test.pair, arm: test.arm } : {}),
		})),
		...(options.arms ? { arms: options.arms.map(({ name }) => ({ name })) } : {}),
	};
};

const writeRun = (program, directory, wanted) => {
	const options = { id: "0".repeat(32), strategies: 3, rows: [1914], rtt: [0], samples: 11, ...wanted };
	const columns = JSON.parse(
		execFileSync(program, ["list", "columns", "--format", "json"], { encoding: "utf8" }),
	).map((column) => column.name);
	const random = numbers(options.seed ?? 1914);
	const cases = casesOf(options);
	const lines = [columns.join(",")];

	fs.mkdirSync(directory, { recursive: true });
	for (const test of cases)
		for (let number = 1; number <= options.samples; number++) {
			const sample = sampleOf(options, random, test, number);
			lines.push(columns.map((name) => quoted(String(sample[name] ?? ""))).join(","));
		}
	fs.writeFileSync(path.join(directory, "samples.csv"), `${lines.join("\n")}\n`);
	fs.writeFileSync(path.join(directory, "run.json"), JSON.stringify(manifestOf(options, cases)));
	fs.writeFileSync(
		path.join(directory, "plans.json"),
		JSON.stringify({ format: 1, cases: cases.map((test) => planOf(options, test)) }),
	);
	if (options.text)
		fs.writeFileSync(
			path.join(directory, "meanings.json"),
			JSON.stringify([
				{
					case: options.text,
					policy: options.text,
					strategy: options.text,
					outcome: options.text,
					verdict: "departs",
				},
			]),
		);
};

// Writes a run and lets the program make its report; returns the path of the latter.
//
// wanted.bases: options, but for those of the run itself, of runs that it is compared with.
// wanted.history: the same, of runs before it, a day each.
const makeReport = (program, directory, { bases = [], history = [], ...wanted }) => {
	const number = (n) => String(n + 1).padStart(8, "0").padEnd(32, "0");
	const before = (more, n) => ({ ...wanted, id: number(n), seed: n + 7, ...more });
	const directories = (kind, all, use) =>
		all.map((more, n) => {
			const place = more.directory ?? `${directory}-${kind}-${n + 1}`;
			writeRun(program, place, use(more, n));
			return place;
		});
	const compared = directories("base", bases, before);
	const past = directories("past", history, (more, n) => {
		const started = new Date(Date.UTC(2025, 0, n + 1)).toISOString().replace(".000", "");
		return { started, ...before(more, n) };
	});
	const words = [];

	writeRun(program, directory, history.length > 0 ? { started: "2025-12-31T00:00:00Z", ...wanted } : wanted);
	if (past.length > 0) {
		const file = `${directory}-history.csv`;
		// A hostile end of a run is no "complete", and would be refused without --force.
		execFileSync(program, ["history", "--force", ...past, "-o", file]);
		words.push("--history", file);
	}
	execFileSync(program, ["report", "-q", ...compared, directory, ...words]);
	return path.join(directory, "report.html");
};

module.exports = { makeReport };
