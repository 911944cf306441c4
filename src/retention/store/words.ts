import { foldCharacters } from "./characters";

/**
 * Word lists by which texts of the workbook are understood. All are settings; these are the defaults,
 * Chinese and English together because exports mix them.
 */
export interface WordLists {
  /** 订单状态 that make an order void: no visit, no money. */
  readonly voidOrder: readonly string[];
  /** Texts by which a settlement was undone to be settled anew: the order stands. */
  readonly settlementUndone: readonly string[];
  /** 订单状态 of an order whose money was taken back: by an order of its own, else the order is void. */
  readonly takenBack: readonly string[];
  /** Order types that are no visit: PDI, stock cars, internal, counter sales, insurance, errands. */
  readonly notAVisit: readonly string[];
  /** 订单状态 or types that only announce a visit: appointments, estimates, who did not come. */
  readonly notYetAVisit: readonly string[];
  /** Texts by which who had an appointment came after all. */
  readonly arrived: readonly string[];
  /** Texts of 无效原因 that mean "none". */
  readonly notInvalid: readonly string[];
  readonly transferred: readonly string[];
  readonly scrapped: readonly string[];
  readonly unreachable: readonly string[];
  readonly nonLocal: readonly string[];
  /** Texts of 本店销售 or 来源 that mean "not sold here". */
  readonly soldElsewhere: readonly string[];
  /** Texts of 来源 that mean "sold here". */
  readonly soldHere: readonly string[];
  /** Order types and items that are maintenance 保养; 首保 and 二保 words count as well. */
  readonly maintenance: readonly string[];
  readonly firstMaintenance: readonly string[];
  readonly secondMaintenance: readonly string[];
  /** Minor repair 小修: repairs without body work, warranty claims included. */
  readonly minorRepair: readonly string[];
  /** Body and paint 钣喷. */
  readonly bodyPaint: readonly string[];
  /** Texts that say only "repair": minor repair where nothing tells more. */
  readonly anyRepair: readonly string[];
  /** Texts of 建议项目 that recommend nothing. */
  readonly nothingRecommended: readonly string[];
  /** Parts of addresses near the store; without any no customer can be told as 过路车. */
  readonly localArea: readonly string[];
  /** Texts of 转介绍 and 车友会 that mean "no". */
  readonly no: readonly string[];
  /** Texts of 满意度 and of a complaint's outcome; 不满意 does not count as 满意. */
  readonly satisfied: readonly string[];
  readonly dissatisfied: readonly string[];
}

export const defaultWords: WordLists = {
  voidOrder: [
    "作废",
    "取消",
    "撤销",
    "撤单",
    "删除",
    "废单",
    "废弃",
    "退单",
    "注销",
    "无效",
    "void",
    "voided",
    "cancelled",
    "canceled",
    "deleted",
  ],
  settlementUndone: [
    "反结算",
    "取消结算",
    "撤销结算",
    "撤消结算",
    "反结账",
    "取消结账",
    "unsettled",
  ],
  takenBack: ["冲销", "冲红", "红冲", "红字", "冲账", "冲帐", "冲正", "reversed"],
  notAVisit: [
    "PDI",
    "售前",
    "新车整备",
    "新车检测",
    "新车检查",
    "新车交车",
    "整备",
    "商品车",
    "库存车",
    "展车",
    "试驾车",
    "内部",
    "内修",
    "自用",
    "配件外销",
    "配件销售",
    "配件零售",
    "外销",
    "精品销售",
    "用品销售",
    "续保",
    "保险出单",
    "保险销售",
    "保险代理",
    "代理保险",
    "车险销售",
    "延保销售",
    "套餐销售",
    "充值",
    "储值",
    "办卡",
    "售卡",
    "代办",
    "代年审",
    "上牌",
    "internal",
    "predelivery",
    "pre-delivery",
    "parts only",
    "parts sale",
    "parts sales",
    "counter sale",
    "over the counter",
    "stock car",
    "new car preparation",
    "accessory sale",
    "accessory sales",
    "insurance sale",
    "insurance sales",
    "insurance renewal",
    "policy renewal",
    "top-up",
    "top up",
    "errand",
  ],
  notYetAVisit: [
    "预约",
    "估价",
    "预估",
    "报价",
    "询价",
    "未到店",
    "未到厂",
    "未进厂",
    "未来店",
    "爽约",
    "appointment",
    "booked",
    "quote",
    "quotation",
    "estimate",
    "no show",
    "no-show",
  ],
  arrived: [
    "到店",
    "到厂",
    "进厂",
    "入厂",
    "来店",
    "完工",
    "竣工",
    "结算",
    "交车",
    "arrived",
    "closed",
  ],
  notInvalid: [
    "有效",
    "正常",
    "否",
    "无",
    "不是",
    "在用",
    "no",
    "n",
    "none",
    "valid",
    "active",
    "false",
    "0",
  ],
  transferred: ["转手", "转让", "过户", "已卖", "卖掉", "transferred", "resold", "new owner"],
  scrapped: ["报废", "注销", "全损", "scrapped", "written off", "total loss"],
  unreachable: [
    "失联",
    "空号",
    "停机",
    "错号",
    "无法联系",
    "联系不上",
    "unreachable",
    "wrong number",
    "no contact",
  ],
  nonLocal: [
    "非本地",
    "外地",
    "异地",
    "迁出",
    "nonlocal",
    "non-local",
    "not local",
    "moved away",
    "out of town",
  ],
  soldElsewhere: [
    "否",
    "不是",
    "外店",
    "他店",
    "别店",
    "非本店",
    "非自店",
    "外购",
    "no",
    "n",
    "false",
    "0",
    "elsewhere",
    "other dealer",
  ],
  soldHere: ["本店", "自店", "我店", "sold here", "own store", "this store"],
  maintenance: [
    "保养",
    "养护",
    "换机油",
    "机油更换",
    "机油滤",
    "机油格",
    "机滤",
    "小保",
    "大保",
    "定保",
    "定检",
    "强保",
    "常保",
    "免保",
    "A保",
    "B保",
    "PM",
    "换油",
    "机油",
    "maintenance",
    "oil change",
    "scheduled service",
    "regular service",
  ],
  firstMaintenance: ["首保", "首次保养", "首次免费保养", "first maintenance", "first service"],
  secondMaintenance: ["二保", "二次保养", "第二次免费保养", "second maintenance", "second service"],
  minorRepair: [
    "小修",
    "机修",
    "机电",
    "一般维修",
    "普通维修",
    "一般修理",
    "检修",
    "故障",
    "索赔",
    "保修",
    "三包",
    "minor repair",
    "mechanical",
    "warranty",
  ],
  bodyPaint: [
    "钣喷",
    "钣金",
    "喷漆",
    "油漆",
    "烤漆",
    "补漆",
    "事故",
    "碰撞",
    "body",
    "paint",
    "collision",
    "accident",
  ],
  anyRepair: ["维修", "修理", "更换", "repair"],
  nothingRecommended: [
    "无",
    "暂无",
    "没有",
    "无建议",
    "暂无建议",
    "没有建议",
    "无项目",
    "无需",
    "不需要",
    "暂不需要",
    "正常",
    "一切正常",
    "无异常",
    "未发现异常",
    "良好",
    "0",
    "none",
    "nothing",
    "nil",
    "no",
    "null",
    "n/a",
    "na",
    "normal",
    "ok",
  ],
  localArea: [],
  no: ["否", "无", "没有", "不是", "未入会", "非会员", "no", "n", "none", "false", "0"],
  satisfied: ["满意", "好评", "satisfied", "good", "excellent"],
  dissatisfied: ["不满", "差评", "一般", "投诉", "dissatisfied", "unsatisfied", "poor", "bad"],
};

