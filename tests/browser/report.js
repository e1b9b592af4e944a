// SPDX-License-Identifier: PostgreSQL
// The report as a browser shows it.
//
//   node report.js PROGRAM RESULTS DIRECTORY [TEXT]
//
// PROGRAM is upbench, RESULTS has runs that are kept, DIRECTORY takes what the tests write.  With
// TEXT, only the tests whose names contain it are run.
"use strict";

const fs = require("node:fs");
const path = require("node:path");
const assert = require("node:assert/strict");
const { execFileSync } = require("node:child_process");
const { chromium } = require("playwright-core");
const axe = require("axe-core");
const { makeReport } = require("./fake_run.js");

const [program, results, scratch, only = ""] = process.argv.slice(2);
const phone = { width: 390, height: 844 };
const tablet = { width: 800, height: 1100 };
const desk = { width: 1440, height: 900 };
const tests = [];
let browser;

const test = (name, run) => tests.push({ name, run });

// Opens a report and sees to it that it says nothing to the console and asks the network for
// nothing, until use() is done with it.
const open = async (file, { viewport = desk, colorScheme = "light" }, use) => {
	const context = await browser.newContext({ viewport, colorScheme, acceptDownloads: true });
	const page = await context.newPage();
	const wrong = [];

	page.on("console", (message) => wrong.push(`console: ${message.text()}`));
	page.on("pageerror", (error) => wrong.push(`error: ${error.message}`));
	page.on("dialog", (dialog) => {
		wrong.push(`dialog: ${dialog.message()}`);
		dialog.dismiss();
	});
	page.on("request", (request) => {
		if (request.url() !== `file://${file}` && !/^(data|blob):/.test(request.url()))
			wrong.push(`request: ${request.url()}`);
	});
	try {
		await page.goto(`file://${file}`);
		await use(page);
		assert.deepEqual(wrong, []);
	} finally {
		await context.close();
	}
};

const reports = new Map();
const fake = (name, options) => {
	if (!reports.has(name))
		reports.set(name, makeReport(program, path.join(scratch, name), options));
	return reports.get(name);
};

const kept = (name) => {
	const directory = path.join(scratch, `kept-${name}`);
	if (!reports.has(directory)) {
		fs.cpSync(path.join(results, name), directory, { recursive: true });
		execFileSync(program, ["report", "-q", directory]);
		reports.set(directory, path.join(directory, "report.html"));
	}
	return reports.get(directory);
};

const ranking = "ratios-10000-2";

// ---- what every report has to be, whatever is in it

const hostile = `</script><script>window.ran=1</script><img src=x onerror="window.ran=2">"'><svg onload=window.ran=3>&amp;`;

// Runs of which the last ones are slower, and differ in what else is said, as options of fake():
// the fifth slower one is the run itself, with which the step is detected.  With another processor,
// other settings or another major version their cases would be others.
const past = (before = {}) =>
	Array.from({ length: 30 }, (_, n) => (n < 28 ? { slower: 1, ...before } : { slower: 1.3 }));

