export { newStyle, startSettings } from "./settings";
export { ConditionalFormatCollection } from "./conditionalFormat";
