import * as v from "valibot";
import { natural } from "../base/decode.ts";
import { type Contract, call, push } from "./contract.ts";

export const PLAN_ACTIONS = ["refresh", "showQuery", "signIn", "startDemo", "showLog"] as const;
export type PlanAction = (typeof PLAN_ACTIONS)[number];

export interface PlanProblem {
	/** The platform's code, or null where there is none. */
	readonly code: string | null;
	/** What happened, with the platform's own words. */
	readonly message: string;
	/** What to do next, in order; the first is the primary button. */
	readonly actions: readonly PlanAction[];
}

/** From this relative cost on a query isn't selective. */
export const SELECTIVE_COST = 1;

export type PlanOperation = "index" | "tableScan" | "sharing" | "other";

export interface PlanCard {
	readonly operation: PlanOperation;
	/** As the platform says it. */
	readonly operationName: string;
	/** Of the index that leads; empty where none does. */
	readonly fields: readonly string[];
	readonly cost: number;
	readonly cardinality: number;
	readonly objectCardinality: number;
	readonly objectName: string;
	readonly notes: readonly {
		readonly text: string;
		readonly fields: readonly string[];
		readonly objectName: string;
	}[];
}

export type PlanPhase =
	| { readonly kind: "loading" }
	| { readonly kind: "shown" }
	| { readonly kind: "cancelled" }
	| { readonly kind: "failed"; readonly problem: PlanProblem };

export interface PlanInfo {
	readonly org: { readonly label: string; readonly mark: string; readonly color: string };
	readonly soql: string;
	readonly phase: PlanPhase;
	/** The cheapest first; null until they are here. While they are asked for again, those from before stay. */
	readonly plans: readonly PlanCard[] | null;
	/** The cost at the right end of every bar; dearer ones go beyond it. */
	readonly costTop: number;
	/** What the page keeps (`setState`) and hands back after a window reload; opaque to it. */
	readonly restore: string;
}

/** The page of a query's plans: `changed` is a snapshot, and `info` gives the same at any time. */
export const plan = {
	calls: {
		info: call<PlanInfo>()(v.null()),
		cancel: call<void>()(v.null()),
		/** A problem's button, Refresh in the bar, or the query in the heading. */
		act: call<void>()(v.picklist(PLAN_ACTIONS)),
		/** Puts a plan on the clipboard as text, by its place; null for all. */
		copy: call<void>()(v.nullable(natural(1000))),
	},
	pushes: { changed: push<PlanInfo>() },
} satisfies Contract;
