/** Letters and digits that nobody mistakes for one another when a seed is read out. */
const signs = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";
const length = 8;

/** A seed for a draw, from the browser's own chance; short enough to be read out. */
export function newSeed(): string {
  const chance = crypto.getRandomValues(new Uint32Array(length));
  return [...chance].map((number) => signs[number % signs.length]).join("");
}
