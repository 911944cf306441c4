import { count, share } from "./numbers";

const change = (value: number): string =>
  value === 0
    ? "与昨日持平"
    : value > 0
      ? `比昨日增加 ${count(value)} 位`
      : `比昨日减少 ${count(-value)} 位`;

/** Generated sheets and columns. */
export const sheets = {
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
  /** What users added to sheets that are made anew. */
  ownCells: {
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
      baseChange: number;
      soonLost: number;
    }) =>
      `有效客户 ${count(p.valid)} 位：基盘 ${count(p.base)} 位（${share(p.baseShare)}），流失 ${count(p.lost)} 位。` +
      `基盘${change(p.baseChange)}；30 天内将有 ${count(p.soonLost)} 位转为流失。`,
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
  dataQuality: {
    name: "数据质量",
    title: "数据质量",
    headline: (p: { findings: number; kinds: number; customers: number; orders: number }) =>
      p.findings === 0
        ? `读取客户 ${count(p.customers)} 条、工单 ${count(p.orders)} 条，没有发现问题。`
        : `读取客户 ${count(p.customers)} 条、工单 ${count(p.orders)} 条，发现 ${count(p.findings)} 处、${p.kinds} 类问题；处理办法见下表，原表没有改动。`,
    counts: {
      section: "问题分类",
      table: "表",
      finding: "发现",
      count: "数量",
      treatment: "处理",
      total: "合计",
      none: "没有发现问题。",
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
