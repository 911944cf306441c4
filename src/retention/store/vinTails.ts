import { isWholeVin } from "./keys";

/** Shorter ends of a VIN are shared by many cars: the last six characters count the cars of a plant. */
const shortestTail = 6;

/** What can be seen of a VIN: all of it, its end (底盘号后8位), or beginning and end around what is hidden. */
interface SeenVin {
  readonly whole: boolean;
  readonly head: string;
  readonly tail: string;
}

function seen(vin: string): SeenVin {
  const hidden = vin.indexOf("*");
  if (hidden >= 0) {
    return { whole: false, head: vin.slice(0, hidden), tail: vin.slice(hidden + 1) };
  }
  return { whole: isWholeVin(vin), head: "", tail: vin };
}

/** Whether two VINs may be one: what is seen of the one fits the other. Two whole ones are two cars. */
function fits(a: SeenVin, b: SeenVin): boolean {
  if (a.whole && b.whole) {
    return false;
  }
  const [part, other] = a.whole || (!b.whole && a.tail.length > b.tail.length) ? [b, a] : [a, b];
  const beginning = other.whole ? other.tail : other.head;
  const heads =
    other.whole || (part.head !== "" && other.head !== "")
      ? beginning.startsWith(part.head) || part.head.startsWith(beginning)
      : true;
  const longEnough = !other.whole || part.head.length + part.tail.length < other.tail.length;
  return heads && longEnough && other.tail.endsWith(part.tail);
}

/** Finds vehicles by the end of their VIN (intake §4). */
export class VinTails {
  private readonly byEnd = new Map<string, number | number[]>();

  /**
   * @param vins of the archive, by row
   * @param ofRow the vehicle of each row
   */
  constructor(
    private readonly vins: readonly string[],
    private readonly ofRow: Int32Array
  ) {
    for (let row = 0; row < vins.length; row++) {
      const vin = vins[row];
      // A vehicle is named by its first row; those after it add nothing.
      if (vin.length >= shortestTail && ofRow[row] === row) {
        this.add(vin.slice(-shortestTail), row);
      }
    }
  }

  private add(end: string, row: number): void {
    const known = this.byEnd.get(end);
    if (known === undefined) {
      this.byEnd.set(end, row);
    } else if (typeof known === "number") {
      this.byEnd.set(end, [known, row]);
    } else {
      known.push(row);
    }
  }

  /** The one vehicle that a VIN may be of which one of the two is seen in part; −1 if none, or several. */
  find(vin: string): number {
    if (vin.length < shortestTail) {
      return -1;
    }
    const found = this.byEnd.get(vin.slice(-shortestTail));
    if (found === undefined) {
      return -1;
    }
    const wanted = seen(vin);
    const rows = (typeof found === "number" ? [found] : found).filter((row) =>
      fits(wanted, seen(this.vins[row]))
    );
    return rows.length === 1 ? this.ofRow[rows[0]] : -1;
  }
}