const folded = (text: string): string =>
  foldCharacters(text.normalize("NFKC")).toLowerCase().trim();

/**
 * Characters beside a word that make a part or a fault of it: 更换油管 and 机油压力 are repairs, 换油 and
 * 机油 alone are maintenance.
 */
const OF_A_PART: Readonly<Record<string, { readonly before: string; readonly after: string }>> = {
  换油: { before: "", after: "漆管封底泵箱门路冷轨嘴尺环" },
  机油: { before: "漏烧渗缺", after: "泵压灯漏渗尺冷散底感传盖管报" },
};

const isPart = (text: string, word: string, at: number): boolean => {
  const beside = OF_A_PART[word];
  const stands = (characters: string, character: string | undefined): boolean =>
    character !== undefined && characters.includes(character);
  return (
    beside !== undefined &&
    (stands(beside.before, text[at - 1]) || stands(beside.after, text[at + word.length]))
  );
};

const NEGATIONS = new Set(["未", "非", "不", "没", "无"]);
const isLatin = (character: string | undefined): boolean =>
  character !== undefined && /[a-z0-9]/.test(character);

/** Whether `word` stands at `at`: Latin words whole, no word behind a negation (未作废), no part's name. */
function standsAt(text: string, word: string, at: number): boolean {
  const end = at + word.length;
  if (isLatin(word[0]) && isLatin(text[at - 1])) {
    return false;
  }
  if (isLatin(word[word.length - 1]) && isLatin(text[end])) {
    return false;
  }
  return !NEGATIONS.has(text[at - 1]) && !isPart(text, word, at);
}

/**
 * Finds which of the words a text contains, folded: width and case do not matter, Latin words count only
 * as whole words, and a word right behind 未, 非, 不, 没 or 无 does not count, nor 换油 or 机油 in the name of
 * a part or fault.
 */
export function wordFinder(words: readonly string[]): (text: string) => string | undefined {
  const needles = words.map(folded).filter((word) => word !== "");
  return (text) => {
    const haystack = folded(text);
    return needles.find((word) => {
      for (let at = haystack.indexOf(word); at >= 0; at = haystack.indexOf(word, at + 1)) {
        if (standsAt(haystack, word, at)) {
          return true;
        }
      }
      return false;
    });
  };
}

/** A test whether texts contain one of the words, as {@link wordFinder} finds them. */
export function wordMatcher(words: readonly string[]): (text: string) => boolean {
  const find = wordFinder(words);
  return (text) => find(text) !== undefined;
}

/**
 * Whether a text contains one of the words, as {@link wordMatcher} tells.
 *
 * @example
 * containsWord("已作废", ["作废"]); //=> true
 * containsWord("未作废", ["作废"]); //=> false
 */
export function containsWord(text: string, words: readonly string[]): boolean {
  return wordMatcher(words)(text);
}

/** Whether a text is one of the words, width and case aside. */
export function isWord(text: string, words: readonly string[]): boolean {
  const needle = folded(text);
  return words.some((word) => folded(word) === needle);
}
