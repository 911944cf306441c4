import { requireInteger, requireKeys, requireOneOf, requireText } from "../support";
import { CELL_OPERATORS, PRESETS, TEXT_OPERATORS, TOP_TYPES } from "./settings";
import { FormatKind, StyledKind } from "./look";

export class CellValueFormat extends StyledKind {
  readonly $class = "CellValueConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Rule"];
  }
  get Rule(): unknown {
    return this.get("Rule");
  }
  set Rule(rule: unknown) {
    const location = this.where("rule");
    const given = requireKeys(rule, ["formula1", "formula2", "operator"], location);
    const operator = requireOneOf(given["operator"], CELL_OPERATORS, location);
    requireText(given["formula1"], location);
    const needsTwo = operator === "Between" || operator === "NotBetween";
    if (needsTwo) requireText(given["formula2"], location);
    this.set("Rule", { ...given, operator });
  }
}

export class CustomFormat extends StyledKind {
  readonly $class = "CustomConditionalFormat";
  get Rule(): ConditionalFormatRule {
    return new ConditionalFormatRule(this.sheet, this.state);
  }
}

class ConditionalFormatRule extends FormatKind {
  readonly $class = "ConditionalFormatRule";
  override get $scalars(): readonly string[] {
    return ["Formula"];
  }
  get Formula(): string | null {
    return this.get("Formula");
  }
  set Formula(formula: unknown) {
    const text = requireText(formula, this.where("formula"));
    this.set("Formula", text.startsWith("=") ? text : `=${text}`);
  }
}

export class TextFormat extends StyledKind {
  readonly $class = "TextConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Rule"];
  }
  get Rule(): unknown {
    return this.get("Rule");
  }
  set Rule(rule: unknown) {
    const location = this.where("rule");
    const given = requireKeys(rule, ["operator", "text"], location);
    const operator = requireOneOf(given["operator"], TEXT_OPERATORS, location);
    this.set("Rule", { operator, text: requireText(given["text"], location) });
  }
}

export class TopBottomFormat extends StyledKind {
  readonly $class = "TopBottomConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Rule"];
  }
  get Rule(): unknown {
    return this.get("Rule");
  }
  set Rule(rule: unknown) {
    const location = this.where("rule");
    const given = requireKeys(rule, ["rank", "type"], location);
    const type = requireOneOf(given["type"], TOP_TYPES, location);
    const most = type.endsWith("Percent") ? 100 : 1000;
    this.set("Rule", { type, rank: requireInteger(given["rank"], location, 1, most) });
  }
}

export class PresetFormat extends StyledKind {
  readonly $class = "PresetCriteriaConditionalFormat";
  override get $scalars(): readonly string[] {
    return ["Rule"];
  }
  get Rule(): unknown {
    return this.get("Rule");
  }
  set Rule(rule: unknown) {
    const location = this.where("rule");
    const { criterion } = requireKeys(rule, ["criterion"], location);
    this.set("Rule", { criterion: requireOneOf(criterion, PRESETS, location) });
  }
}