const shapes = {
	strategies: () => kept("strategies"),
	seed: () => kept("seed-debian12"),
	"one strategy": () => fake("one", { strategies: 1 }),
	"one sample": () => fake("sample", { samples: 1 }),
	"everything failed": () => fake("failed", { status: "failed", samples: 1 }),
	"a million rows": () => fake("million", { rows: [1000000], strategies: 4 }),
	"200 cases": () => fake("many", { strategies: 20, rows: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000], samples: 7 }),
	"two strategies": () => fake("two", { strategies: 2, rows: [100, 10000] }),
	"30 strategies": () => fake("thirty", { strategies: 30, rows: [100, 10000] }),
	"30 models": () => fake("models", { strategies: 30, rows: [100, 1000, 10000, 100000] }),
	"models of single samples": () => fake("single", { samples: 1, rows: [100, 1000, 10000] }),
	"models, and what has none": () =>
		fake("mixed", { rows: [100, 1000, 10000], failed: (s, rows) => s === 0 && rows > 1000 }),
	"long names": () =>
		fake("long", { strategies: 4, rows: [100, 10000], name: (s) => `a-strategy-with-a-name-that-nobody-would-give-it-${s}` }),
	"a crossover map": () => fake("map", { rows: [100, 1000, 10000], rtt: [0, 500, 5000] }),
	"two runs": () => fake("runs", { strategies: 9, samples: 13, sessions: 3, slower: 1.3, bases: [{ slower: 1 }] }),
	"runs that differ": () => fake("moved", { bases: [{ version: "14.9" }, {}] }),
	"three arms": () =>
		fake("arms", { rows: [100, 10000], arms: [{ name: "base" }, { name: "jit", slower: 1.3 }, { name: "index", slower: 0.7 }] }),
	"a history": () => fake("history", { strategies: 9, slower: 1.3, history: past() }),
	"hostile runs": () =>
		fake("hostile-runs", {
			text: hostile,
			outcome: "complete",
			name: (s) => `${hostile}${s}`,
			bases: [{ directory: path.join(scratch, "<img src=x onerror=window.ran=4>") }],
			arms: [{ name: "a" }, { name: hostile, slower: 1.3 }],
		}),
	"hostile history": () =>
		fake("hostile-history", { text: hostile, slower: 1.3, name: (s) => `${hostile}${s}`, history: past({ revision: `${hostile}0`, version: `15.0${hostile}` }), version: `15.1${hostile}` }),
	hostile: () => fake("hostile", { text: hostile, name: (s) => `${hostile}${s}` }),
};

const pageScrolls = (page) =>
	page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// Texts of a picture that lie on each other, or outside of it.
const misplacedTexts = (page) =>
	page.evaluate(() => {
		const found = [];
		document.querySelectorAll("details").forEach((details) => (details.open ||= details.querySelector("figure")));
		for (const svg of document.querySelectorAll("svg.plot")) {
			const frame = svg.getBoundingClientRect();
			if (frame.width === 0)
				continue;
			const texts = [...svg.querySelectorAll("text")].map((text) => ({
				text: text.textContent,
				box: text.getBoundingClientRect(),
			}));
			for (const { text, box } of texts)
				if (box.left < frame.left - 1 || box.right > frame.right + 1 || box.bottom > frame.bottom + 1)
					found.push(`${text} is outside`);
			for (let i = 0; i < texts.length; i++)
				for (let j = i + 1; j < texts.length; j++) {
					const a = texts[i].box;
					const b = texts[j].box;
					const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
					const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
					if (wide > 1 && high > 4)
						found.push(`${texts[i].text} is on ${texts[j].text}`);
				}
		}
		return found.slice(0, 10);
	});

for (const [name, report] of Object.entries(shapes)) {
	test(`${name}: opens without an error, a request or a page that scrolls sideways`, async () => {
		for (const viewport of [phone, desk])
			await open(report(), { viewport }, async (page) => {
				assert.ok((await pageScrolls(page)) <= 0, `scrolls sideways at ${viewport.width}`);
				assert.ok(await page.isVisible("#answer .lead"));
			});
	});
	test(`${name}: no text of a picture lies on another`, async () => {
		for (const viewport of [phone, desk])
			await open(report(), { viewport }, async (page) => assert.deepEqual(await misplacedTexts(page), []));
	});
	test(`${name}: is smaller than 2 MB`, async () => {
		assert.ok(fs.statSync(report()).size < 2e6, `${fs.statSync(report()).size} bytes`);
	});
}

test("is right at every number of strategies", async () => {
	for (let strategies = 1; strategies <= 30; strategies++)
		await open(fake(`count-${strategies}`, { strategies, rtt: [500] }), { viewport: phone }, async (page) => {
			for (const viewport of [phone, desk]) {
				await page.setViewportSize(viewport);
				const where = `${strategies} strategies at ${viewport.width}`;
				assert.deepEqual(await misplacedTexts(page), [], where);
				assert.ok((await pageScrolls(page)) <= 0, `scrolls sideways: ${where}`);
			}
		});
});

