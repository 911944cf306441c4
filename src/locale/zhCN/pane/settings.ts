/** 设置. */
export const settings = {
  title: "设置",
  data: { title: "数据来源", lead: "识别有误时在这里改，改动保存在工作簿里。" },
  asOf: {
    title: "统计日期",
    today: (day: string) => `今天，${day}`,
    travel: "按另一天计算",
    lead: "用来回看过去某一天。打开期间，面板每一页都有标记。",
    field: "日期",
    apply: "按这一天计算",
    back: "回到今天",
    invalid: "请填写完整的日期。",
  },
  ruleSet: {
    title: "状态规则",
    lead: "先比较各规则下的客户数，再决定是否切换。",
    inUse: "正在使用",
    use: (name: string) => `改用“${name}”`,
    valid: "有效",
    sources: {
      retention: "S0：6、9、12 个月，流失再分五段",
      loyalty: "S2：3、6、12 个月",
      sixMonth: "S1：6 个月",
    },
    confirm: (name: string) =>
      `改用“${name}”后，分类列和报表会按新规则写入。目标、绩效和分配始终按状态 KPI。`,
  },
  liveColumns: {
    title: "分类列的写法",
    live: "写成公式",
    lead: "数值发给没有插件的人也看得到；公式会跟着日期的改动重算。",
    which: (rows: string) =>
      `只有客户状态、未进厂月数和生命周期能写成公式，其他列始终是数值。客户超过 ${rows} 行时全部写数值。`,
  },
  parameters: {
    title: "参数",
    lead: "每一项都有单位、默认值和来源；改动写入“维系参数”。",
    search: "查找参数",
    none: "没有找到符合的参数。",
    changedCount: (count: string) => `已改 ${count} 项`,
    default: (value: string) => `默认 ${value}`,
    source: (source: string) => `来源 ${source}`,
    toDefault: (name: string) => `${name}恢复默认`,
    save: (count: string) => `保存 ${count} 处改动`,
    discard: "放弃改动",
    wrong: "请填写不小于 0 的数。",
    openSheet: "打开维系参数",
    onlyInSheet: "顾问、店休日、车型间隔和关键词在“维系参数”表里填写。",
  },
  language: { title: "语言", lead: "面板的语言。工作表的语言在第一次写入时定下，不会改变。" },
  reset: {
    title: "恢复默认",
    lead: "所有参数恢复默认值，规则改回状态 KPI，统计日期回到今天。顾问、台账、记录和您填写的其他内容不变。",
    action: "恢复默认设置",
    confirm: "确定恢复",
    nothing: "现在就是默认设置。",
  },
};
