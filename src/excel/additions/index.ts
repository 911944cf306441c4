export { type OldSheet, entryOf, readUserCells } from "./userCells";
export { type PlanWithUserCells, placeUserCells } from "./userPlacement";
