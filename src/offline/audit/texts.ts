import type { RunStep } from "../../excel/api";
import type { Locale } from "../../locale";
import type { Problem } from "./commandError";

/** Words of the commands `demo` and `audit`. `{about}` is the option, file or value in question. */
interface CommandTexts {
  readonly usage: string;
  /** The copy with invented contents. */
  readonly anonymise: {
    readonly usage: string;
    readonly done: (path: string, cells: number, days: number) => string;
    /** What stays and only a person can judge. */
    readonly look: (sheets: string) => string;
  };
  readonly problems: Record<Problem, string>;
  /** How the add-in says that it did not do its work. */
  readonly refused: string;
  /** Sheets that nothing reads and Excel's own menu does not show. */
  readonly veryHidden: string;
  /** The input carries a digital signature. */
  readonly signed: string;
  readonly asOf: string;
  readonly customers: string;
  readonly findings: string;
  /** What the figures rest on. */
  readonly basis: string;
  readonly noFindings: string;
  readonly changes: string;
  readonly time: string;
  readonly load: string;
  readonly run: string;
  readonly save: string;
  readonly requests: string;
  readonly saved: string;
  /** Of several stores. */
  readonly compared: string;
  /** Two stores of one name. */
  readonly sameName: string;
  /** While several stores are audited. */
  readonly progress: string;
  readonly steps: Record<RunStep, string>;
  /** The workbook that compares stores. */
  readonly comparison: {
    readonly name: string;
    readonly headline: (stores: number, best: string, share: number) => string;
    readonly asOf: string;
    readonly generated: string;
    readonly total: string;
    readonly columns: Readonly<Record<ComparisonColumn, string>>;
    readonly sentence: string;
    readonly chartTitle: string;
    readonly valueAxis: string;
  };
}

type ComparisonColumn =
  | "store"
  | "valid"
  | "base"
  | "baseShare"
  | "rank"
  | "lost"
  | "openingBase"
  | "newLost"
  | "newLostShare"
  | "returned"
  | "visits"
  | "visitsPerCustomer"
  | "psv"
  | "psvPerCustomer"
  | "findings";

const percentOf = (share: number): string => `${(share * 100).toFixed(1)}%`;

