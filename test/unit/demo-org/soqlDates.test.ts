import { describe, expect, it } from "vitest";
import { dayRange } from "../../../demo-org/soql/dateRange.ts";
import { accountRow, SoqlPlace } from "./soqlPlace.ts";

/** Wednesday; quarter 2. */
const NOW = Date.parse("2026-05-20T10:00:00Z");
const UTC = { timeZone: "UTC", weekStart: 0, fiscalStartMonth: 1 };

describe("the days of date literals on Wednesday 2026-05-20 (last day excluded)", () => {
	it.each<[literal: string, from: string, to: string]>([
		["YESTERDAY", "2026-05-19", "2026-05-20"],
		["TODAY", "2026-05-20", "2026-05-21"],
		["TOMORROW", "2026-05-21", "2026-05-22"],
		["LAST_WEEK", "2026-05-10", "2026-05-17"],
		["THIS_WEEK", "2026-05-17", "2026-05-24"],
		["NEXT_WEEK", "2026-05-24", "2026-05-31"],
		["LAST_MONTH", "2026-04-01", "2026-05-01"],
		["THIS_MONTH", "2026-05-01", "2026-06-01"],
		["NEXT_MONTH", "2026-06-01", "2026-07-01"],
		["LAST_90_DAYS", "2026-02-19", "2026-05-21"],
		["NEXT_90_DAYS", "2026-05-21", "2026-08-19"],
		["LAST_N_DAYS:2", "2026-05-18", "2026-05-21"],
		["NEXT_N_DAYS:2", "2026-05-21", "2026-05-23"],
		["N_DAYS_AGO:3", "2026-05-17", "2026-05-18"],
		["LAST_N_WEEKS:2", "2026-05-03", "2026-05-17"],
		["NEXT_N_WEEKS:1", "2026-05-24", "2026-05-31"],
		["N_WEEKS_AGO:1", "2026-05-10", "2026-05-17"],
		["LAST_N_MONTHS:2", "2026-03-01", "2026-05-01"],
		["NEXT_N_MONTHS:2", "2026-06-01", "2026-08-01"],
		["N_MONTHS_AGO:2", "2026-03-01", "2026-04-01"],
		["LAST_QUARTER", "2026-01-01", "2026-04-01"],
		["THIS_QUARTER", "2026-04-01", "2026-07-01"],
		["NEXT_QUARTER", "2026-07-01", "2026-10-01"],
		["LAST_N_QUARTERS:2", "2025-10-01", "2026-04-01"],
		["NEXT_N_QUARTERS:2", "2026-07-01", "2027-01-01"],
		["N_QUARTERS_AGO:1", "2026-01-01", "2026-04-01"],
		["LAST_YEAR", "2025-01-01", "2026-01-01"],
		["THIS_YEAR", "2026-01-01", "2027-01-01"],
		["NEXT_YEAR", "2027-01-01", "2028-01-01"],
		["LAST_N_YEARS:2", "2024-01-01", "2026-01-01"],
		["NEXT_N_YEARS:1", "2027-01-01", "2028-01-01"],
		["N_YEARS_AGO:3", "2023-01-01", "2024-01-01"],
		["THIS_FISCAL_QUARTER", "2026-04-01", "2026-07-01"],
		["LAST_FISCAL_YEAR", "2025-01-01", "2026-01-01"],
		["NEXT_N_FISCAL_QUARTERS:1", "2026-07-01", "2026-10-01"],
		["N_FISCAL_YEARS_AGO:1", "2025-01-01", "2026-01-01"],
	])("%s is %s to %s", (literal, from, to) => {
		const [name = "", count = "0"] = literal.split(":");
		expect(dayRange(name, Number(count), NOW, UTC)).toEqual({ from, to });
	});
	it("begins the day in the user's time zone", () => {
		const lateEvening = Date.parse("2026-05-20T05:00:00Z");
		expect(dayRange("TODAY", 0, lateEvening, { ...UTC, timeZone: "America/Los_Angeles" })?.from).toBe(
			"2026-05-19",
		);
		expect(dayRange("TODAY", 0, lateEvening, { ...UTC, timeZone: "Europe/Berlin" })?.from).toBe("2026-05-20");
	});
	it("knows no other names", () => {
		expect(dayRange("SOMEDAY", 0, NOW, UTC)).toBeNull();
	});
});

const at = (name: string, created: string) => accountRow(Number(name), { Name: name, CreatedDate: created });
const place = new SoqlPlace()
	.add(
		"Account",
		at("1", "2026-05-19T23:59:59.000+0000"),
		at("2", "2026-05-20T00:00:00.000+0000"),
		at("3", "2026-05-20T23:59:59.000+0000"),
		at("4", "2026-05-21T00:00:00.000+0000"),
		accountRow(5, { Name: "5", CreatedDate: null }),
	)
	.add(
		"Opportunity",
		{ Id: "1", Name: "d1", CloseDate: "2026-05-19" },
		{ Id: "2", Name: "d2", CloseDate: "2026-05-20" },
	);
const names = (where: string, timeZone = "UTC") =>
	place.column(`SELECT Name FROM Account WHERE CreatedDate ${where}`, { timeZone, now: NOW });

describe("datetimes against a date literal", () => {
	it.each<[where: string, found: string[]]>([
		["= TODAY", ["2", "3"]],
		["!= TODAY", ["1", "4", "5"]],
		["< TODAY", ["1"]],
		["<= TODAY", ["1", "2", "3"]],
		["> TODAY", ["4"]],
		[">= TODAY", ["2", "3", "4"]],
	])("%s", (where, found) => {
		expect(names(where)).toEqual(found);
	});
	it("moves the edges with the user's time zone", () => {
		expect(names("= TODAY", "Europe/Berlin")).toEqual(["1", "2"]);
	});
	it.each<[where: string, found: string[]]>([
		["= 2026-05-20T00:00:00Z", ["2"]],
		["= 2026-05-20T02:00:00+02:00", ["2"]],
		["> 2026-05-20T23:59:59.000+0000", ["4"]],
	])("compares with a datetime: %s", (where, found) => {
		expect(names(where)).toEqual(found);
	});
	it("never shifts a date field", () => {
		const soql = "SELECT Name FROM Opportunity WHERE CloseDate = TODAY";
		expect(place.column(soql, { timeZone: "Asia/Tokyo", now: NOW })).toEqual(["d2"]);
		expect(place.column("SELECT Name FROM Opportunity WHERE CloseDate < 2026-05-20")).toEqual(["d1"]);
	});
});

describe("date functions", () => {
	it.each<[string, string[]]>([
		["CALENDAR_YEAR(CreatedDate) = 2026", ["1", "2", "3", "4"]],
		["DAY_IN_MONTH(CreatedDate) = 20", ["2", "3"]],
		["DAY_IN_WEEK(CreatedDate) = 5", ["4"]],
		["HOUR_IN_DAY(CreatedDate) = 23", ["1", "3"]],
		["HOUR_IN_DAY(convertTimezone(CreatedDate)) = 1", ["1", "3"]],
		["DAY_ONLY(CreatedDate) = 2026-05-21", ["4"]],
	])("%s", (where, found) => {
		const soql = `SELECT Name FROM Account WHERE ${where}`;
		expect(place.column(soql, { timeZone: "Europe/Berlin", now: NOW })).toEqual(found);
	});
});
