import type { Cell } from "./cell";
import { dayOfPlainText, readDate } from "./dates";
import { isPlainPlate, readPlate } from "./identifiers";
import type { ColumnLook, DateOrder } from "./recognition";
import { NO_DAY } from "../retention/time";

/**
 * What the cells of a column look like. Shares are 0–1, of the cells that are not blank; a cell may
 * count for several (a serial is a number too).
 */
export interface ColumnProfile {
  readonly rows: number;
  readonly filledCount: number;
  /** Share of rows with anything in the cell. */
  readonly filled: number;
  readonly distinct: number;
  readonly vin: number;
  readonly plate: number;
  /** Texts that hold a mainland mobile, one with a masked middle too. */
  readonly phone: number;
  /** Texts that are a day, or would be one once the order of day and month is known. */
  readonly dateText: number;
  /** Numbers that would be days between 1980 and 2080. */
  readonly serial: number;
  /** Days with a time of day, of the dates. */
  readonly timed: number;
  /** Numbers that count seconds (`s`) or milliseconds (`ms`) since 1970, between 1990 and 2080. */
  readonly epochSeconds: number;
  readonly epochMilliseconds: number;
  readonly number: number;
  readonly integer: number;
  readonly negative: number;
  readonly min: number;
  readonly max: number;
  readonly median: number;
  readonly person: number;
  readonly company: number;
  /** Letters and digits that are no word: document and customer numbers. */
  readonly code: number;
  /** 是, 否, Y, N, 0, 1 … */
  readonly yesNo: number;
  /** Texts of more than one word or with Chinese characters. */
  readonly words: number;
  /** What proves the order of day and month, where the year stands last. */
  readonly yearLast: number;
  readonly dateOrder?: DateOrder | "unproven" | "contradictory";
  readonly look: ColumnLook;
  /** Each distinct cell as it compares: upper case, without blanks. */
  readonly values: ReadonlySet<string>;
}

const vinShape = /^[A-HJ-NPR-Z0-9]{17}$/;
const mobile = /(?:^|\D)(?:\+?86|0086)?1[3-9]\d(?:\d{8}|\*{4}\d{4})(?:\.0)?(?:\D|$)/;
const westernDate = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:$|[ T])/;
const companyText =
  /(?:公司|厂|店|中心|集团|银行|学校|医院|局|协会|分行|支行|事务所|co\.?,? ?ltd\.?|gmbh|inc\.?|llc|ag)$/iu;
const surnames = new Set(
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由"
);
const yesNoWords = new Set(
  "是 否 有 无 Y N YES NO TRUE FALSE T F √ × ✓ 0 1 J JA NEIN 已 未".split(" ")
);

const lowestSerial = 29_221;
const highestSerial = 65_746;

/** Looks at the cells of a sample. Blank cells and placeholders (`-`, `/`, `NULL`) count as blank. */
export function profileOf(cells: readonly Cell[]): ColumnProfile {
  const counts: Counts = {
    vin: 0,
    plate: 0,
    phone: 0,
    dateText: 0,
    serial: 0,
    timed: 0,
    epochSeconds: 0,
    epochMilliseconds: 0,
    number: 0,
    integer: 0,
    negative: 0,
    person: 0,
    company: 0,
    code: 0,
    yesNo: 0,
    words: 0,
    yearLast: 0,
    firstAbove12: 0,
    secondAbove12: 0,
  };
  const values = new Set<string>();
  const numbers: number[] = [];
  let filledCount = 0;
  for (const cell of cells) {
    if (cell === "" || cell === undefined) continue;
    const text = typeof cell === "string" ? plain(cell) : String(cell);
    if (text === "" || isPlaceholder(text)) continue;
    filledCount++;
    const key = typeof cell === "string" ? text.toUpperCase().replace(/\s+/gu, "") : text;
    values.add(key);
    if (typeof cell === "number") countNumber(cell, counts, numbers);
    else countText(text, key, counts, numbers);
  }
  const share = (count: number): number => (filledCount === 0 ? 0 : count / filledCount);
  numbers.sort((a, b) => a - b);
  const profile = {
    rows: cells.length,
    filledCount,
    filled: cells.length === 0 ? 0 : filledCount / cells.length,
    distinct: values.size,
    vin: share(counts.vin),
    plate: share(counts.plate),
    phone: share(counts.phone),
    dateText: share(counts.dateText),
    serial: share(counts.serial),
    timed: share(counts.timed),
    epochSeconds: share(counts.epochSeconds),
    epochMilliseconds: share(counts.epochMilliseconds),
    number: share(counts.number),
    integer: share(counts.integer),
    negative: share(counts.negative),
    min: numbers[0] ?? NaN,
    max: numbers[numbers.length - 1] ?? NaN,
    median: numbers[numbers.length >> 1] ?? NaN,
    person: share(counts.person),
    company: share(counts.company),
    code: share(counts.code),
    yesNo: share(counts.yesNo),
    words: share(counts.words),
    yearLast: share(counts.yearLast),
    ...(counts.yearLast > 0 && { dateOrder: orderOf(counts) }),
    values,
  };
  return { ...profile, look: lookOf(profile) };
}

