import { isReversal, revenueOf } from "./amounts";
import { vehicleFields } from "./orderIdentity";
import { NO_DAY } from "../time";
import { type OrderTable } from "./tables";
import { isWord, wordFinder, type WordLists } from "./words";
import { ORDER_KIND } from "./orderKinds";

/** A text by which orders were left out of the visits, and how many there are. */
export interface LeftOutText {
  readonly kind: "void" | "notAVisit";
  readonly field: "orderStatus" | "orderType" | "voidFlag";
  /** As it stands in the sheet. */
  readonly text: string;
  /** The word of the settings that was found in it. */
  readonly word: string;
  readonly orders: number;
}

type LeftOut = Pick<LeftOutText, "kind" | "word">;

/** A text names several things: 保养/续保. */
const betweenThings = /[/,、+;&|]/u;
/** A flag that says yes. */
const yesWords = ["是", "有", "y", "yes", "true", "t", "1", "√", "✓", "✔"];

/**
 * Tells the kinds of orders by their texts (rules §2, intake §4): void by a status, a type or a flag;
 * no visit by a type of which every part is none, or by a status or type that only announces a visit.
 */
export class LeftOutReader {
  private readonly voidWord: (text: string) => string | undefined;
  private readonly undone: (text: string) => string | undefined;
  private readonly noVisit: (text: string) => string | undefined;
  private readonly announced: (text: string) => string | undefined;
  private readonly came: (text: string) => string | undefined;
  private readonly takenBack: (text: string) => string | undefined;
  private readonly work: (text: string) => string | undefined;

  constructor(words: WordLists) {
    this.voidWord = wordFinder(words.voidOrder);
    this.undone = wordFinder(words.settlementUndone);
    this.takenBack = wordFinder(words.takenBack);
    this.noVisit = wordFinder(words.notAVisit);
    this.announced = wordFinder(words.notYetAVisit);
    this.came = wordFinder(words.arrived);
    this.work = wordFinder([
      ...words.maintenance,
      ...words.firstMaintenance,
      ...words.secondMaintenance,
      ...words.minorRepair,
      ...words.bodyPaint,
      ...words.anyRepair,
    ]);
  }

  ofStatus(text: string): LeftOut | undefined {
    return this.voided(text) ?? this.announcedOnly(text);
  }

  ofType(text: string): LeftOut | undefined {
    const voided = this.voided(text);
    if (voided !== undefined) return voided;
    const parts = text
      .normalize("NFKC")
      .split(betweenThings)
      .filter((part) => part.trim() !== "");
    const words = parts.map((part) => this.noVisit(part) ?? this.announcedOnly(part)?.word);
    return words.length > 0 && words.every((word) => word !== undefined)
      ? { kind: "notAVisit", word: words[0] ?? "" }
      : undefined;
  }

  /** An order whose money was taken back; see {@link settleTakenBack}. */
  ofTakenBack(text: string): LeftOut | undefined {
    const word = this.takenBack(text);
    return word === undefined ? undefined : { kind: "void", word };
  }

  ofFlag(text: string): LeftOut | undefined {
    return isWord(text, yesWords) ? { kind: "void", word: text } : this.voided(text);
  }

  /** A settlement that was undone (反结算, 取消结算) is settled anew: the order stands. */
  private voided(text: string): LeftOut | undefined {
    const undone = this.undone(text);
    const rest = undone === undefined ? text : text.toLowerCase().replace(undone, "");
    const word = this.voidWord(rest);
    return word === undefined ? undefined : { kind: "void", word };
  }

  /**
   * 预约, 保养预约 and 事故报价 announce a visit; 预约保养 is one that was announced, and 预约已到店 one
   * that came.
   */
  private announcedOnly(text: string): LeftOut | undefined {
    const word = this.announced(text);
    if (word === undefined) return undefined;
    const plain = text.normalize("NFKC").toLowerCase();
    const at = plain.lastIndexOf(word);
    const behind = plain.slice(at + word.length);
    const isRemark = plain[at - 1] === "(" && this.work(plain.slice(0, at)) !== undefined;
    const came = isRemark || this.came(plain) !== undefined || this.work(behind) !== undefined;
    return came ? undefined : { kind: "notAVisit", word };
  }
}

/** Per order what its texts and amounts make of it, and by which texts orders were left out. */
export interface KindsOfOrders {
  /** Codes of {@link ORDER_KIND}. */
  readonly kinds: Uint8Array;
  readonly leftOut: readonly LeftOutText[];
}

