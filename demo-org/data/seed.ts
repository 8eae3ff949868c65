import { accounts, contacts } from "./accounts.ts";
import { serviceCrowds } from "./cases.ts";
import { fileCrowds } from "./files.ts";
import { machineCrowds } from "./machines.ts";
import { salesCrowds } from "./opportunities.ts";
import { peopleCrowds } from "./people.ts";
import type { Crowd } from "./population.ts";
import { invoices, projects } from "./projects.ts";

/** How the records of every object are made, in both kinds of org. */
export const CROWDS: readonly Crowd[] = [
	accounts,
	contacts,
	projects,
	invoices,
	...salesCrowds,
	...serviceCrowds,
	...peopleCrowds,
	...fileCrowds,
	...machineCrowds,
];
