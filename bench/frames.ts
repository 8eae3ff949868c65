// How the grid scrolls over a million rows in Chromium, beside bare elements whose texts are replaced as often.
import { ACCOUNT_SOQL, accounts } from "../test/page/harness/records.ts";
import { ResultsHost } from "../test/page/harness/resultsHost.ts";

const ROWS = 1_000_000;
/** What a wheel turns in a frame when it is turned fast, and five times that. */
const WHEEL_PX = 120;
const FLING_PX = 600;

export interface Frames {
	/** 95th percentile of the times between frames. */
	readonly wheelMs: number;
	readonly flingMs: number;
	readonly bareWheelMs: number;
	readonly bareFlingMs: number;
	/** The longest that a row in view was blank while scrolling, and after a jump to the end. */
	readonly blankMs: number;
	readonly jumpMs: number;
	readonly heapMb: number;
}

export async function measureFrames(): Promise<Frames> {
	const host = await ResultsHost.start({ width: 900, height: 600 });
	try {
		await host.open();
		host.run(ACCOUNT_SOQL, accounts(ROWS));
		await host.page.locator("#cell-0-1").waitFor();
		const scroll = (px: number) => host.page.evaluate<{ gaps: number[]; blankMs: number }>(scrolling(px));
		const wheel = await scroll(WHEEL_PX);
		const fling = await scroll(FLING_PX);
		const jumpMs = await host.page.evaluate<number>(JUMP);
		if ((await host.page.locator("#cell-999999-1").innerText()) !== `Account ${ROWS}`)
			throw new Error("the last row is not where it should be");
		const client = await host.page.context().newCDPSession(host.page);
		await client.send("HeapProfiler.collectGarbage");
		const { usedSize } = await client.send("Runtime.getHeapUsage");
		const bare = async (rows: number) => (await host.page.evaluate<number[]>(bareRows(rows))).toSorted(up);
		const bareWheel = await bare(Math.ceil(WHEEL_PX / 24));
		const bareFling = await bare(Math.ceil(FLING_PX / 24));
		return {
			wheelMs: p95(wheel.gaps),
			flingMs: p95(fling.gaps),
			bareWheelMs: p95(bareWheel),
			bareFlingMs: p95(bareFling),
			blankMs: Math.max(wheel.blankMs, fling.blankMs),
			jumpMs,
			heapMb: usedSize / 1e6,
		};
	} finally {
		await host.close();
	}
}

const up = (a: number, b: number) => a - b;

function p95(values: readonly number[]): number {
	const sorted = values.toSorted(up);
	return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

// In the page, as text: this file is Node's.

const frames = (each: string) => `new Promise((resolve) => {
	const gaps = [];
	let last = performance.now();
	let count = 0;
	const tick = () => {
		const now = performance.now();
		gaps.push(now - last);
		last = now;
		${each}
		if (++count < 240) requestAnimationFrame(tick);
		else resolve(RESULT);
	};
	requestAnimationFrame(tick);
})`;

/** Scrolls so far in every frame, and sees how long a cell that is in view stays without its value. */
const scrolling = (px: number) => `(() => {
	const grid = document.querySelector(".grid");
	let blankSince = 0;
	let blankMs = 0;
	grid.scrollTo(0, 0);
	return ${frames(`
		const { top, bottom } = grid.getBoundingClientRect();
		const blank = [...grid.querySelectorAll(".cell.pending")].some((cell) => {
			const box = cell.getBoundingClientRect();
			return box.bottom > top + 30 && box.top < bottom;
		});
		if (!blank) blankSince = 0;
		else if (blankSince === 0) blankSince = now;
		else blankMs = Math.max(blankMs, now - blankSince);
		grid.scrollTop += ${px};
	`).replace("RESULT", "{ gaps, blankMs }")};
})()`;

const JUMP = `new Promise((resolve) => {
	const grid = document.querySelector(".grid");
	const begin = performance.now();
	grid.scrollTop = grid.scrollHeight;
	const look = () => {
		const cell = document.getElementById("cell-999999-1");
		if (cell && !cell.classList.contains("pending")) resolve(performance.now() - begin);
		else requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
})`;

/** Replaces the texts of so many rows of seven plain cells in every frame: less no grid can do. */
const bareRows = (rows: number) => `(() => {
	const page = document.createElement("div");
	page.style.cssText = "position: fixed; inset: 0; background: #222; z-index: 9";
	const texts = [];
	for (let row = 0; row < ${rows}; row++) {
		for (let column = 0; column < 7; column++) {
			const cell = document.createElement("div");
			const at = "left: " + column * 128 + "px; top: " + row * 24 + "px;";
			cell.style.cssText = "position: absolute; overflow: hidden; white-space: nowrap; width: 128px; height: 24px;" + at;
			const text = document.createTextNode("");
			cell.append(text);
			page.append(cell);
			texts.push(text);
		}
	}
	document.body.append(page);
	return ${frames(`
		for (let at = 0; at < texts.length; at++) texts[at].data = "Account " + (count * texts.length + at);
	`).replace("RESULT", "(page.remove(), gaps)")};
})()`;
