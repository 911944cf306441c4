import { importing } from "./importing";
import { count, share } from "./numbers";

const change = (value: number): string =>
  value === 0
    ? "与昨日持平"
    : value > 0
      ? `比昨日增加 ${count(value)} 位`
      : `比昨日减少 ${count(-value)} 位`;

/** Generated sheets and columns. */
export const sheets = {
  importing,
  header: {
    store: "门店",
    asOf: "统计日期",
    ruleSet: "规则",
    parameters: "参数",
    generatedBy: "生成",
    generatedAt: (time: string) => `由 RETAIN 于 ${time} 生成`,
    unfinished: "正在写入；如果一直是这句话，说明没有写完，请重新运行",
    unassigned: "未分配",
    unknownModel: "未填车型",
    absent: "—",
    cut: (shown: number, all: number) =>
      `共 ${count(all)} 条，这里按优先级列出前 ${count(shown)} 条`,
  },
  /** Columns of every list of customers: the key, and the jump to the customer's row. */
  lists: { customer: "客户", jump: "跳转" },
  /** What users added to sheets that are made anew. */
  userCells: {
    title: "以下是您写在本表、原位置已不存在或已被占用的内容",
    place: "原位置",
    header: "列",
    content: "内容",
    copyOf: (sheet: string) => `${sheet.slice(0, 24)}（旧）`,
  },
  status: {
    name: "客户状态",
    title: "客户状态",
    headline: (p: {
      valid: number;
      base: number;
      baseShare: number;
      lost: number;
      /** Since yesterday; `null` where it is not known. */
      baseChange: number | null;
      soonLost: number;
    }) =>
      `有效客户 ${count(p.valid)} 位：基盘 ${count(p.base)} 位（${share(p.baseShare)}），流失 ${count(p.lost)} 位。` +
      (p.baseChange === null ? "" : `基盘${change(p.baseChange)}；`) +
      `30 天内将有 ${count(p.soonLost)} 位转为流失。`,
    withoutOrders:
      "没有可用的工单：新增流失和流失回厂无从知道，下面的状态只凭客户档案里的最近进厂日期。",
    empty: "没有可以统计的客户。请检查数据质量表。",
    thresholds: (lines: string) => `界线（距末次进厂的月数）：${lines}`,
    classes: {
      section: "状态构成",
      status: "状态",
      count: "客户数",
      shareOfValid: "占有效",
      shareOfBase: "占基盘",
      yesterday: "昨日",
      sinceYesterday: "比昨日",
      lastMonthEnd: "上月末",
      sinceMonthEnd: "比上月末",
      revenue: "12个月产值（元）",
      note: "12个月产值：每位客户末次进厂之前（含）12 个月内各次进厂的产值之和。",
      psv: "PSV 合计（元）",
    },
    composition: {
      section: "三个时点的构成",
      day: "时点",
      asOf: "统计日",
      yesterday: "昨日",
      lastMonthEnd: "上月末",
      chartTitle: "有效客户的构成",
      categoryAxis: "时点",
      valueAxis: "客户数（占比）",
      sentence: (name: string, value: number, part: number) =>
        `人数最多的是“${name}”：${count(value)} 位，占有效客户的 ${share(part)}。`,
    },
    soonLost: {
      section: (days: number) => `${days}天内将转流失`,
      total: "合计",
      list: "名单（按转流失日）",
      none: "没有客户会在这段时间转为流失。",
      customer: "客户",
      plate: "车牌号",
      phone: "电话",
      model: "车型",
      advisor: "服务顾问",
      status: "状态",
      lastVisit: "末次进厂",
      lostDay: "转流失日",
      daysLeft: "剩余天数",
    },
    flags: {
      section: "旁注（不改变状态）",
      flag: "旁注",
      count: "客户数",
      shareOfValid: "占有效",
      meaning: "含义",
      neverServiced: "从未进厂",
      lowUse: "用车较少",
      driveBy: "过路车",
      driveByUnknown: "还不能识别：需要地址列，并在维系参数的词表里填写本地地址",
      meanings: {
        neverServiced: "有效客户，没有一次进厂",
        lowUse: "离店已久，但按里程还没到保养",
        driveBy: "非本店销售、进厂不超过两次、地址在外地；可确认为非本地使用",
      },
    },
    byAdvisor: { section: "按服务顾问", group: "服务顾问" },
    byModel: { section: "按车型", group: "车型" },
    baseShare: "基盘占有效",
    others: (groups: number) => `其余 ${count(groups)} 项`,
  },
  /** What the figures rest on. */
  basis: {
    section: "数字的依据",
    read: (table: string, sheets: string) => `${table}读自：${sheets}。`,
    sheet: (name: string, rows: number) => `${name}（${count(rows)} 行）`,
    joined: (name: string, role: string, rows: number, unmet: number) =>
      unmet === 0
        ? `${name}（${role}，${count(rows)} 行）`
        : `${name}（${role}，${count(rows)} 行，其中 ${count(unmet)} 行的编号对不上）`,
    roles: { owners: "车主资料", heads: "结算", items: "项目明细" },
    onlyStore: (store: string) => `只读取“${store}”的行，其他门店的行没有计入。`,
    notRead: (sheets: string) => `没有读取的工作表：${sheets}。`,
    leftOut: (name: string, reason: string) => `${name}（${reason}）`,
    reasons: {
      notOurs: "不是客户或工单",
      noRows: "只有标题",
      otherShape: "同类数据，但列不同",
      severalVehiclesPerRow: "一行有几台车，请改成一行一台",
      transposed: "记录按列排，请转成一行一条",
      incomplete: "缺少车辆编号或日期",
      noHeader: "没有标题行，请在第一行补上列名",
    },
    days: (first: string, last: string) => `工单日期从 ${first} 到 ${last}。`,
    emptyMonths: (months: string) => `这些月份没有工单：${months}。`,
    unused: (sheet: string, headers: string) => `${sheet}里没有用到的列：${headers}。`,
    andMore: (names: string, others: number) => `${names}等，另有 ${count(others)} 个`,
    needsOrders:
      "没有可用的工单：客户以前何时来过无从知道，新增流失、流失回厂、台次和产值都算不出来。请在工作簿里加上维修工单，或导入工单文件，再更新。",
    lacking: {
      noOrders: "没有工单表：状态只凭客户档案里的日期判断，台次、产值、维系贡献和项目都无从知道。",
      noCustomers:
        "没有客户档案：客户取自工单里的车辆，从未进厂的客户、交车日期和专属顾问无从知道。",
      noAmount:
        "工单没有可用的金额列：产值、维系贡献的金额和客户消费无从知道，显示为“—”；客户分级只看最近一次和次数，PSV 按标准值估算。",
      noCost: "工单没有成本列：差价和差价率无从知道，显示为“—”。",
      noOrderNumber: "工单没有单号列：一行算一张单，同一张单的几行分不出来。",
      noSettlement: "工单没有结算日期列：金额记在进厂当天。",
      noOdometer: "没有里程列：预测里程和下次保养按车型或默认里程推算。",
      noWork: "工单没有维修类型和项目列：保养、小修、钣喷分不出来，保养流失无从知道。",
      noStatus: "工单没有状态列：作废的工单认不出来。",
      noReception: "工单没有服务顾问列：按接待顾问的数字无从知道。",
      noDelivery: "客户档案没有交车日期列：没有进厂过的客户归为待核实，新车和车龄无从知道。",
      noPhone: "客户档案没有电话列：招揽时没有号码可打。",
      noModel: "客户档案没有车型列：按车型的数字无从知道。",
    },
    doubts: {
      questions: (columns: number) => `有 ${count(columns)} 列要您来指定，请在设置里选择。`,
      unreadable: (sheet: string, header: string, readable: number) =>
        `${sheet}的“${header}”列只有 ${Math.round(readable * 100)}% 的内容读得懂，其余按空白处理。请核对这一列的格式。`,
      noDays: "没有一张工单有可用的日期：台次、产值和状态都无从算起。请核对进厂日期或结算日期列。",
      noKeysInCommon: "没有一张工单的车辆在客户档案里，请核对两张表是否属于同一家店。",
      fewKeysInCommon: (share: number) =>
        `只有 ${Math.round(share * 100)}% 的工单对应到客户档案里的车辆，请核对车辆编号列。`,
      emptyMonths: (months: number) => `中间有 ${count(months)} 个月没有工单，请核对是否漏了导出。`,
    },
  },
  dataQuality: {
    name: "数据质量",
    title: "数据质量",
    headline: (p: { findings: number; kinds: number; customers: number; orders: number }) =>
      p.findings === 0
        ? `读取客户 ${count(p.customers)} 条、工单 ${count(p.orders)} 条，没有发现问题。`
        : `读取客户 ${count(p.customers)} 条、工单 ${count(p.orders)} 条，发现 ${count(p.findings)} 处、${p.kinds} 类问题；处理办法见下表，原表没有改动。`,
    /** One sheet that holds the same rows twice; two that hold the same rows. */
    repeatedWithin: (sheet: string, rows: number) => `${sheet}里重复导出：${count(rows)} 行重复`,
    repeatedBetween: (a: string, b: string, rows: number) =>
      `${a}和${b}的导出重叠：${count(rows)} 行重复`,
    counts: {
      section: "问题分类",
      table: "表",
      finding: "发现",
      count: "数量",
      treatment: "处理",
      total: "合计",
      none: "没有发现问题。",
    },
    types: {
      section: "词表里没有的工单类型",
      note: (sheet: string, section: string) =>
        `这些类型的工单目前算“其他”。如果其中有保养、小修或钣喷，请把类型名加进《${sheet}》的“${section}”，再更新一次。`,
      type: "工单类型",
      orders: "单数",
    },
    inputs: {
      section: "填写的内容里没有读懂的",
      headline: (entries: number) => `另有 ${count(entries)} 处填写没有读懂，见下。`,
      row: (row: number) => `第 ${row} 行`,
      problems: {
        unreadable: "不是这一列要的内容",
        outOfRange: "数值超出可能的范围",
        unknownWord: "不在可选的词里",
        unknownCustomer: "没有这位客户",
        unknownAdvisor: "没有这位顾问",
        missing: "该填的没有填",
        repeated: "与前面的行重复",
        notRising: "界线没有逐级加大",
      },
      treatments: {
        unreadable: "当作没有填，原样保留",
        outOfRange: "当作没有填，原样保留",
        unknownWord: "当作没有填，原样保留",
        unknownCustomer: "原样保留；客户出现后即生效",
        unknownAdvisor: "原样保留；请在维系参数里补上顾问",
        missing: "这一行不计，原样保留",
        repeated: "只算前面的一行，原样保留",
        notRising: "整套界线用默认值，原样保留",
      },
    },
    use: {
      section: "各列可用率",
      table: "表",
      field: "列",
      records: "记录数",
      filled: "已填写",
      usable: "可用",
      share: "可用率",
    },
    list: {
      section: "明细",
      sheet: "工作表",
      cell: "单元格",
      field: "列",
      finding: "发现",
      read: "读到的内容",
      treatment: "处理",
      wholeRow: "整行",
    },
  },
  columns: {
    status: "客户状态",
    monthsAway: "未进厂月数",
    lastVisit: "末次进厂",
    visits12: "12个月进厂次数",
    lossType: "流失类型",
    lifecycle: "生命周期",
    nextService: "下次保养",
    psv: "PSV",
    valueGrade: "价值分级",
    flags: "标记",
    flagNames: { neverServiced: "从未进厂", lowUse: "用车较少", driveBy: "过路车" },
    flagSeparator: "、",
    statusAtVisit: "来店时状态",
    /** Where the user has a column of the same name. */
    alternative: (header: string) => `${header}(RETAIN)`,
    duplicate: "重复",
  },
};
