import type { Script } from "../../intake";
import { textsOf, type Locale } from "../../locale";
import { fillScript, type FilledScript, type ScriptValues } from "../../retention/solicitation";
import { NO_DAY, partsOf, type SerialDay } from "../../retention/time";
import type { SolicitationType } from "../../retention/calls";
import type { StatusCode } from "../../retention/status";
import type { StoreFigures } from "./figures";

type DefaultScript = keyof ReturnType<typeof textsOf>["reports"]["scripts"]["defaults"];

/** What each of the add-in's own texts is for: type, status (`null`: any) and channel. */
const purposes: Readonly<
  Record<DefaultScript, readonly [SolicitationType, StatusCode | null, Script["channel"]]>
> = {
  maintenance: ["maintenance", null, "call"],
  maintenanceWarning: ["maintenance", "warning", "call"],
  maintenanceNearLost: ["maintenance", "nearLost", "call"],
  repairReminder: ["repairReminder", null, "call"],
  warrantyCheck: ["warrantyCheck", null, "call"],
  manufacturerCampaign: ["manufacturerCampaign", null, "call"],
  storePromotion: ["storePromotion", null, "call"],
  weeklyGift: ["weeklyGift", null, "call"],
  warning: ["warning", null, "call"],
  warningNearLost: ["warning", "nearLost", "call"],
  lost3: ["lost", "lost3", "call"],
  lost6: ["lost", "lost6", "call"],
  lost12: ["lost", "lost12", "call"],
  lost24: ["lost", "lost24", "call"],
  lostOver24: ["lost", "lostOver24", "call"],
  recall: ["recall", null, "call"],
  insurance: ["insurance", null, "call"],
  tradeIn: ["tradeIn", null, "call"],
  inspection: ["inspection", null, "call"],
  conquest: ["conquest", null, "call"],
  invalidFollowUp: ["invalidFollowUp", null, "call"],
  care: ["care", null, "call"],
  maintenanceMessage: ["maintenance", null, "message"],
  repairReminderMessage: ["repairReminder", null, "message"],
  warrantyCheckMessage: ["warrantyCheck", null, "message"],
  manufacturerCampaignMessage: ["manufacturerCampaign", null, "message"],
  storePromotionMessage: ["storePromotion", null, "message"],
  weeklyGiftMessage: ["weeklyGift", null, "message"],
  warningMessage: ["warning", null, "message"],
  lostMessage: ["lost", null, "message"],
  recallMessage: ["recall", null, "message"],
  insuranceMessage: ["insurance", null, "message"],
  tradeInMessage: ["tradeIn", null, "message"],
  inspectionMessage: ["inspection", null, "message"],
  conquestMessage: ["conquest", null, "message"],
  careMessage: ["care", null, "message"],
};

/** The add-in's own texts in a language, with which 话术库 begins. */
export function defaultScripts(locale: Locale): Script[] {
  const texts = textsOf(locale).reports.scripts.defaults;
  return (Object.keys(purposes) as DefaultScript[]).map((key) => {
    const [type, status, channel] = purposes[key];
    return { ...texts[key], type, status, channel };
  });
}

/** The texts of 话术库 as the user has them; the add-in's own before the sheet is there. */
export function scriptsInUse({ inputs }: StoreFigures, locale: Locale): readonly Script[] {
  return inputs.scripts.length > 0 ? inputs.scripts : defaultScripts(locale);
}

/**
 * The text for a type and status: one for exactly that status, else one for any; of several the first
 * of the sheet. None where 话术库 has no text for the type.
 */
export function scriptFor(
  scripts: readonly Script[],
  type: SolicitationType,
  status: StatusCode | undefined,
  channel: Script["channel"] = "call"
): Script | undefined {
  const ofType = scripts.filter((script) => script.type === type && script.channel === channel);
  return (
    ofType.find((script) => script.status !== null && script.status === status) ??
    ofType.find((script) => script.status === null)
  );
}

