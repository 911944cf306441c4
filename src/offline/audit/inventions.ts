import { createHmac, randomBytes } from "node:crypto";
import { plainCell, plateBeginnings, readBirthday, readDate, type DateOrder } from "../../intake";
import { isSerialDay, partsOf, serialOf, type SerialDay } from "../../retention/time";

/** Letters of vehicle numbers, and those that stand in none and so tell of a slip. */
const letters = "ABCDEFGHJKLMNPRSTUVWXYZ";
const slips = "IOQ";
/** Zeros stay: those before a number would change its length. */
const digits = "123456789";
/** Characters of invented names and texts: common ones, no two of which make a person known. */
const characters =
  "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭文静建明宇佳怡振华晓志海波春梅国强丽娟秀英俊杰思远雨桐子轩嘉欣立新永康瑞安和平长江北辰星光";
/** What tells a company, an address or how somebody is called, and not who or where. */
const structure =
  /有限责任公司|有限公司|公司|集团|先生|女士|小姐|[省市区县镇乡村路街道巷号楼栋室]/gu;
/** Mobile numbers that no operator gives out begin so. */
const inventedMobile = "154";

/** A full date in a text, year first. */
const dateInText = /(?:19|20)\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/;
const plateInText = new RegExp(`[${plateBeginnings}][A-Za-z][·•.\\- ]?[A-Za-z0-9]{5,6}`);
const pieces = new RegExp(
  `(?<date>${dateInText.source})|(?<plate>${plateInText.source})|(?<han>\\p{Script=Han}+)|(?<code>[\\p{L}\\p{N}]+)`,
  "gu"
);

/**
 * Invents contents for the cells of one workbook. Equal cells get equal inventions and different numbers
 * different ones, so that keys join and duplicates stay; the secret of one run is thrown away with it, so
 * that nobody can invent again and compare.
 */
export class Inventions {
  /** Days by which all dates move, into the past: nothing comes to lie in the future. */
  readonly days: number;
  private readonly codes = new Map<string, string>();

  /** @param secret random bytes; given only where a result must be the same again */
  constructor(private readonly secret: Uint8Array = randomBytes(32)) {
    this.days = -(30 + this.draw("days", 150));
  }

  /** A whole number from 0, below `below`, that follows from a text and the secret alone. */
  private draw(text: string, below: number): number {
    return createHmac("sha256", this.secret).update(text).digest().readUInt32BE(0) % below;
  }

  /**
   * A number that names something (VIN, plate, customer, order, phone) in another's place: letters for
   * letters and digits for digits, the marks between them and upper and lower case as they are. What follows
   * a character decides what it becomes, so numbers of which one is the other's end stay so.
   */
  code(text: string): string {
    const known = this.codes.get(text);
    if (known !== undefined) return known;
    const shape = [...text];
    const plain = shape.map((it) => it.normalize("NFKC").toUpperCase());
    const counted = plain.filter((it) => /[\p{L}\p{N}]/u.test(it));
    const isPlaceholder = counted.length > 1 && new Set(counted).size === 1;
    const invented = isPlaceholder ? text : this.withMobile(shape, plain);
    this.codes.set(text, invented);
    return invented;
  }

  private withMobile(shape: readonly string[], plain: readonly string[]): string {
    const places = plain.flatMap((it, at) => (/^\d$/.test(it) ? [at] : []));
    const mobile = places.slice(-11);
    const isMobile =
      /^(?:\+?86|0)?1[3-9]\d{9}$/.test(plain.join("").replace(/[\s-]/g, "")) &&
      mobile.length === 11;
    const invented = this.following(shape, plain);
    if (isMobile) [...inventedMobile].forEach((digit, at) => (invented[mobile[at]] = digit));
    return invented.join("");
  }

  private following(shape: readonly string[], plain: readonly string[]): string[] {
    const invented = [...shape];
    let after = "";
    for (let at = plain.length - 1; at >= 0; at -= 1) {
      const character = plain[at];
      const alphabet = alphabetOf(character);
      if (alphabet !== "") {
        const step = 1 + this.draw(`code ${after}`, alphabet.length - 1);
        const next = alphabet[(alphabet.indexOf(character) + step) % alphabet.length];
        invented[at] = inCaseOf(shape[at], next);
      }
      if (/[\p{L}\p{N}]/u.test(character)) after = character + after;
    }
    return invented;
  }

  /** Any text: names, addresses, notes. Numbers in it become what {@link code} makes of them alone. */
  text(text: string): string {
    return text.replace(pieces, (piece, ...rest: unknown[]) => {
      const { date, han } = rest[rest.length - 1] as Readonly<Record<string, string | undefined>>;
      if (date !== undefined) return this.date(date) as string;
      return han !== undefined ? this.words(piece) : this.code(piece);
    });
  }

  private words(run: string): string {
    // A short run is most likely a name, of which nothing may stay.
    const kept = new Set<number>();
    if (run.length > 4) {
      for (const { index, 0: word } of run.matchAll(structure)) {
        for (let at = index; at < index + word.length; at += 1) kept.add(at);
      }
    }
    return [...run]
      .map((character, at) => {
        if (kept.has(at)) return character;
        const drawn = this.draw(`words ${run} ${at}`, characters.length);
        return characters[drawn] === character
          ? characters[(drawn + 1) % characters.length]
          : characters[drawn];
      })
      .join("");
  }

  /** A number that names something, as a number: it stays as long as it was. */
  numberCode(value: number): number {
    return Number.isSafeInteger(value) ? Number(this.code(String(value))) : value;
  }