test("of each picture there is the drawing for the width of the window", async () => {
	for (const [viewport, layout, widest] of [
		[phone, "narrow", phone.width],
		[tablet, "wide", tablet.width],
		[desk, "wide", desk.width],
	])
		await open(fake("one", {}), { viewport }, async (page) => {
			const drawings = await page.$$eval("svg.plot", (all) =>
				all.map((svg) => [svg.getAttribute("class"), svg.getBoundingClientRect().width]),
			);
			const seen = drawings.filter(([, width]) => width > 0);
			assert.equal(seen.length, drawings.length / 2);
			for (const [name, width] of seen)
				assert.ok(name === `plot ${layout}` && width <= widest, `${name}: ${width}`);
		});
});

test("what scrolls says so at its edge until its end is reached", async () => {
	await open(kept("strategies"), { viewport: phone }, async (page) => {
		const region = page.locator(".scroll", { has: page.locator(`table[data-name="${ranking}"]`) });
		const fades = () => region.evaluate((element) => element.classList.contains("more-right"));
		assert.ok(await fades());
		await region.evaluate((element) => element.scrollTo(element.scrollWidth, 0));
		await page.locator(`.scroll:not(.more-right) table[data-name="${ranking}"]`).waitFor();
	});
});

// Many alike of a kind teach axe nothing and take it minutes: of each table it sees a few rows, and
// of each mark at least one.
const thin = (page) =>
	page.evaluate(() => {
		document.querySelectorAll("details").forEach((details, at) => (details.open = at < 6));
		for (const body of document.querySelectorAll("tbody")) {
			const seen = new Set();
			[...body.rows].forEach((row, at) => {
				if (at >= 4 && seen.has(row.className))
					row.remove();
				seen.add(row.className);
			});
		}
		[...document.querySelectorAll("#plans details")].slice(4).forEach((details) => details.remove());
	});

for (const name of [
	"strategies",
	"seed",
	"everything failed",
	"a crossover map",
	"two runs",
	"runs that differ",
	"three arms",
	"a history",
	"hostile runs",
	"hostile history",
	"hostile",
])
	for (const colorScheme of ["light", "dark"])
		test(`${name}: nothing serious for who uses other means, ${colorScheme}`, async () => {
			await open(shapes[name](), { colorScheme }, async (page) => {
				await thin(page);
				await page.evaluate(axe.source);
				const result = await page.evaluate(() => window.axe.run({ resultTypes: ["violations"] }));
				assert.deepEqual(
					result.violations
						.filter((violation) => ["serious", "critical"].includes(violation.impact))
						.map((violation) => `${violation.id}: ${violation.nodes[0].html.slice(0, 200)}`),
					[],
				);
			});
		});

// ---- what it does

// The cells of a column, which is named by its heading or its number from 0.
const cells = (page, table, column) =>
	page.$eval(
		`table[data-name="${table}"]`,
		(element, wanted) => {
			const headings = [...element.querySelectorAll("thead th")];
			const at = headings.findIndex((heading, n) => wanted === n || heading.textContent.trim() === wanted);
			return [...element.querySelectorAll("tbody tr:not([hidden])")].map((row) => row.cells[at].textContent);
		},
		column,
	);

test("sorts by numbers, both ways, and says so", async () => {
	await open(kept("strategies"), {}, async (page) => {
		const heading = page.locator(`table[data-name="${ranking}"] thead th`).nth(1);
		const values = () =>
			page.$$eval(`table[data-name="${ranking}"] tbody td:nth-child(2)`, (all) =>
				all.map((cell) => Number(cell.dataset.value)).filter((value) => value > 0),
			);
		await heading.getByRole("button").click();
		assert.equal(await heading.getAttribute("aria-sort"), "ascending");
		const up = await values();
		assert.deepEqual(up, [...up].sort((a, b) => a - b));
		await heading.getByRole("button").click();
		assert.equal(await heading.getAttribute("aria-sort"), "descending");
		assert.deepEqual(await values(), [...up].reverse());
	});
});

