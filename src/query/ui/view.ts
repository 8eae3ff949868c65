/** The view type of the panels of plans: known at start, before anything of the room is loaded. */
export const PLAN_VIEW = "orgsmith.plan";