  /** A date as it stands in a cell, moved; what is no date stays what it is, or becomes another text. */
  date(cell: string | number, order?: DateOrder): string | number {
    const { value } = readDate(cell, order ? { order } : {});
    if (typeof cell === "number") {
      // Seconds and milliseconds since 1970.
      if (cell > 1e11) return cell + this.days * 86_400_000;
      if (cell > 2e8) return cell + this.days * 86_400;
      if (!isSerialDay(value)) return cell;
      return Math.floor(cell) === value ? cell + this.days : compact(value + this.days);
    }
    if (!isSerialDay(value))
      return /[\p{L}]/u.test(cell.replace(/[年月日时分秒TZ]/g, "")) ? this.text(cell) : cell;
    return rewritten(cell, value, value + this.days, order);
  }

  /** A birthday: another day of the same year. */
  birthday(cell: string | number): string | number {
    const { value } = readBirthday(cell);
    const drawn = this.draw(`birthday ${String(cell)}`, 365);
    if (isSerialDay(value)) {
      const moved = serialOf(partsOf(value).year, 1, 1) + drawn;
      if (typeof cell === "string") return rewritten(cell, value, moved);
      return Math.floor(cell) === value ? moved : compact(moved);
    }
    const numbers = [1 + (drawn % 12), 1 + (drawn % 28)];
    return typeof cell === "number"
      ? cell
      : cell.replace(/\d+/g, (it) => String(numbers.shift() ?? 1).padStart(it.length, "0"));
  }

  /**
   * Money: what belongs to the same car is stretched alike, so that the parts of an order still add up and a
   * reversal still takes back what it took. 0 stays 0.
   */
  money(cell: string | number, car: string): string | number {
    const factor = 0.8 + this.draw(`money ${car}`, 400) / 1000;
    if (typeof cell === "number") return stretched(cell, factor);
    return cell.replace(/\d[\d,]*(?:\.\d+)?/g, (figure) => {
      const value = stretched(Number(figure.replaceAll(",", "")), factor);
      const decimals = figure.split(".")[1]?.length ?? 0;
      const text = value.toFixed(decimals);
      return figure.includes(",") ? text.replace(/\B(?=(?:\d{3})+(?!\d))/g, ",") : text;
    });
  }

  /** What stands in a column that nothing is known of. */
  unknown(cell: string | number, car: string, isDate: boolean): string | number {
    if (typeof cell === "string") return plainCell(cell).text === "" ? cell : this.text(cell);
    if (isDate) return this.date(cell);
    return Number.isSafeInteger(cell) && Math.abs(cell) >= 10_000
      ? Math.sign(cell) * this.numberCode(Math.abs(cell))
      : this.money(cell, car);
  }
}

function alphabetOf(character: string): string {
  for (const alphabet of [digits, letters, slips, plateBeginnings]) {
    if (alphabet.includes(character)) return alphabet;
  }
  if (/\p{Script=Han}/u.test(character))
    return characters + (characters.includes(character) ? "" : character);
  // Letters of other scripts, which no number has.
  return /\p{L}/u.test(character) ? letters + character : "";
}

/** A character in the case and the width of another. */
function inCaseOf(shape: string, character: string): string {
  const isWide = /[\uff01-\uff5e]/.test(shape);
  const narrow = shape.normalize("NFKC");
  const cased = narrow !== narrow.toUpperCase() ? character.toLowerCase() : character;
  return isWide && cased.length === 1 && cased.charCodeAt(0) < 0x7f
    ? String.fromCharCode(cased.charCodeAt(0) + 0xfee0)
    : cased;
}

/** As many decimals as before. */
function stretched(value: number, factor: number): number {
  const decimals = Math.min(String(value).split(".")[1]?.length ?? 0, 6);
  return Number((value * factor).toFixed(decimals));
}

/** 20260305, as a number. */
function compact(day: SerialDay): number {
  const { year, month, day: ofMonth } = partsOf(day);
  return year * 10_000 + month * 100 + ofMonth;
}

/** A date's text with another day in it, its marks and leading zeros as they were. */
function rewritten(text: string, before: SerialDay, after: SerialDay, order?: DateOrder): string {
  const was = partsOf(before);
  const { year, month, day } = partsOf(after);
  const padded = (value: number, like: string): string => String(value).padStart(like.length, "0");
  const yearFirst = /(\d{4})(\D+)(\d{1,2})(\D+)(\d{1,2})/;
  const yearLast = /(\d{1,2})(\D+)(\d{1,2})(\D+)(\d{4})/;
  const joined = /(\d{4})(\d{2})(\d{2})/;
  if (yearFirst.test(text)) {
    return text.replace(
      yearFirst,
      (_, __, a: string, m: string, b: string, d: string) =>
        `${year}${a}${padded(month, m)}${b}${padded(day, d)}`
    );
  }
  if (yearLast.test(text)) {
    return text.replace(yearLast, (_, first: string, a: string, second: string, b: string) => {
      const dayFirst = order ? order === "dmy" : Number(first) === was.day;
      const [one, two] = dayFirst ? [day, month] : [month, day];
      return `${padded(one, first)}${a}${padded(two, second)}${b}${year}`;
    });
  }
  const plain = `${year}-${padded(month, "00")}-${padded(day, "00")}`;
  return joined.test(text) ? text.replace(joined, plain.replaceAll("-", "")) : plain;
}
