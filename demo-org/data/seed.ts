import { accounts, contacts } from "./accounts.ts";
import { cases } from "./cases.ts";
import { opportunities } from "./opportunities.ts";
import type { Crowd } from "./population.ts";
import { invoices, projects } from "./projects.ts";

/** How the records of every object are made, in both kinds of org. */
export const CROWDS: readonly Crowd[] = [accounts, contacts, opportunities, cases, projects, invoices];