/** Reads the kinds of orders before their customers are known. */
export function readKinds(
  orders: OrderTable,
  orderDay: Int32Array,
  words: WordLists
): KindsOfOrders {
  const reader = new LeftOutReader(words);
  const columns = [
    new LeftOutColumn(orders, "voidFlag", (text) => reader.ofFlag(text)),
    new LeftOutColumn(orders, "orderStatus", (text) => reader.ofStatus(text)),
    new LeftOutColumn(orders, "orderType", (text) => reader.ofType(text)),
  ].filter(({ any }) => any);
  const kinds = new Uint8Array(orders.count);
  for (let order = 0; order < orders.count; order++) {
    let column: LeftOutColumn | undefined;
    for (let i = 0; i < columns.length; i++) {
      const kind = columns[i].kindOf(order);
      if (kind === ORDER_KIND.void) {
        column = columns[i];
        break;
      }
      if (kind !== ORDER_KIND.visit) column ??= columns[i];
    }
    if (column !== undefined) {
      kinds[order] = column.count(order);
    } else if (isReversal(orders, order)) {
      kinds[order] = ORDER_KIND.reversal;
    } else if (orderDay[order] === NO_DAY) {
      kinds[order] = ORDER_KIND.undated;
    }
  }
  const takenBack = new LeftOutColumn(orders, "orderStatus", (text) => reader.ofTakenBack(text));
  if (takenBack.any) settleTakenBack(orders, takenBack, kinds);
  return { kinds, leftOut: [...columns, takenBack].flatMap((column) => column.leftOut()) };
}

/**
 * Orders whose status says that their money was taken back (冲销, 红冲) are no visits. Where an order of
 * the same vehicle takes the same amount back, both stay in the sums and cancel out; where none does,
 * the order itself is void.
 */
function settleTakenBack(orders: OrderTable, column: LeftOutColumn, kinds: Uint8Array): void {
  const keyOf = (order: number): string => {
    const field = vehicleFields.find((it) => orders[it][order] !== "");
    const fen = Math.round(Math.abs(revenueOf(orders, order)) * 100);
    return `${field === undefined ? "" : orders[field][order]} ${fen}`;
  };
  const counters = new Map<string, number>();
  for (let order = 0; order < orders.count; order++) {
    if (kinds[order] !== ORDER_KIND.reversal) continue;
    const key = keyOf(order);
    counters.set(key, (counters.get(key) ?? 0) + 1);
  }
  for (let order = 0; order < orders.count; order++) {
    if (kinds[order] !== ORDER_KIND.visit || column.kindOf(order) !== ORDER_KIND.void) continue;
    const key = keyOf(order);
    const left = counters.get(key) ?? 0;
    if (left > 0) {
      counters.set(key, left - 1);
      kinds[order] = ORDER_KIND.reversal;
    } else kinds[order] = column.count(order);
  }
}

/** A column of texts, and what each of them makes of an order. */
class LeftOutColumn {
  private readonly found: readonly (LeftOut | undefined)[];
  private readonly kinds: Uint8Array;
  private readonly counts: Int32Array;
  private readonly codes: Int32Array;
  private readonly texts: readonly string[];

  constructor(
    orders: OrderTable,
    private readonly field: LeftOutText["field"],
    read: (text: string) => LeftOut | undefined
  ) {
    ({ codes: this.codes, texts: this.texts } = orders[field]);
    this.found = this.texts.map((text) => (text === "" ? undefined : read(text)));
    this.kinds = Uint8Array.from(this.found, (left) =>
      left === undefined ? ORDER_KIND.visit : ORDER_KIND[left.kind]
    );
    this.counts = new Int32Array(this.texts.length);
  }

  get any(): boolean {
    return this.found.some((left) => left !== undefined);
  }

  kindOf(order: number): number {
    return this.kinds[this.codes[order]];
  }

  /** Counts an order that is left out by this column, and gives its kind. */
  count(order: number): number {
    const code = this.codes[order];
    this.counts[code]++;
    return this.kinds[code];
  }

  leftOut(): LeftOutText[] {
    return this.found.flatMap((left, code) =>
      left === undefined || this.counts[code] === 0
        ? []
        : [{ ...left, field: this.field, text: this.texts[code], orders: this.counts[code] }]
    );
  }
}