const enUS: CommandTexts = {
  usage:
    "npm run audit -- FILE|FOLDER … [--store NAME] [--store-value STORE] [--map HEADER=FIELD,…] [--profile FILE] [--as-of YYYY-MM-DD] [--out OUT.xlsx] [--lang zh-CN|en-US] [--reports all|NAME,…] [--json SUMMARY.json] [--jobs N] [--minutes N] [--memory GB] [--max-unpacked GB]",
  anonymise: {
    usage:
      "npm run anonymise -- FILE.xlsx [--out OUT.xlsx] [--lang zh-CN|en-US] [--max-unpacked GB]",
    done: (path, cells, days) =>
      `${path}: the same shape with ${cells.toLocaleString("en")} cells invented or moved; all dates lie ${days} days earlier. The input is as it was.`,
    look: (sheets) =>
      `Look through the copy before you hand it on. Headers stay, words that many rows share and mileages too, and the names of the sheets: ${sheets}.`,
  },
  problems: {
    noFile: "No workbook given. Use: {usage}",
    oneFile: "{about} is one file too many: one workbook at a time. Use: {usage}",
    fileTwice:
      "{about} is given twice, or two results would have its name. Give each workbook once.",
    unknownReport: "There is no sheet {about}. Name sheets as in the workbook, with commas.",
    storeOfFolders: "--store takes files. {about} is a folder, which is a store by itself.",
    folderEmpty: "{about} holds no workbook that can be read.",
    wrongMap: "{about} is no mapping. Write HEADER=FIELD, several with commas.",
    unknownField:
      "{about} is no field. Use a name from the mapping in the settings, for example 进厂日期 or arrival.",
    unknownHeader: "No sheet has the header {about}. Headers here: {instead}.",
    notAProfile: "{about} is no mapping profile. Save one from the mapping in the pane.",
    unknownOption: "There is no option {about}. Use: {usage}",
    optionWithoutValue: "The option {about} needs exactly one value. Use: {usage}",
    wrongDate:
      "{about} is not a date. Write a day that exists as YYYY-MM-DD, for example 2026-06-30.",
    unknownLanguage: "{about} is not a language of this add-in. Choose zh-CN or en-US.",
    fileMissing: "{about} does not exist. Check the path.",
    fileUnreadable: "{about} cannot be read. Check that it is a file and that you may open it.",
    notATable:
      "{about} holds no table. Give a workbook (.xlsx, .xls), a text file (.csv, .txt) or a table saved as a web page.",
    fileEmpty: "{about} is empty. Export it again from your system.",
    encrypted: "{about} is protected by a password. Save a copy without one and try again.",
    damaged: "{about} is damaged. Open it in Excel, let Excel repair it, save it and try again.",
    fileTooLarge: "{about} is larger than this command can read. Leave out what it need not read.",
    overLimit:
      "{about} unpacks to more than this command takes on: 1 GB, 5,000 parts or 10 million cells, or it is packed more densely than workbooks are. If you know where it comes from, allow more, for example --max-unpacked 4 (GB).",
    unsupported:
      "{about} cannot be saved without losing something that stands in it. Move the customers and orders to a workbook of their own and try again.",
    wrongSize: "{about} is not a number of gigabytes from 1 to 64.",
    wrongCount: "{about} is not a whole number from 1 to 256.",
    wrongMinutes: "{about} is not a number of minutes above 0 and up to 1440.",
    tooLong:
      "{about} took longer than {instead} minutes and was ended. Nothing half-written was left. Try it alone, or give stores more time with --minutes.",
    outOfMemory:
      "{about} needs more than the {instead} GB of memory that one store may take and was ended. Nothing half-written was left. Leave out what need not be read, or allow more with --memory.",
    sameStore:
      "{about} holds the customers of {instead}: two exports of one store, which would count twice. Its workbook was written; the comparison leaves it out. Put both files into a folder to read them as one store.",
    wrongExtension: "The result must be named {about}. Choose another name for --out.",
    outIsInput: "{about} is the input, which is never overwritten. Choose another name for --out.",
    jsonIsWorkbook: "{about} is a workbook of this run. Choose another name for --json.",
    notWritable:
      "{about} cannot be written. Check that the folder exists and that you may write there.",
    diskFull:
      "{about} cannot be written: the disk is full. Nothing half-written was left, and what stood there before is as it was. Make room and try again.",
    neighbour:
      "On the sheet {about} something stands to the right of the table, and beside the table are comments, pictures or the like that would not move along. Move what stands to the right to another sheet and try again.",
    formulaWithoutValue:
      "{about} is a formula without a value: the program that wrote the file did not calculate. Open the file in Excel, save it and try again.",
    unexpected:
      "This workbook meets a fault of this command. The input is as it was and no result was written. Save the workbook anew in Excel and try with that; if it ends so again, report the fault with the command line, without the workbook.",
  },
  refused: "{title}. {body}",
  veryHidden:
    " These sheets are hidden so that Excel's menu cannot show them, and were not read: {sheets}. Show them in the VBA editor (Visible = -1) if the data stand there.",
  signed:
    "The input is signed. Its signature does not hold for the result, which has other contents; the input keeps it.",
  asOf: "As of {day}",
  customers: "Customers",
  findings: "Findings in the data",
  basis: "What the figures rest on",
  noFindings: "none",
  changes: "Written",
  time: "Time",
  load: "load",
  run: "run",
  save: "save",
  requests: "{syncs} syncs, largest request {largest}",
  saved: "Workbook: {path}",
  compared: "{stores} stores compared: {path}",
  sameName:
    "{about}: another store is called {store} too; the comparison names both by their paths.",
  progress: "{done} of {stores} stores, {failed} failed, {left} left, about {minutes} min to go",
  steps: {
    check: "check",
    readCustomers: "read customers",
    readOrders: "read orders",
    readInputs: "read inputs",
    compute: "compute",
    writeColumns: "write columns",
    writeRows: "write rows",
    writeSheets: "write sheets",
    recalculate: "recalculate",
    readFiles: "read files",
    compare: "compare",
    importChanges: "update cells",
    importRows: "add rows",
  },
  comparison: {
    name: "Stores compared",
    headline: (stores, best, share) =>
      `${stores} stores; the largest share of base has ${best}: ${percentOf(share)} of its valid customers.`,
    asOf: "As of",
    generated: "Generated",
    total: "All stores",
    columns: {
      store: "Store",
      valid: "Valid",
      base: "Base",
      baseShare: "Base of valid",
      rank: "Rank",
      lost: "Lost",
      openingBase: "Month's opening base",
      newLost: "Newly lost this month",
      newLostShare: "Newly lost share",
      returned: "Lost returned",
      visits: "Visits, 12 months",
      visitsPerCustomer: "Visits per customer",
      psv: "Total PSV (CNY)",
      psvPerCustomer: "PSV per customer",
      findings: "Findings",
    },
    sentence:
      "The higher the green and the lower the red column, the better a store keeps its customers.",
    chartTitle: "Base and newly lost customers by store",
    valueAxis: "Share",
  },
};

