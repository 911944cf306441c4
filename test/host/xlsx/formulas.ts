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

/** Texts in quotes and quoted sheet names are skipped; a name before "(" is a function. */
const CALL =
  /"(?:[^"]|"")*"|'(?:[^']|'')*'|(?<![\w.$!\u0080-\uffff])([A-Za-z][A-Za-z0-9.]*)(?=\()/g;

/** The model's formula ("=IFS(…)") as a file has it ("_xlfn.IFS(…)"). */
export function formulaToFile(formula: string): string {
  const body = formula.startsWith("=") ? formula.slice(1) : formula;
  return body.replace(CALL, (all: string, name: string | undefined) => {
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
