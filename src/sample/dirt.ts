import { blankWords } from "./catalogue";
import { civil } from "./days";
import type { Random } from "./random";
import { dirtKinds, type DirtCounts, type DirtKind, type SampleCell } from "./sheet";

/** Puts into cells what real exports have in theirs, and counts it. */
export interface Soiler {
  readonly counts: DirtCounts;
  note(kind: DirtKind): void;
  /** A day, or a day with a time of day as its fraction; 0 is an empty cell. */
  date(random: Random, serial: number): SampleCell;
  odometer(random: Random, kilometres: number): SampleCell;
  amount(random: Random, yuan: number): SampleCell;
  plate(random: Random, plate: string): SampleCell;
  vin(random: Random, vin: string): SampleCell;
  text(random: Random, text: string): SampleCell;
  /** An empty cell, in which some people type a word. */
  blank(random: Random): SampleCell;
}

const two = (n: number): string => String(n).padStart(2, "0");
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
const withThousands = (yuan: number): string =>
  yuan.toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ",");

type Dirty<T> = readonly [
  kind: DirtKind,
  share: number,
  make: (value: T, random: Random) => SampleCell,
];

const dates: readonly Dirty<number>[] = [
  [
    "dateWithTime",
    6,
    (serial, random) => {
      const { year, month, day } = civil(serial);
      return `${year}-${month}-${day} ${random.int(8, 17)}:${two(random.int(0, 59))}:${two(random.int(0, 59))}`;
    },
  ],
  ["dateSlashed", 6, (serial) => joined(serial, "/")],
  ["dateDotted", 5, (serial) => joined(serial, ".")],
  [
    "dateChinese",
    4,
    (serial) => {
      const { year, month, day } = civil(serial);
      return `${year}年${month}月${day}日`;
    },
  ],
  ["dateCompact", 3, (serial) => compact(serial)],
  ["dateCompactNumber", 2, (serial) => Number(compact(serial))],
  ["dateCompactWithTime", 2, (serial) => `${compact(serial)}${two(((serial % 9) + 8) | 0)}0000`],
  ["dateMonthOnly", 0.6, (serial) => `${civil(serial).year}-${civil(serial).month}`],
  ["dateTwoLines", 1, (serial) => `${joined(serial, "-")}\n9:30`],
  [
    "dateNonsense",
    0.4,
    (serial) => `${civil(serial).year}2-${civil(serial).month}-${civil(serial).day}`,
  ],
];

function joined(serial: number, separator: string): string {
  const { year, month, day } = civil(serial);
  return [year, month, day].join(separator);
}

function compact(serial: number): string {
  const { year, month, day } = civil(serial);
  return `${year}${two(month)}${two(day)}`;
}

const odometers: readonly Dirty<number>[] = [
  ["odometerWithUnit", 8, (km) => `${km}km`],
  ["odometerInTenThousands", 6, (km) => `${Math.max(0.1, Math.round(km / 1000) / 10)}万`],
  ["odometerTiny", 4, () => 98],
  ["odometerHuge", 1.5, () => 678098765],
  ["odometerBackwards", 5, (km) => Math.max(1, Math.round(km * 0.8))],
];

const amounts: readonly Dirty<number>[] = [
  ["amountMinusOne", 3, () => -1],
  ["amountWithSign", 8, (yuan) => `¥${withThousands(yuan)}`],
  ["amountFullWidth", 3, (yuan) => fullWidth(yuan.toFixed(2))],
];

const plates: readonly Dirty<string>[] = [
  ["plateHyphen", 20, (plate) => `${plate.slice(0, 2)}-${plate.slice(2)}`],
  ["plateDot", 10, (plate) => `${plate.slice(0, 2)}·${plate.slice(2)}`],
  ["plateDot", 4, (plate) => `${plate[0]}.${plate.slice(1)}`],
  ["plateFullWidth", 3, (plate) => fullWidth(plate)],
];

const vins: readonly Dirty<string>[] = [
  ["vinBlank", 12, () => ""],
  ["vinShort", 3, (vin) => vin.slice(0, 16)],
  ["vinLetterO", 4, (vin) => vin.slice(0, 3) + vin.slice(3).replace(/0/g, "O")],
  ["vinLowerCase", 6, (vin) => vin.toLowerCase()],
];

const texts: readonly Dirty<string>[] = [
  ["paddedText", 3, (text) => ` ${text}`],
  ["paddedText", 3, (text) => `${text}  `],
];

/** Shares are in thousandths of the cells of that kind. */
const PER = 1000;

/** Begins to count dirt. `level` scales all shares: 0 gives clean cells, 1 the usual few percent. */
export function createSoiler(level: number): Soiler {
  const counts = Object.fromEntries(dirtKinds.map((kind) => [kind, 0])) as DirtCounts;
  const note = (kind: DirtKind): void => {
    counts[kind]++;
  };
  const soiled =
    <T extends SampleCell>(dirt: readonly Dirty<T>[]) =>
    (random: Random, clean: T): SampleCell => {
      let left = random.next() * PER;
      for (const [kind, share, make] of dirt) {
        left -= share * level;
        if (left >= 0) continue;
        const cell = make(clean, random);
        if (cell === clean) return clean;
        note(kind);
        return cell;
      }
      return clean;
    };
  const date = soiled(dates);
  const amount = soiled(amounts);
  return {
    counts,
    note,
    date: (random, serial) => (serial === 0 ? "" : date(random, serial)),
    odometer: soiled(odometers),
    amount,
    plate: soiled(plates),
    vin: soiled(vins),
    text: soiled(texts),
    blank: (random) => {
      if (!random.chance(0.02 * level)) return "";
      note("blankWord");
      return random.pick(blankWords);
    },
  };
}