interface Counts {
  vin: number;
  plate: number;
  phone: number;
  dateText: number;
  serial: number;
  timed: number;
  epochSeconds: number;
  epochMilliseconds: number;
  number: number;
  integer: number;
  negative: number;
  person: number;
  company: number;
  code: number;
  yesNo: number;
  words: number;
  yearLast: number;
  firstAbove12: number;
  secondAbove12: number;
}

function plain(text: string): string {
  const trimmed = text.trim();
  // Most cells are plain; only others are worth a normalisation.
  return /[\uff00-\uffef\u200b-\u200f\ufeff\u00a0]/u.test(trimmed)
    ? trimmed
        .normalize("NFKC")
        .replace(/\p{Cf}+/gu, "")
        .trim()
    : trimmed;
}

function isPlaceholder(text: string): boolean {
  return text.length <= 4 && /^(?:[-—–/\\.*_~]+|null|n\/a|none)$/i.test(text);
}

function countNumber(cell: number, counts: Counts, numbers: number[]): void {
  counts.number++;
  numbers.push(cell);
  if (Number.isInteger(cell)) counts.integer++;
  if (cell < 0) counts.negative++;
  if (cell >= lowestSerial && cell <= highestSerial) {
    counts.serial++;
    if (!Number.isInteger(cell)) counts.timed++;
  } else if (cell >= 19_800_101 && cell <= 20_991_231 && readDate(cell).value !== NO_DAY) {
    counts.dateText++;
  } else if (cell >= 6.3e8 && cell <= 3.5e9) counts.epochSeconds++;
  else if (cell >= 6.3e11 && cell <= 3.5e12) counts.epochMilliseconds++;
  if (cell >= 1.3e10 && cell < 2e10 && Number.isInteger(cell)) counts.phone++;
  if (cell === 0 || cell === 1) counts.yesNo++;
  if (Number.isInteger(cell) && cell >= 1000) counts.code++;
}

function countText(text: string, key: string, counts: Counts, numbers: number[]): void {
  const first = text.charCodeAt(0);
  const isHan = first >= 0x3400 && first <= 0x9fff;
  if (yesNoWords.has(key)) counts.yesNo++;
  if (isHan) {
    if (isPlainPlate(key) || (key.length >= 7 && key.length <= 12 && isPlate(key))) counts.plate++;
    else {
      counts.words++;
      if (
        key.length >= 2 &&
        key.length <= 4 &&
        surnames.has(key[0]) &&
        /^\p{Script=Han}+$/u.test(key)
      )
        counts.person++;
      else if (companyText.test(text)) counts.company++;
      else if (/1[3-9]\d{9}/.test(text) && mobile.test(text)) counts.phone++;
      else if (text.includes("年") && readDate(text).value !== NO_DAY) counts.dateText++;
    }
    return;
  }
  if (key.length === 17 && vinShape.test(key)) {
    counts.vin++;
    return;
  }
  const digit = first >= 48 && first <= 57;
  if (digit || first === 43 || first === 45 || first === 40 || first === 165 || first === 36) {
    if (countDate(text, counts)) return;
    const number = Number(text.replace(/[,¥$元\s]/gu, ""));
    if (text.length >= 11 && mobile.test(text)) counts.phone++;
    else if (!Number.isNaN(number) && text.length < 14) {
      counts.number++;
      numbers.push(number);
      if (Number.isInteger(number)) counts.integer++;
      if (number < 0) counts.negative++;
    }
  } else if (/[a-z]/i.test(text) && /\d/.test(text)) {
    if (/1[3-9]\d{9}/.test(text) && mobile.test(text)) counts.phone++;
    else if (text.length <= 24 && readDate(text).value !== NO_DAY) counts.dateText++;
  }
  if (key.length >= 3 && key.length <= 30 && /\d/.test(key) && /^[A-Z0-9_./-]+$/.test(key))
    counts.code++;
  else if (/\s/u.test(text) || /[\u3400-\u9fff]/u.test(text) || /^[A-Z]{3,}$/.test(key))
    counts.words++;
  if (companyText.test(text) && /\s/u.test(text)) counts.company++;
}

