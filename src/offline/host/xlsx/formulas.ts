/**
 * Formulas between the file and the model. In the file there is no equals sign, and functions that
 * came after Excel 2007 carry a prefix that Excel never shows ("Issue: An _xlfn. prefix is
 * displayed in front of a formula", support.microsoft.com).
 */

/** Functions newer than the file format's first edition, by the edition that brought them. */
const newerFunctions = new Set(
  `
  ACOT ACOTH AGGREGATE ARABIC BASE BETA.DIST BETA.INV BINOM.DIST BINOM.DIST.RANGE BINOM.INV BITAND
  BITLSHIFT BITOR BITRSHIFT BITXOR CEILING.MATH CEILING.PRECISE CHISQ.DIST CHISQ.DIST.RT CHISQ.INV
  CHISQ.INV.RT CHISQ.TEST COMBINA CONFIDENCE.NORM CONFIDENCE.T COT COTH COVARIANCE.P COVARIANCE.S CSC
  CSCH DAYS DECIMAL ERF.PRECISE ERFC.PRECISE EXPON.DIST F.DIST F.DIST.RT F.INV F.INV.RT F.TEST
  FILTERXML FLOOR.MATH FLOOR.PRECISE FORMULATEXT GAMMA GAMMA.DIST GAMMA.INV GAMMALN.PRECISE GAUSS
  HYPGEOM.DIST IFNA IMCOSH IMCOT IMCSC IMCSCH IMSEC IMSECH IMSINH IMTAN ISFORMULA ISOWEEKNUM
  LOGNORM.DIST LOGNORM.INV MODE.MULT MODE.SNGL MUNIT NEGBINOM.DIST NORM.DIST NORM.INV NORM.S.DIST
  NORM.S.INV NUMBERVALUE PDURATION PERCENTILE.EXC PERCENTILE.INC PERCENTRANK.EXC PERCENTRANK.INC
  PERMUTATIONA PHI POISSON.DIST QUARTILE.EXC QUARTILE.INC RANK.AVG RANK.EQ RRI SEC SECH SHEET SHEETS
  SKEW.P STDEV.P STDEV.S T.DIST T.DIST.2T T.DIST.RT T.INV T.INV.2T T.TEST UNICHAR UNICODE VAR.P VAR.S
  WEBSERVICE WEIBULL.DIST XOR Z.TEST
  FORECAST.ETS FORECAST.ETS.CONFINT FORECAST.ETS.SEASONALITY FORECAST.ETS.STAT FORECAST.LINEAR
  CONCAT IFS MAXIFS MINIFS SWITCH TEXTJOIN
  ARRAYTOTEXT BYCOL BYROW CHOOSECOLS CHOOSEROWS DROP EXPAND FIELDVALUE HSTACK IMAGE ISOMITTED LAMBDA LET
  MAKEARRAY MAP RANDARRAY REDUCE SCAN SEQUENCE STOCKHISTORY TAKE TEXTAFTER TEXTBEFORE TEXTSPLIT TOCOL
  TOROW UNIQUE VALUETOTEXT VSTACK WRAPCOLS WRAPROWS XLOOKUP XMATCH SORTBY
  `
    .trim()
    .split(/\s+/)
);

/** Functions that carry the second prefix too. */
const worksheetFunctions = new Set(["FILTER", "SORT"]);

const QUOTED = /"(?:[^"]|"")*"|'(?:[^']|'')*'/g;

/** Texts in quotes and quoted sheet names are skipped; a name before "(" is a function. */
const CALL =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.$!\u0080-\uffff])([A-Za-z][A-Za-z0-9.]*)(?=\()/g;

/** What a formula is made of, as far as parameters are concerned. */
const TOKEN =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|[A-Za-z_\\\u0080-\uffff][\w.\\?\u0080-\uffff]*|[\s\S]/g;

interface Call {
  /** `LET`, `LAMBDA`, another function or "" for brackets alone. */
  readonly name: string;
  /** Where each argument begins, as a place among the tokens. */
  readonly starts: number[];
}

/**
 * The parameters of LET and LAMBDA with the prefix that a file has (`_xlpm.x`): without it Excel takes
 * them for names that nobody defined.
 */
function prefixParameters(formula: string): string {
  if (!/\b(?:LET|LAMBDA)\(/i.test(formula)) return formula;
  const tokens = formula.match(TOKEN) ?? [];
  const calls: Call[] = [];
  const prefixed = new Set<number>();
  let brackets = 0;
  tokens.forEach((token, at) => {
    if (token === "[") brackets++;
    else if (token === "]") brackets--;
    if (brackets > 0) return;
    if (token === "(" || token === "{") {
      calls.push({ name: (tokens[at - 1] ?? "").toUpperCase(), starts: [at + 1] });
    } else if (token === ",") calls.at(-1)?.starts.push(at + 1);
    else if (token === ")" || token === "}") {
      const call = calls.pop();
      if (call) for (const place of parameterPlaces(tokens, call, at)) prefixed.add(place);
    }
  });
  return tokens.map((token, at) => (prefixed.has(at) ? `_xlpm.${token}` : token)).join("");
}

/** Where the parameters of a call are declared and used, up to its end. */
function parameterPlaces(tokens: readonly string[], { name, starts }: Call, end: number): number[] {
  if (name !== "LET" && name !== "LAMBDA") return [];
  const declared = starts.slice(0, -1).flatMap((start, index) => {
    const words = tokens
      .slice(start, (starts[index + 1] as number) - 1)
      .filter((t) => t.trim() !== "");
    const isName = words.length === 1 && /^[A-Za-z_\\\u0080-\uffff]/.test(words[0] as string);
    return isName && (name === "LAMBDA" || index % 2 === 0)
      ? [(words[0] as string).toUpperCase()]
      : [];
  });
  const places: number[] = [];
  let brackets = 0;
  for (let at = starts[0] as number; at < end; at++) {
    const token = tokens[at] as string;
    if (token === "[") brackets++;
    else if (token === "]") brackets--;
    const isReference = tokens[at - 1] === "!" || tokens[at + 1] === "!";
    if (brackets === 0 && !isReference && declared.includes(token.toUpperCase())) places.push(at);
  }
  return places;
}

/** Control characters but tab and line break, which XML cannot hold. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/;

/** A text in quotes with its control characters written as what gives them. */
function withoutControls(literal: string): string {
  return literal.startsWith('"')
    ? literal.replace(new RegExp(CONTROL, "g"), (char) => `"&CHAR(${char.charCodeAt(0)})&"`)
    : literal;
}

/** The model's formula ("=IFS(…)") as a file has it ("_xlfn.IFS(…)"). */
export function formulaToFile(formula: string): string {
  const bare = formula.startsWith("=") ? formula.slice(1) : formula;
  const body = CONTROL.test(bare) ? bare.replace(QUOTED, withoutControls) : bare;
  return prefixParameters(body).replace(CALL, (all: string, name: string | undefined) => {
    const upper = name?.toUpperCase();
    if (upper === undefined) return all;
    if (worksheetFunctions.has(upper)) return `_xlfn._xlws.${all}`;
    return newerFunctions.has(upper) ? `_xlfn.${all}` : all;
  });
}

const PREFIXES = /"(?:[^"]|"")*"|'(?:[^']|'')*'|_xlfn\.(?:_xlws\.)?|_xlpm\./g;

/** A file's formula as Excel shows it, with its equals sign. */
export function formulaFromFile(text: string): string {
  const shown = text.includes("_xl")
    ? text.replace(PREFIXES, (all) => (all.startsWith("_xl") ? "" : all))
    : text;
  return `=${shown}`;
}
