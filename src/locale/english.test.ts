import { textsOf } from ".";
import { counted } from "./enUS/numbers";

/** What English sentences say of one thing and of several. */

const { outcomes, pane, reports } = textsOf("en-US");

test.each([
  [counted(1, "customer"), "1 customer"],
  [counted(0, "customer"), "0 customers"],
  [counted(2034, "customer"), "2,034 customers"],
  [counted("1", "row"), "1 row"],
  [counted("1,001", "row"), "1,001 rows"],
  [counted("1.0", "year"), "1.0 years"],
  [counted(1, "card is", "cards are"), "1 card is"],
])("%s", (said, expected) => {
  expect(said).toBe(expected);
});

test("a workbook with one customer, one order and one sheet", () => {
  expect(outcomes.counts(1, 1)).toBe("1 customer and 1 order read");
  expect(outcomes.columnsWritten("Cars", 1)).toBe("Cars: classification columns of 1 row");
  expect(outcomes.sheetsWritten(1)).toBe("1 sheet");
  expect(outcomes.rowsWritten("Ledger", 1)).toBe("Ledger: 1 row");
});

test("a car that was due yesterday or is due tomorrow", () => {
  expect(pane.customer.service.overdue("1")).toBe("1 day overdue");
  expect(pane.customer.service.inDays("1")).toBe("in 1 day");
  expect(pane.customer.service.inDays("12")).toBe("in 12 days");
});

test("a book with one record that does not match, or with two", () => {
  const { left } = pane.reports.books;
  expect(left("1")).toBe("1 record does not match and is left alone");
  expect(left("2")).toBe("2 records do not match and are left alone");
});

test("one month in which one customer was lost", () => {
  const { sentence } = reports.conversion.months;
  expect(sentence({ months: 1, newLost: 1, returned: 0 })).toBe(
    "In 1 month 1 was lost and 0 came back."
  );
});

test("one reason alone, or the first three", () => {
  const { sentence } = reports.failures.pareto;
  expect(sentence({ reasons: 1, share: 0.8, first: "Price" })).toBe("“Price” alone makes up 80%.");
  expect(sentence({ reasons: 3, share: 0.8, first: "Price" })).toBe(
    "The first 3 reasons make up 80%; the most frequent is “Price”."
  );
});

/** Words that may follow a one; every other that ends in s is a plural. */
const noPlurals = ["this", "is", "was", "has", "does", "belongs", "goes", "takes", "waits"];
const pluralAfterOne = /(?<![\d.,])1 (?:more |percentage )?(\p{L}+s)\b/gu;

test("no text that is filled with a one counts it as several", () => {
  const sentences = sentencesOfOne(textsOf("en-US"));
  expect(sentences.length).toBeGreaterThan(200);
  const plurals = sentences.flatMap((said) =>
    [...said.matchAll(pluralAfterOne)]
      .filter(([, word = ""]) => !noPlurals.includes(word))
      .map(() => said)
  );
  expect(plurals).toEqual([]);
});

/** Figures by name, each of them one. */
const ones = new Proxy({}, { get: () => 1 });

/** What all texts of a room say that have something to fill in, filled with a one. */
function sentencesOfOne(room: object): string[] {
  return Object.values(room).flatMap((text: unknown) => {
    if (typeof text === "function") return filledWithOne(text as (...ones: unknown[]) => unknown);
    return typeof text === "object" && text !== null ? sentencesOfOne(text) : [];
  });
}

function filledWithOne(text: (...ones: unknown[]) => unknown): string[] {
  return [1, "1", ones].flatMap((one) => {
    try {
      const said = text(one, one, one, one, one);
      return typeof said === "string" ? [said] : sentencesOfOne({ room: said });
    } catch {
      return []; // This text is filled with another kind of value.
    }
  });
}
