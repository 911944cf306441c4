import type { CellRows } from "./cell";

const companyEnd = /(?:有限责任公司|有限公司|公司|4S店|专营店|经销店|服务店|店)$/;
const englishCompanyEnd = /\b(?:Co\.?,? ?Ltd\.?|Ltd\.?|Inc\.?|LLC|GmbH|Motors|Automotive)$/i;

/**
 * The store's name, where a title row above a header says it: exports carry a line such as
 * "江城示例汽车销售服务有限公司 客户档案". `undefined` if no title names a company.
 *
 * @param titleRows the rows above the header row.
 */
export function storeNameIn(titleRows: CellRows): string | undefined {
  for (const row of titleRows) {
    for (const cell of row) {
      const name = typeof cell === "string" ? companyIn(cell) : undefined;
      if (name !== undefined) return name;
    }
  }
  return undefined;
}

function companyIn(title: string): string | undefined {
  const text = title.normalize("NFKC").trim();
  const chinese = text.split(/[\s:|—\-()《》【】]+/).find((part) => companyEnd.test(part));
  if (chinese !== undefined) return chinese;
  return text
    .split(/\s*[|—:]\s*|\s+-\s+/)
    .map((part) => part.trim())
    .find((part) => englishCompanyEnd.test(part));
}
