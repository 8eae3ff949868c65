import fc from "fast-check";
import { ExactNumber } from "../../../../src/salesforce/rest/query.ts";

/** Texts that formats like to break; well formed, as UTF-8 has no lone surrogates. */
export const text = fc.oneof(
	fc.string({ unit: "grapheme" }),
	fc.string({ unit: "binary" }),
	fc.string({
		unit: fc.constantFrom(
			...Array.from("\t\n\r\",;|'<>&=+-@ _x0Dé"),
			"\u00a0",
			"\u0085",
			"\ufeff",
			"e\u0301",
			"😀",
			"👩‍👩‍👧",
			"שלום",
			"\u202e",
			"日本",
			"\0",
			"\u001f",
			"\ufffe",
			"_x000D_",
			"]]>",
		),
	}),
	fc.constantFrom(
		"",
		"=1+1",
		'=HYPERLINK("http://x")',
		"+1",
		"-1",
		"@SUM(A1)",
		"<b>bold</b>",
		"<script>alert(1)</script>",
		" ",
		"null",
		"true",
		"007",
		"1e5",
		"2024-02-31",
	),
);

export const number = fc.oneof(
	fc.integer(),
	fc.integer({ min: -1000, max: 1000 }),
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
	fc.constantFrom(0, -0, 0.1, 999_999_999_999_999, 2 ** 31, 2 ** 31 - 1, 1e21, 5e-324, 100, 1000),
	fc
		.constantFrom("9007199254740993", "12345678901234567.10", "0.0000001234", "605.0", "1e400")
		.map((one) => new ExactNumber(one)),
);

export const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 });

/** Rows of one kind a column, sometimes so many that they are packed. */
export function rowsOf(column: fc.Arbitrary<unknown>[], most = 4) {
	return fc.integer({ min: 1, max: most }).chain((width) =>
		fc
			.array(fc.constantFrom(...column), { minLength: width, maxLength: width })
			.chain((kinds) =>
				fc.record({
					width: fc.constant(width),
					some: fc.array(fc.tuple(...kinds), { maxLength: 8 }),
					packed: fc.boolean(),
				}),
			)
			.map(({ some, packed, ...rest }) => ({
				...rest,
				rows: (packed && some.length > 0
					? Array.from({ length: 1030 }, (_, at) => some[at % some.length] ?? [])
					: some) as readonly (readonly unknown[])[],
			})),
	);
}
