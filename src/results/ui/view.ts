/** The view type of results panels: known at start, before anything of the room is loaded. */
export const RESULTS_VIEW = "orgsmith.results";
/** The same of record panels. */
export const RECORD_VIEW = "orgsmith.record";