function isPlate(text: string): boolean {
  const { value, finding } = readPlate(text);
  return value !== "" && finding === undefined;
}

function countDate(text: string, counts: Counts): boolean {
  const { length } = text;
  if (length < 6 || length > 32) return false;
  if (dayOfPlainText(text) !== NO_DAY) {
    counts.dateText++;
    if (length > 10 && !/ 0?0:00(?::00)?$/.test(text)) counts.timed++;
    return true;
  }
  const western = westernDate.exec(text);
  if (western) {
    const [first, second] = [Number(western[1]), Number(western[2])];
    if (first > 31 || second > 31 || (first > 12 && second > 12)) return false;
    counts.dateText++;
    counts.yearLast++;
    if (first > 12) counts.firstAbove12++;
    if (second > 12) counts.secondAbove12++;
    return true;
  }
  const compact = length === 8 || length === 10 || length === 14;
  if (/^\d+(?:\.0)?$/.test(text) && !compact) return false;
  if (/^\d+\.\d+$/.test(text) && length !== 10) return false;
  if (readDate(text).value === NO_DAY) return false;
  counts.dateText++;
  if (text.includes(":")) counts.timed++;
  return true;
}

function orderOf({ firstAbove12, secondAbove12 }: Counts): ColumnProfile["dateOrder"] {
  if (firstAbove12 > 0 && secondAbove12 > 0) return "contradictory";
  if (firstAbove12 > 0) return "dmy";
  return secondAbove12 > 0 ? "mdy" : "unproven";
}

/** A look is said when nearly all cells have it. */
const most = 0.7;

function lookOf(profile: Omit<ColumnProfile, "look">): ColumnLook {
  const { filledCount, distinct } = profile;
  if (filledCount === 0) return "blank";
  if (profile.vin >= most) return "vin";
  if (profile.plate >= most) return "plate";
  if (profile.phone >= most) return "phone";
  if (profile.epochSeconds + profile.epochMilliseconds >= most) return "epoch";
  if (profile.dateText + profile.serial >= 0.9 && (profile.dateText > 0.5 || filledCount >= 3)) {
    return profile.timed >= 0.5 ? "dateTime" : "date";
  }
  const fewValues = distinct <= Math.max(2, Math.min(15, filledCount / 3));
  if (profile.yesNo >= 0.95 && distinct <= 2) return "yesNo";
  if (profile.number >= 0.9) {
    if (isOdometerLike(profile)) return "odometer";
    return profile.integer < 0.98 || profile.negative > 0 ? "amount" : "integer";
  }
  if (profile.person >= 0.6) return "person";
  if (profile.company >= most) return "company";
  if (fewValues) return "category";
  if (profile.code >= most) return "code";
  return "text";
}

/** Whole numbers over the range of the readings of cars, hardly one twice. */
export function isOdometerLike(profile: Omit<ColumnProfile, "look">): boolean {
  const { integer, min, max, median, distinct, filledCount, serial } = profile;
  return (
    integer >= 0.98 &&
    min >= 0 &&
    max <= 999_999 &&
    max >= 20_000 &&
    median >= 3_000 &&
    distinct >= filledCount * 0.5 &&
    serial < 0.9
  );
}
