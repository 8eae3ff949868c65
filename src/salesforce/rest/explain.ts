import * as v from "valibot";
import { decode } from "../../base/decode.ts";
import type { Op } from "../../base/op.ts";
import type { Connection } from "../transport.ts";
import { firstPageText, type QueryRequest, replyOf } from "./query.ts";

const note = v.object({
	description: v.string(),
	fields: v.array(v.string()),
	tableEnumOrId: v.string(),
});

const plan = v.object({
	/** Records that the leading operation is expected to answer. */
	cardinality: v.number(),
	/** Fields of the index, where one leads. */
	fields: v.array(v.string()),
	/** `Index`, `Other`, `Sharing` or `TableScan`, and what later versions may add. */
	leadingOperationType: v.string(),
	notes: v.array(note),
	/** Against the threshold for selective queries: above 1 the query isn't selective. */
	relativeCost: v.number(),
	/** Records there are of the object, about. */
	sobjectCardinality: v.number(),
	sobjectType: v.string(),
});

export type ExplainedPlan = v.InferOutput<typeof plan>;
export type PlanNote = v.InferOutput<typeof note>;

const explained = v.object({ plans: v.array(plan) });

/**
 * The plans that the optimizer considered for a query ("Get Feedback on Query Performance", REST API Developer Guide);
 * the query isn't run. Throws `query` for one that would be refused or can't be explained, `input` for one over 100,000
 * characters, and what the gate throws.
 */
export async function explainQuery(
	op: Op,
	connection: Connection,
	request: Pick<QueryRequest, "soql" | "apiVersion">,
): Promise<readonly ExplainedPlan[]> {
	const reply = replyOf(await firstPageText(op, connection, { ...request, asks: "explain" }));
	return decode(explained, reply, "query plan").plans;
}
