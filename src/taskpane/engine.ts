/**
 * What reads, computes and writes: the greater part of the code. It is a script of its own, so that
 * the pane is drawn before it has arrived.
 */
export { actions } from "../excel/allActions";
export { chooseStore, recognise, resetMapping, saveMapping } from "../excel/read";
