export { computeStore } from "./computeStore";
export { claimChanges, rotasAfter } from "./newCustomers";
export { type Looked, runStore } from "./storeRun";
