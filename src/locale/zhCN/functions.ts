/** Custom functions: why an argument cannot be used. */
export const functions = {
  /** What messages call an argument. */
  arguments: {
    lastVisit: "末次进厂",
    asOf: "统计日期",
    ruleSet: "规则",
    language: "语言",
    deliveries: "交车日期",
    delivery: "交车日期",
    warrantyEnd: "保修到期日",
    lastMaintenance: "末次保养",
    days: "日期",
    odometers: "里程",
    orderVehicles: "每行对应的车辆",
    vehicles: "要查的车辆",
    kmPerDay: "日均里程",
    intervalDays: "保养间隔天数",
    intervalKm: "保养间隔里程",
    status: "状态",
    maintenanceVisits: "保养次数",
    maintenanceAmount: "保养产值",
    repairVisits: "维修次数",
    repairAmount: "维修产值",
    insurance: "投保地点",
    purchaseIntent: "购车意向",
    visits: "进厂次数",
    money: "消费金额",
    before: "变化前状态",
    after: "变化后状态",
    rewards: "奖励金额",
    newLost: "新增流失台数",
    openingBase: "月初基盘",
    deductions: "扣减金额",
    firstTierCars: "第一档台数",
    allowanceShare: "警示线比例",
    spendingPerVisit: "单次消费",
    visitsPerYear: "年进厂次数",
    years: "年数",
    cars: "车辆数",
    referrals: "推荐人数",
    baseCustomers: "基盘客户数",
    lossRate: "流失率",
    revenuePerCar: "单台产值",
    script: "话术",
    name: "姓名",
    salutation: "称呼",
    model: "车型",
    plate: "车牌",
    dueKm: "应保养里程",
    dueDate: "应保养日期",
    advisor: "顾问",
    phone: "电话",
    firstVisit: "首次进厂",
    horizon: "天数",
    successes: "成功数",
    trials: "总数",
  },
  errorCell:
    "引用的单元格里是错误值（#REF!、#NAME? 或 #VALUE!），或股票、地理等数据类型。请先改正那个单元格。",
  dataType: "引用的单元格里是股票、地理等数据类型，不是普通的值。请改填日期、数字或文字。",
  unreadableDate: (argument: string) =>
    `“${argument}”不是可以识别的日期。请填写日期，例如 2024-3-5。`,
  unreadableNumber: (argument: string) => `“${argument}”不是数字。请填写数字，例如 1200。`,
  below: (argument: string, least: string) => `“${argument}”不能小于 ${least}。请核对后重填。`,
  above: (argument: string, most: string) => `“${argument}”不能大于 ${most}。请核对后重填。`,
  notWhole: (argument: string) => `“${argument}”须是整数。请核对后重填。`,
  unreadableOdometer: (argument: string) =>
    `“${argument}”不是合理的里程。请填写里程表上的公里数，例如 15000。`,
  unknownChoice: (argument: string, allowed: string) =>
    `“${argument}”不在可选范围内。请填写：${allowed}。`,
  afterAsOf: (argument: string, asOf: string) => `“${argument}”晚于“${asOf}”，当天还没有这次进厂。`,
  deliveredLater: (argument: string, asOf: string) =>
    `“${argument}”晚于“${asOf}”，当天还没有交车。`,
  differentShape: (argument: string, other: string) =>
    `“${argument}”与“${other}”的行数或列数不同。请选择同样大小的区域。`,
  oneValue: (argument: string) => `“${argument}”只能是一个值。请选择一个单元格。`,
  oneColumn: (argument: string) => `“${argument}”只能是一列，结果会占用右侧的列。请选择一列。`,
  needsOther: (argument: string, other: string) =>
    `填写“${argument}”时也要填写“${other}”。请补上“${other}”。`,
  wrongCount: (argument: string, count: string) =>
    `“${argument}”须是 ${count} 个单元格。请重新选择。`,
  amountsFall: (argument: string) => `“${argument}”须从第一档起逐档不减。请按档次从低到高填写。`,
  mixedRuleSets: (before: string, after: string) =>
    `“${before}”与“${after}”不属于同一套规则。请填写同一套规则下的两个状态。`,
  noTransition: (before: string, after: string) =>
    `从“${before}”到“${after}”没有这种转换：已知客户不会变为待核实。`,
  tooFewReadings: (argument: string) =>
    `“${argument}”不足两次，或首末两次相隔太近，算不出日均里程。`,
  afterOther: (argument: string, other: string) =>
    `“${argument}”晚于“${other}”，请核对后重新填写。`,
  moreThanOther: (argument: string, other: string) =>
    `“${argument}”大于“${other}”，请核对后重新填写。`,
  noTrials: (argument: string) => `“${argument}”为 0，无从计算比率。`,
  noVisit: (argument: string) => `到统计日期为止，“${argument}”里没有这台车的进厂。`,
  vehicleNotFound: (argument: string, other: string) => `“${other}”里没有“${argument}”中的这台车。`,
  /** A script of which nothing is left, because all of it needs what is not known. */
  nothingToSay: (script: string, missing: string) =>
    `“${script}”需要的内容没有填写：${missing}。请补上后再用。`,
  unknownPlaceholder: (script: string, allowed: string) =>
    `“${script}”里有不认识的占位符。请使用：${allowed}。`,
  /** A list in a message. */
  listed: (items: readonly string[]) => items.join("、"),
  /** Words between the braces of a script. */
  placeholders: {
    name: "姓名",
    salutation: "称呼",
    model: "车型",
    plate: "车牌",
    dueKm: "应保养里程",
    dueDate: "应保养日期",
    advisor: "顾问",
    phone: "电话",
  },
  /** What the help page of MESSAGE shows; the values are invented. */
  exampleScript: {
    text: "{姓名}您好，您的{车型}该保养了，请在{应保养日期}前来店。{顾问}恭候您。",
    name: "王先生",
    model: "小轿车",
    advisor: "李顾问",
    filled: "王先生您好，您的小轿车该保养了。李顾问恭候您。",
  },
  answers: { yes: "是", no: "否" },
  /** A day within a text. */
  day: (year: number, month: number, day: number) => `${year}年${month}月${day}日`,
};
