/** The workbook that an advisor is handed. */
export const books = {
  fileName: (advisor: string, day: string) => `招揽记录-${advisor}-${day}.xlsx`,
  sheet: "招揽记录",
  lists: "选项",
  title: (advisor: string) => `${advisor} 的招揽记录`,
  made: (day: string, rows: number) => `${day} 发出，共 ${rows} 条`,
  howTo:
    "请只填写黄色单元格；结果、失败原因、竞争对手从下拉列表中选择。计划外的联系写在表格最下方的新行，填写日期、客户（VIN、车牌或客户编号）和招揽类型，记录编号留空。填完保存后交给经理收回。",
  wrongChoice: "请从下拉列表中选择。",
  wrongDay: "请填写日期，例如 2026-06-30。",
  wrongNumber: "请填写公里数，不带单位。",
};
