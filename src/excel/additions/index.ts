export { type OldSheet, entryOf } from "./standing";
export { readUserCells } from "./userCells";
export { type PlanWithUserCells, placeUserCells } from "./userPlacement";
