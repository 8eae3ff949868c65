/** The view type of results panels: known at start, before anything of the room is loaded. */
export const RESULTS_VIEW = "orgsmith.results";