const zhCN: CommandTexts = {
  usage:
    "npm run audit -- 文件|文件夹 … [--store 店名] [--store-value 门店] [--map 列名=内容,…] [--profile 文件] [--as-of YYYY-MM-DD] [--out 结果.xlsx] [--lang zh-CN|en-US] [--reports all|报表,…] [--json 汇总.json] [--jobs N] [--minutes N] [--memory GB] [--max-unpacked GB]",
  anonymise: {
    usage:
      "npm run anonymise -- 文件.xlsx [--out 结果.xlsx] [--lang zh-CN|en-US] [--max-unpacked GB]",
    done: (path, cells, days) =>
      `${path}:形状相同,${cells.toLocaleString("en")} 个单元格的内容是编造或挪动过的,所有日期提前了 ${days} 天。输入文件没有改动。`,
    look: (sheets) =>
      `交出去之前请自己看一遍:列名、多行共用的词和里程保持原样,工作表名称也保持原样:${sheets}。`,
  },
  problems: {
    noFile: "没有指定工作簿。用法:{usage}",
    oneFile: "{about} 多了:一次只能处理一个工作簿。用法:{usage}",
    fileTwice: "{about} 给了两次,或者两个结果会同名,每个工作簿请只给一次。",
    unknownReport: "没有 {about} 这张报表,请按工作簿里的名称写,用逗号隔开。",
    storeOfFolders: "--store 后面要给文件;{about} 是文件夹,一个文件夹本身就是一家店。",
    folderEmpty: "{about} 里没有可以读取的工作簿。",
    wrongMap: "{about} 不是列的对应。请写成 列名=内容,多个用逗号隔开。",
    unknownField: "没有 {about} 这项内容,请用设置里列对应的名称,例如 进厂日期 或 arrival。",
    unknownHeader: "没有一张表有 {about} 这一列。现有的列:{instead}。",
    notAProfile: "{about} 不是列对应文件,请从设置里保存一份。",
    unknownOption: "没有 {about} 这个选项。用法:{usage}",
    optionWithoutValue: "选项 {about} 后面要有且只有一个值。用法:{usage}",
    wrongDate: "{about} 不是有效日期。请按 YYYY-MM-DD 写一个存在的日子,例如 2026-06-30。",
    unknownLanguage: "没有 {about} 这种语言,可选 zh-CN 或 en-US。",
    fileMissing: "找不到 {about},请检查路径。",
    fileUnreadable: "{about} 读不出来,请确认它是文件并且有权限打开。",
    notATable:
      "{about} 里没有表格。请给 Excel 工作簿(.xlsx、.xls)、文本文件(.csv、.txt)或另存为网页的表格。",
    fileEmpty: "{about} 是空的,请从系统重新导出。",
    encrypted: "{about} 设有打开密码,请另存一份不带密码的再试。",
    damaged: "{about} 已损坏,请用 Excel 打开修复,保存后再试。",
    fileTooLarge: "{about} 太大,超出本命令能读取的范围,请去掉不需要读取的内容。",
    overLimit:
      "{about} 解压后超出本命令的限度(1 GB、5,000 个部件或 1000 万个单元格),或者压缩得比正常工作簿密得多。确认来源可靠后,可以放宽限度,例如 --max-unpacked 4(单位 GB)。",
    unsupported: "{about} 里有内容在保存时会丢失。请把客户和工单移到单独的工作簿里再试。",
    wrongSize: "{about} 不是 1 到 64 之间的 GB 数。",
    wrongCount: "{about} 不是 1 到 256 之间的整数。",
    wrongMinutes: "{about} 不是大于 0、不超过 1440 的分钟数。",
    tooLong:
      "{about} 用时超过 {instead} 分钟,已中止,没有留下只写了一半的文件。请单独再试,或用 --minutes 放宽时间。",
    outOfMemory:
      "{about} 需要的内存超过每家店可用的 {instead} GB,已中止,没有留下只写了一半的文件。请去掉不需要读取的内容,或用 --memory 放宽。",
    sameStore:
      "{about} 与 {instead} 的客户相同,是同一家店的两份导出,计入对比会重复。它的工作簿已经写出,对比表里不含这一份。请把两个文件放进一个文件夹,作为一家店读取。",
    wrongExtension: "结果文件的扩展名须是 {about},请为 --out 换一个名字。",
    outIsInput: "{about} 是输入文件,不会被覆盖,请为 --out 换一个名字。",
    jsonIsWorkbook: "{about} 是本次处理的工作簿,请为 --json 换一个名字。",
    notWritable: "{about} 写不进去,请确认文件夹存在,并且有写入权限。",
    diskFull:
      "{about} 写不进去:磁盘已满。没有留下只写了一半的文件,原来的文件没有改动。请腾出空间再试。",
    neighbour:
      "工作表 {about} 的表格右边还有内容,而表格旁有批注、图片等不会随之移动的东西。请把右边的内容移到别的工作表再试。",
    formulaWithoutValue:
      "{about} 是没有计算结果的公式:生成文件的程序没有计算。请用 Excel 打开并保存后再试。",
    unexpected:
      "这个工作簿遇到了本命令的缺陷。输入文件没有改动,也没有写出结果。请用 Excel 另存一份再试;如果仍然不行,请把命令行(不要附工作簿)报告给技术支持。",
  },
  refused: "{title}:{body}",
  veryHidden:
    "这些工作表被深度隐藏,Excel 菜单里看不到,也没有读取:{sheets}。如果数据在里面,请在 VBA 编辑器里把它们设为可见(Visible = -1)。",
  signed: "输入文件带有数字签名。结果的内容不同,签名对结果无效;输入文件的签名不受影响。",
  asOf: "统计日期 {day}",
  customers: "客户",
  findings: "数据质量",
  basis: "数字的依据",
  noFindings: "没有发现问题",
  changes: "写入",
  time: "用时",
  load: "载入",
  run: "运行",
  save: "保存",
  requests: "与 Excel 往返 {syncs} 次,最大一次 {largest}",
  saved: "工作簿:{path}",
  compared: "{stores} 家门店对比:{path}",
  sameName: "{about}:另有门店也叫 {store},对比表里两家都按路径来写。",
  progress: "已完成 {done}/{stores} 家,失败 {failed} 家,剩余 {left} 家,约需 {minutes} 分钟",
  steps: {
    check: "检查",
    readCustomers: "读取客户",
    readOrders: "读取工单",
    readInputs: "读取填写内容",
    compute: "计算",
    writeColumns: "写入分类列",
    writeRows: "写入记录",
    writeSheets: "写入报表",
    recalculate: "重新计算",
    readFiles: "读取文件",
    compare: "比较",
    importChanges: "更新单元格",
    importRows: "加入新行",
  },
  comparison: {
    name: "门店对比",
    headline: (stores, best, share) =>
      `共 ${stores} 家门店；基盘占比最高的是 ${best}，占有效客户的 ${percentOf(share)}。`,
    asOf: "统计日期",
    generated: "生成",
    total: "合计",
    columns: {
      store: "门店",
      valid: "有效客户",
      base: "基盘",
      baseShare: "基盘占有效",
      rank: "名次",
      lost: "流失",
      openingBase: "月初基盘",
      newLost: "本月新增流失",
      newLostShare: "月新增流失率",
      returned: "流失回厂",
      visits: "12个月台次",
      visitsPerCustomer: "人均台次",
      psv: "PSV 合计（元）",
      psvPerCustomer: "单客 PSV（元）",
      findings: "数据问题",
    },
    sentence: "绿柱越高、红柱越低，客户留得越好。",
    chartTitle: "各门店的基盘占比与月新增流失率",
    valueAxis: "占比",
  },
};

const byLocale: Record<Locale, CommandTexts> = { "zh-CN": zhCN, "en-US": enUS };

/** The command line's words in a language. */
export function commandTexts(locale: Locale): CommandTexts {
  return byLocale[locale];
}

/** Puts values into a text; a placeholder without a value stays as it is. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** The one line that a problem gives. */
export function describeProblem(
  problem: Problem,
  about: string,
  locale: Locale,
  instead = "",
  usage = commandTexts(locale).usage
): string {
  const texts = commandTexts(locale);
  // A file's name may hold anything; the message stays one line.
  const printable = about.replace(/\p{Cc}+/gu, " ");
  return fill(texts.problems[problem], {
    about: printable,
    instead: instead.replace(/\p{Cc}+/gu, " "),
    usage,
  });
}