test("filters rows", async () => {
	await open(kept("strategies"), {}, async (page) => {
		const sheet = page.locator(".sheet", { has: page.locator(`table[data-name="${ranking}"]`) });
		await sheet.getByRole("searchbox").fill("COPY temp");
		const names = await cells(page, ranking, 0);
		assert.ok(names.length >= 2 && names.every((name) => name.includes("copy-temp")), names.join());
		assert.match(await sheet.locator("output").textContent(), /^\d+ of \d+ rows$/);
		await sheet.getByRole("searchbox").fill("");
		assert.ok((await cells(page, ranking, 0)).length > names.length);
	});
});

// RFC 4180
const parse = (text) => {
	const records = [[]];
	for (const [, quotedField, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
		records.at(-1).push(quotedField !== undefined ? quotedField.replaceAll('""', '"') : plain);
		if (end === "\r\n")
			records.push([]);
	}
	assert.deepEqual(records.pop(), []);
	return records;
};

const download = async (page, table) => {
	const sheet = page.locator(".sheet", { has: page.locator(`table[data-name="${table}"]`) });
	const [file] = await Promise.all([
		page.waitForEvent("download"),
		sheet.getByRole("button", { name: "Download CSV" }).click(),
	]);
	return { name: file.suggestedFilename(), records: parse(fs.readFileSync(await file.path(), "utf8")) };
};

test("downloads a table as CSV, numbers as numbers", async () => {
	await open(kept("strategies"), {}, async (page) => {
		const { name, records } = await download(page, ranking);
		assert.equal(name, `${ranking}.csv`);
		assert.deepEqual(records[0].slice(0, 4), ["case", "median_ns", "low_ns", "high_ns"]);
		assert.ok(records.every((record) => record.length === records[0].length));
		assert.equal(records.length - 1, (await cells(page, ranking, 0)).length);
		assert.ok(Number(records[1][1]) > 0 && Number(records[1][2]) <= Number(records[1][1]));
	});
});

test("downloads hostile text as it is", async () => {
	await open(shapes.hostile(), {}, async (page) => {
		const { records } = await download(page, "settings");
		assert.deepEqual(records, [
			["setting", "value", "source"],
			[hostile, `${hostile} ${hostile}`, hostile],
		]);
	});
});

const background = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const isDark = async (page) => Number((await background(page)).match(/\d+/)[0]) < 128;

test("follows the system's theme, can be told otherwise, and remembers", async () => {
	await open(kept("strategies"), { colorScheme: "dark" }, async (page) => {
		assert.ok(await isDark(page));
		await page.getByRole("button", { name: "Light theme" }).click();
		assert.ok(!(await isDark(page)));
		await page.reload();
		assert.ok(!(await isDark(page)));
		await page.getByRole("button", { name: "Dark theme" }).click();
		assert.ok(await isDark(page));
	});
});

test("can be used by keyboard alone", async () => {
	await open(kept("strategies"), {}, async (page) => {
		const focused = () => page.evaluate(() => document.activeElement.textContent.trim());
		await page.keyboard.press("Tab");
		assert.equal(await focused(), "Skip to the answer");
		await page.keyboard.press("Tab");
		assert.equal(await focused(), "Dark theme");
		await page.keyboard.press("Enter");
		assert.ok(await isDark(page));
		const reached = new Set();
		for (let presses = 0; presses < 60; presses++) {
			await page.keyboard.press("Tab");
			reached.add(await focused());
		}
		for (const name of ["The answer", "Download CSV", "median", "The samples as a table"])
			assert.ok(reached.has(name), `${name} was not reached`);
		await page.locator("summary").first().focus();
		await page.keyboard.press("Space");
		assert.ok(await page.locator("details").first().evaluate((details) => details.open));
		await page.locator(`table[data-name="${ranking}"] thead button`).first().focus();
		await page.keyboard.press("Enter");
		assert.equal(
			await page.locator(`table[data-name="${ranking}"] thead th`).first().getAttribute("aria-sort"),
			"ascending",
		);
	});
});

test("pictures have a title, a description and text that is text", async () => {
	await open(kept("strategies"), {}, async (page) => {
		const pictures = await page.$$eval("svg.plot", (all) =>
			all.map((svg) => ({
				title: svg.querySelector("title").textContent,
				description: svg.querySelector("desc").textContent,
				texts: [...svg.querySelectorAll("text")].map((text) => text.textContent),
				labelled: svg
					.getAttribute("aria-labelledby")
					.split(" ")
					.every((id) => document.getElementById(id)),
				role: svg.getAttribute("role"),
				styles: svg.querySelectorAll("[style], style, script").length,
			})),
		);
		// Of both numbers of rows the distribution and the stages; growth; all wide and narrow.
		assert.equal(pictures.length, 10);
		for (const picture of pictures) {
			assert.ok(picture.title && picture.description && picture.labelled);
			assert.ok(picture.texts.includes("merge-unnest"));
			assert.equal(picture.role, "img");
			assert.equal(picture.styles, 0);
		}
		assert.equal((await page.$$("figure")).length, (await page.$$("figure figcaption")).length);
		const ids = await page.$$eval("[id]", (all) => all.map((element) => element.id));
		assert.equal(new Set(ids).size, ids.length);
	});
});

const bandsOf = (page) =>
	page.$$eval("#scaling svg.wide polygon[fill-opacity]", (all) =>
		all.map((band) => ({
			color: getComputedStyle(band).fill,
			opacity: Number(getComputedStyle(band).fillOpacity),
			height: band.getBoundingClientRect().height,
		})),
	);

test("a model has a line with a band of its color, a formula and its times", async () => {
	for (const [colorScheme, blue] of [
		["light", "rgb(0, 114, 178)"],
		["dark", "rgb(88, 176, 230)"],
	])
		await open(shapes["30 models"](), { colorScheme }, async (page) => {
			const bands = await bandsOf(page);
			assert.equal(bands.length, 30);
			assert.equal(bands[0].color, blue);
			assert.ok(bands.every((band) => band.opacity > 0.02 && band.opacity < 0.3 && band.height > 1));
		});
	await open(shapes["30 models"](), {}, async (page) => {
		await page.locator("#scaling details").first().evaluate((details) => (details.open = true));
		const { records } = await download(page, "scaling");
		const [header, ...rows] = records;
		const [median, model, low, high] = ["median_ns", "model_ns", "model_low_ns", "model_high_ns"].map((name) =>
			header.indexOf(name),
		);
		assert.equal(rows.length, 120);
		for (const row of rows) {
			assert.ok(Math.abs(row[model] / row[median] - 1) < 0.2, row.join());
			assert.ok(Number(row[low]) <= Number(row[high]), row.join());
		}
		assert.equal((await page.$$('table[data-name="models"] tbody tr')).length, 30);
	});
});

test("what has no model keeps its straight line, and the report says why", async () => {
	await open(shapes["models, and what has none"](), {}, async (page) => {
		assert.equal((await bandsOf(page)).length, 2);
		assert.match(await page.textContent("#scaling figcaption"), /straight lines join the points/);
		assert.match(await page.textContent('table[data-name="models"] tr.aside'), /at least 3 numbers of rows/);
	});
	await open(shapes["two strategies"](), {}, async (page) => {
		assert.equal(await page.$('table[data-name="models"]'), null);
		assert.equal(await page.getByText("model's 95 % interval").count(), 0);
	});
});

test("hostile text is shown, and nothing of it runs", async () => {
	for (const status of ["ok", "failed"])
		await open(
			fake(`hostile-${status}`, { text: hostile, status, name: (s) => `${hostile}${s}`, rows: [10, 100] }),
			{},
			async (page) => {
				assert.equal(await page.evaluate(() => window.ran), undefined);
				assert.equal(await page.evaluate(() => document.scripts.length), 1);
				assert.equal(await page.evaluate(() => document.images.length), 0);
				assert.equal(await page.evaluate(() => document.querySelectorAll("[onload], [onerror]").length), 0);
				const shown = await page.evaluate(() => document.body.innerText);
				assert.ok(shown.includes("</script><script>window.ran=1</script>"));
				for (const section of ["#ratios", "#plans", "#meanings", "#method"])
					assert.ok((await page.textContent(section)).includes(hostile), section);
				const drawn = await page.$$eval("svg.plot text", (all) => all.map((text) => text.textContent).join());
				// A long name is cut in its middle.
				assert.equal(drawn.includes(hostile.slice(0, 12)), status === "ok");
			},
		);
});

test("hostile names of runs and arms, and hostile revisions, are shown, and nothing of them runs", async () => {
	for (const [shape, section, words] of [
		["hostile runs", "#verdicts", ["<img src=x onerror=window.ran=4>", `${hostile}, against a: `]],
		["hostile history", "#history", [`${hostile}0 \u2192 ${hostile}`, `15.0${hostile} \u2192 15.1${hostile}`]],
	])
		await open(shapes[shape](), {}, async (page) => {
			assert.equal(await page.evaluate(() => window.ran), undefined);
			assert.equal(await page.evaluate(() => document.images.length), 0);
			const shown = await page.textContent(section);
			for (const word of words)
				assert.ok(shown.includes(word), `${word} in ${shown}`);
		});
});

test("a script that gets into the page nevertheless is not run", async () => {
	const file = path.join(scratch, "injected.html");
	const page = fs.readFileSync(fake("two", {}), "utf8");
	fs.writeFileSync(
		file,
		page.replace("</main>", "<script>window.ran=1</script><img src=x onerror='window.ran=2'></main>"),
	);
	const context = await browser.newContext();
	const opened = await context.newPage();
	await opened.goto(`file://${file}`);
	assert.equal(await opened.evaluate(() => window.ran), undefined);
	await context.close();
});

test("without a script everything is there to be read", async () => {
	const context = await browser.newContext({ javaScriptEnabled: false });
	const page = await context.newPage();
	await page.goto(`file://${kept("strategies")}`);
	assert.ok(await page.isVisible("#answer .lead"));
	assert.ok(await page.isVisible(`table[data-name="${ranking}"]`));
	assert.ok(!(await page.isVisible("#theme")));
	await context.close();
});

test("on paper it is black on white, without what only works on a screen", async () => {
	await open(kept("strategies"), { colorScheme: "dark", viewport: { width: 718, height: 1000 } }, async (page) => {
		await page.emulateMedia({ media: "print" });
		assert.ok(!(await isDark(page)));
		assert.ok(!(await page.isVisible("nav")) && !(await page.isVisible(".tools >> nth=0")));
		assert.ok(await page.isVisible("#answer .lead"));
		assert.ok((await pageScrolls(page)) <= 0);
	});
	await open(shapes["200 cases"](), {}, async (page) => {
		const folded = () => page.$$eval("details:not([open]) figure", (all) => all.length);
		const before = await folded();
		assert.ok(before > 0);
		await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
		assert.equal(await folded(), 0);
		await page.evaluate(() => dispatchEvent(new Event("afterprint")));
		assert.equal(await folded(), before);
	});
});

const column = (page, table, number) =>
	page.$$eval(
		`table[data-name="${table}"] tbody td:nth-child(${number})`,
		(all) => all.map((cell) => cell.dataset.value ?? cell.textContent),
	);

test("on paper, a table goes on with its headings on the next page", async () => {
	await open(shapes["30 strategies"](), {}, async (page) => {
		const file = path.join(scratch, "printed.pdf");
		await page.pdf({ path: file, format: "Letter" });
		const pages = execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" }).split("\f");
		const starts = pages.map((text) => text.trimStart().split(/\s/)[0]);
		assert.ok(starts.filter((word) => word === "case").length >= 2, starts.join());
		assert.deepEqual(starts.filter((word) => word.startsWith("strategy-")), []);
	});
});

test("verdicts of two runs sort, filter and download", async () => {
	await open(shapes["two runs"](), {}, async (page) => {
		const verdicts = await column(page, "verdicts", 7);
		assert.equal(verdicts.length, 9);
		assert.equal(verdicts.filter((verdict) => verdict === "regressed").length, 1);
		assert.match(await page.textContent("#verdicts .lead"), /^1\sof 9\scases regressed/);
		await page.locator('table[data-name="verdicts"] thead').getByRole("button", { name: "change" }).click();
		const ratios = (await column(page, "verdicts", 4)).map(Number);
		assert.deepEqual(ratios, [...ratios].sort((a, b) => a - b));
		assert.ok(ratios.at(-1) > 1.2);
		await page.getByRole("searchbox", { name: "Filter the rows of verdicts" }).fill("regressed");
		assert.deepEqual(await cells(page, "verdicts", 0), ["strategy-1 rows=1914"]);
		const { records } = await download(page, "verdicts");
		assert.deepEqual(records[0].slice(0, 7), ["case", "base", "new", "ratio", "ratio_low", "ratio_high", "n"]);
		assert.equal(records.length, 2);
	});
});

test("arms have a table each, and runs that differ have facts in place of verdicts", async () => {
	await open(shapes["three arms"](), {}, async (page) => {
		assert.deepEqual(await page.$$eval("#verdicts h3", (all) => all.map((heading) => heading.textContent)), [
			"jit, against base: pairs of the same round",
			"index, against base: pairs of the same round",
		]);
		assert.ok((await column(page, "verdicts-1", 7)).includes("regressed"));
		assert.ok((await column(page, "verdicts-2", 7)).includes("improved"));
	});
	await open(shapes["runs that differ"](), {}, async (page) => {
		assert.deepEqual(await column(page, "differences-1", 2), ["14.9"]);
		assert.deepEqual(await column(page, "differences-2", 3), ["15.0"]);
		assert.equal((await page.$$('table[data-name^="verdicts"]')).length, 0);
	});
});

test("a history says since when, and sorts by it", async () => {
	await open(shapes["a history"](), {}, async (page) => {
		const since = () => cells(page, "history", "since");
		assert.equal((await since()).filter((time) => time === "2025-01-29T00:00:00Z").length, 1);
		const heading = page.locator('table[data-name="history"] thead').getByRole("button", { name: "since" });
		await heading.click();
		await heading.click();
		assert.equal((await since())[0], "2025-01-29T00:00:00Z");
		assert.equal((await cells(page, "history", "verdict"))[0], "regressed");
		assert.ok(await page.isVisible('nav a[href="#history"]'));
		const { records } = await download(page, "history");
		assert.equal(records[0].slice(0, 3).join(), "case,verdict,now_ns");
		assert.ok(Number(records[1][2]) > 1e6);
	});
});

test("sections without data are not there", async () => {
	await open(fake("one", {}), {}, async (page) => {
		for (const section of ["#claim", "#scaling", "#crossover", "#meanings", "#verdicts", "#history"])
			assert.equal(await page.$(section), null, section);
	});
	await open(shapes["a crossover map"](), {}, async (page) => {
		assert.equal((await page.$$("#crossover tbody tr")).length, 3);
		assert.equal((await page.$$("#crossover tbody td.hue")).length, 9);
	});
	await open(kept("seed-debian12"), {}, async (page) => assert.ok(await page.isVisible("#claim table")));
});

const main = async () => {
	let failed = 0;

	browser = await chromium.launch({
		executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
		// Its own sandbox needs what root, and a container, may not have.
		args: ["--no-sandbox"],
	});
	const chosen = tests.filter(({ name }) => name.includes(only));
	for (const { name, run } of chosen) {
		try {
			await run();
		} catch (error) {
			failed++;
			console.log(`FAILED ${name}\n${error.stack}`);
		}
	}
	await browser.close();
	console.log(`tests: ${chosen.length - failed} passed, ${failed} failed`);
	process.exitCode = failed > 0 || chosen.length === 0 ? 1 : 0;
};

main();
