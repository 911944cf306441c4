import { requireInteger, requireKeys, requireOneOf, requireText } from "../support";
import { CELL_OPERATORS, PRESETS, TEXT_OPERATORS, TOP_TYPES } from "./settings";
import { FormatKind, StyledKind } from "./look";

/** A format whose one rule is an object that is set as a whole. */
abstract class RuledKind extends StyledKind {
  /** The rule as it is kept; throws where Excel refuses it. */
  protected abstract read(rule: unknown, location: string): object;
  override get $scalars(): readonly string[] {
    return ["Rule"];
  }
  get Rule(): unknown {
    return this.get("Rule");
  }
  set Rule(rule: unknown) {
    this.set("Rule", this.read(rule, this.where("rule")));
  }
}

export class CellValueFormat extends RuledKind {
  readonly $class = "CellValueConditionalFormat";
  protected override read(rule: unknown, location: string): object {
    const given = requireKeys(rule, ["formula1", "formula2", "operator"], location);
    const operator = requireOneOf(given["operator"], CELL_OPERATORS, location);
    requireText(given["formula1"], location);
    const needsTwo = operator === "Between" || operator === "NotBetween";
    if (needsTwo) requireText(given["formula2"], location);
    return { ...given, operator };
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

export class TextFormat extends RuledKind {
  readonly $class = "TextConditionalFormat";
  protected override read(rule: unknown, location: string): object {
    const given = requireKeys(rule, ["operator", "text"], location);
    const operator = requireOneOf(given["operator"], TEXT_OPERATORS, location);
    return { operator, text: requireText(given["text"], location) };
  }
}

export class TopBottomFormat extends RuledKind {
  readonly $class = "TopBottomConditionalFormat";
  protected override read(rule: unknown, location: string): object {
    const given = requireKeys(rule, ["rank", "type"], location);
    const type = requireOneOf(given["type"], TOP_TYPES, location);
    const most = type.endsWith("Percent") ? 100 : 1000;
    return { type, rank: requireInteger(given["rank"], location, 1, most) };
  }
}

export class PresetFormat extends RuledKind {
  readonly $class = "PresetCriteriaConditionalFormat";
  protected override read(rule: unknown, location: string): object {
    const { criterion } = requireKeys(rule, ["criterion"], location);
    return { criterion: requireOneOf(criterion, PRESETS, location) };
  }
}