/** Surnames of two characters; any other surname has one. */
const doubleSurnames = new Set(
  (
    "欧阳 司马 上官 诸葛 司徒 东方 皇甫 尉迟 公孙 慕容 令狐 夏侯 宇文 长孙 司空 端木 闻人 独孤 南宫 轩辕 " +
    "钟离 申屠 太史 公羊 澹台 公冶 宗政 濮阳 淳于 单于 鲜于 闾丘 万俟 赫连"
  ).split(" ")
);

/** What the first words of 性别 say. */
const sexOf = (text: string): "male" | "female" | undefined =>
  /^(男|先生|m(ale|r\.?)?$)/iu.test(text.trim())
    ? "male"
    : /^(女|女士|小姐|f(emale)?$|m(r?s\.?|iss)$)/iu.test(text.trim())
      ? "female"
      : undefined;

/**
 * 称呼: 王先生, 欧阳女士. Only of a person's name with a sex beside it; a company or an unknown sex has
 * none, and a script then says 车主.
 */
export function salutationOf(name: string, sex: string, locale: Locale): string {
  const { mister, madam } = textsOf(locale).reports.scripts.salutation;
  const known = sexOf(sex);
  const surname = surnameOf(name.trim());
  if (known === undefined || surname === "") return "";
  return known === "male" ? mister(surname) : madam(surname);
}

function surnameOf(name: string): string {
  if (/^\p{Script=Han}{2,4}$/u.test(name)) {
    return doubleSurnames.has(name.slice(0, 2)) && name.length > 2 ? name.slice(0, 2) : name[0];
  }
  const words = name.split(/\s+/u);
  return /^[\p{Script=Latin}.'’-]+( [\p{Script=Latin}.'’-]+){0,3}$/u.test(name)
    ? (words[words.length - 1] ?? "")
    : "";
}

/** Fills texts with what the figures of a run know of a customer. */
export class ScriptFiller {
  constructor(
    private readonly figures: StoreFigures,
    private readonly locale: Locale
  ) {}

  /**
   * The text as it is to be said to a customer by an advisor.
   *
   * @param key of the record, by which somebody is found who is in no archive
   */
  fill({ text }: Script, customer: number, advisor: string, key = ""): FilledScript {
    const { salutation } = textsOf(this.locale).reports.scripts;
    const values =
      customer < 0 ? this.valuesOfProspect(key, advisor) : this.valuesOf(customer, advisor);
    return fillScript(text, values, { salutation: salutation.unknown });
  }

  /** What the list 拉新 tells of somebody who is in no archive. */
  private valuesOfProspect(key: string, advisor: string): ScriptValues {
    const { prospects, settings } = this.figures;
    const listed = prospects.find((prospect) => prospect.key === key);
    return {
      advisor,
      phone: settings.storePhone,
      ...(listed && { name: listed.name, model: listed.model, plate: listed.car }),
    };
  }

  private valuesOf(customer: number, advisor: string): ScriptValues {
    const { dealership, benchmark, settings } = this.figures;
    const { customers } = dealership;
    const { kilometres } = textsOf(this.locale).reports.scripts;
    const shared = { advisor, phone: settings.storePhone };
    const { dueDay, dueKm } = benchmark.nextService;
    const name = customers.name[customer] ?? "";
    const sex = customers.sex.texts[customers.sex.codes[customer] ?? 0] ?? "";
    const km = dueKm[customer] ?? NaN;
    return {
      ...shared,
      name,
      salutation: salutationOf(name, sex, this.locale),
      model: customers.model.texts[customers.model.codes[customer] ?? 0],
      plate: customers.plate[customer],
      dueDate: this.dateOf(dueDay[customer] ?? NO_DAY),
      // To the hundred: nobody plans a service to the kilometre.
      dueKm: Number.isNaN(km) ? "" : kilometres(Math.round(km / 100) * 100),
    };
  }

  private dateOf(day: SerialDay): string {
    if (day === NO_DAY) return "";
    const { month, day: ofMonth } = partsOf(day);
    return textsOf(this.locale).reports.scripts.date(month, ofMonth);
  }
}
