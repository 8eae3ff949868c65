// Finds the browser that tests drive: CHROME_PATH, an installed one, Playwright's own, the system package manager's.
import { existsSync } from "node:fs";
import path from "node:path";
import { chromium } from "playwright-core";
import { run, runBin } from "./run.ts";

/** Flags that work headless, as root, without a GPU and without a network. */
const browserFlags: readonly string[] = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
];

/** The path of a Chrome or Chromium; installs one when there is none. Throws an error that says what to do. */
export async function findBrowser(): Promise<string> {
	const own = process.env["CHROME_PATH"];
	if (own !== undefined && own !== "") {
		if (existsSync(own)) {
			return own;
		}
		throw new Error(`CHROME_PATH is ${own}, where there is no file.`);
	}
	const installed = installedBrowser();
	if (installed !== undefined) {
		return installed;
	}
	console.error("No Chrome or Chromium found. Trying Playwright's…");
	await runBin("playwright-core", "playwright-core", ["install", "chromium-headless-shell", "chromium"]);
	if (existsSync(chromium.executablePath())) {
		return chromium.executablePath();
	}
	await installWithApt();
	const system = installedBrowser();
	if (system !== undefined) {
		return system;
	}
	throw new Error(
		"The tests need Chrome or Chromium, and none could be installed. Install one, or set CHROME_PATH to it.",
	);
}

/** Launch options for Playwright: the found browser, headless unless `HEADED` is set. */
export async function launchOptions(): Promise<{
	executablePath: string;
	args: string[];
	headless: boolean;
}> {
	return {
		executablePath: await findBrowser(),
		args: [...browserFlags],
		headless: process.env["HEADED"] === undefined,
	};
}

function installedBrowser(): string | undefined {
	return [...knownPlaces(), chromium.executablePath()].find((file) => existsSync(file));
}

function knownPlaces(): string[] {
	if (process.platform === "darwin") {
		return ["/Applications", path.join(process.env["HOME"] ?? "", "Applications")].flatMap((folder) => [
			path.join(folder, "Google Chrome.app/Contents/MacOS/Google Chrome"),
			path.join(folder, "Chromium.app/Contents/MacOS/Chromium"),
			path.join(folder, "Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
		]);
	}
	if (process.platform === "win32") {
		const folders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap(
			(name) => process.env[name] ?? [],
		);
		return folders.flatMap((folder) => [
			path.join(folder, "Google\\Chrome\\Application\\chrome.exe"),
			path.join(folder, "Chromium\\Application\\chrome.exe"),
			path.join(folder, "Microsoft\\Edge\\Application\\msedge.exe"),
		]);
	}
	const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge"];
	const folders = (process.env["PATH"] ?? "/usr/bin").split(path.delimiter);
	return names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

async function installWithApt(): Promise<void> {
	if (process.platform !== "linux" || !existsSync("/usr/bin/apt-get")) {
		return;
	}
	const asRoot = process.getuid?.() === 0;
	const apt = (args: string[]): Promise<unknown> =>
		run(asRoot ? "apt-get" : "sudo", asRoot ? args : ["-n", "apt-get", ...args], {
			env: { DEBIAN_FRONTEND: "noninteractive" },
			capture: true,
		});
	console.error("Trying the system's package manager…");
	try {
		await apt(["update"]);
		await apt(["install", "-y", "--no-install-recommends", "chromium"]);
	} catch (error) {
		// Neither root nor sudo: the caller tells what to do.
		console.error(String(error));
	}
}
