// SPDX-License-Identifier: PostgreSQL
// What a report does in a browser. Without it everything is there to be read; with it tables
// sort, filter and download, and the theme can be chosen.
"use strict";

(() => {
	const filterFrom = 8; // rows

	const make = (name, properties = {}) => Object.assign(document.createElement(name), properties);

	// ---- theme: what the system wants, until somebody says otherwise

	const button = document.getElementById("theme");
	const dark = matchMedia("(prefers-color-scheme: dark)");

	// A page of a file may have no storage.
	const stored = {
		get() {
			try {
				return localStorage.getItem("upbench-theme");
			} catch {
				return null;
			}
		},
		set(theme) {
			try {
				localStorage.setItem("upbench-theme", theme);
			} catch {
				// Then it is forgotten with the page.
			}
		},
	};

	const current = () => document.documentElement.dataset.theme || (dark.matches ? "dark" : "light");

	const label = () => {
		button.textContent = current() === "dark" ? "Light theme" : "Dark theme";
	};

	const theme = stored.get();
	if (theme === "dark" || theme === "light")
		document.documentElement.dataset.theme = theme;
	button.addEventListener("click", () => {
		const next = current() === "dark" ? "light" : "dark";
		document.documentElement.dataset.theme = next;
		stored.set(next);
		label();
	});
	dark.addEventListener("change", label);
	label();
	button.hidden = false;

	// ---- tables

	const rowsOf = (table) => [...table.tBodies[0].rows];

	// What a cell is sorted by: its number if it has one, else its text.
	const key = (cell) => {
		const value = cell.dataset.value;
		if (value === undefined)
			return cell.textContent.replace(/(\d),(?=\d{3})/g, "$1");
		return value === "" ? null : Number(value);
	};

	// What was not measured comes last, whichever way.
	const compare = (a, b, way) => {
		if (a === null || b === null)
			return (a === null) - (b === null);
		if (typeof a === "number" && typeof b === "number")
			return way * (a - b);
		return way * String(a).localeCompare(String(b), "en", { numeric: true });
	};

	const sort = (table, heading) => {
		const way = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
		const column = heading.cellIndex;
		const rows = rowsOf(table).map((row) => [key(row.cells[column]), row]);

		rows.sort((a, b) => compare(a[0], b[0], way));
		table.tBodies[0].append(...rows.map((row) => row[1]));
		for (const other of table.tHead.rows[0].cells)
			other.removeAttribute("aria-sort");
		heading.setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
	};

	const filter = (table, text, count) => {
		const words = text.toLowerCase().split(/\s+/).filter(Boolean);
		const rows = rowsOf(table);
		let shown = 0;

		for (const row of rows) {
			const content = row.textContent.toLowerCase();
			row.hidden = !words.every((word) => content.includes(word));
			shown += row.hidden ? 0 : 1;
		}
		count.textContent = words.length > 0 ? `${shown} of ${rows.length} rows` : "";
	};

	// RFC 4180
	const field = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

	const csv = (table) => {
		const lines = [...table.tHead.rows, ...rowsOf(table).filter((row) => !row.hidden)];

		return lines
			.map((row) =>
				[...row.cells]
					.flatMap((cell) => {
						const { field, fieldHigh, value, high } = cell.dataset;
						const first = field ?? value ?? cell.textContent;
						const second = fieldHigh ?? high;
						return second === undefined ? [first] : [first, second];
					})
					.map(field)
					.join(","),
			)
			.map((line) => `${line}\r\n`)
			.join("");
	};

	const download = (table) => {
		const blob = new Blob([csv(table)], { type: "text/csv;charset=utf-8" });
		const link = make("a", {
			href: URL.createObjectURL(blob),
			download: `${table.dataset.name.replace(/[^\w.-]+/g, "-")}.csv`,
		});

		link.click();
		setTimeout(() => URL.revokeObjectURL(link.href), 0);
	};

	const equip = (table) => {
		const tools = make("div", { className: "tools" });
		const region = table.closest(".scroll");

		for (const heading of table.tHead.rows[0].cells) {
			if (heading.textContent === "")
				continue;
			const sorter = make("button", { type: "button", textContent: heading.textContent });
			heading.replaceChildren(sorter);
			sorter.addEventListener("click", () => sort(table, heading));
		}
		if (table.tBodies[0].rows.length >= filterFrom) {
			const input = make("input", { type: "search", placeholder: "Filter rows" });
			const count = make("output");
			input.setAttribute("aria-label", `Filter the rows of ${table.dataset.name}`);
			input.addEventListener("input", () => filter(table, input.value, count));
			tools.append(input, count);
		}
		const saver = make("button", { type: "button", textContent: "Download CSV" });
		saver.setAttribute("aria-label", `Download CSV of ${table.dataset.name}`);
		saver.addEventListener("click", () => download(table));
		tools.prepend(saver);
		region.before(tools);
	};

	document.querySelectorAll("table[data-name]").forEach(equip);

	// ---- what does not scroll need not be reached by keyboard, what does fades at its edge

	const regions = [...document.querySelectorAll(".scroll, pre")];
	const reach = () => {
		for (const region of regions) {
			const scrolls =
				region.scrollWidth > region.clientWidth || region.scrollHeight > region.clientHeight;
			if (scrolls)
				region.tabIndex = 0;
			else
				region.removeAttribute("tabindex");
		}
	};

	const fade = (region) => {
		const right = region.scrollWidth - region.clientWidth - region.scrollLeft;
		const below = region.scrollHeight - region.clientHeight - region.scrollTop;
		region.classList.toggle("more-right", right > 2);
		region.classList.toggle("more-below", below > 2);
	};
	const look = () => {
		reach();
		regions.forEach(fade);
	};

	for (const region of regions)
		region.addEventListener("scroll", () => fade(region), { passive: true });
	addEventListener("resize", look);
	document.addEventListener("toggle", look, true);
	look();

	// ---- on paper a folded picture is there, too

	let unfolded = [];

	addEventListener("beforeprint", () => {
		unfolded = [...document.querySelectorAll("details:not([open])")].filter((details) =>
			details.querySelector("figure"),
		);
		unfolded.forEach((details) => (details.open = true));
	});
	addEventListener("afterprint", () => {
		unfolded.forEach((details) => (details.open = false));
		unfolded = [];
	});
})();
