/**
 * The Chinese texts of the custom functions' metadata, by function id and parameter name. Names stay
 * the same in all languages, so that formulas and screenshots can be shared.
 */
export const metadataZhCN: Readonly<Record<string, FunctionTexts>> = {
  STATUS: {
    description:
      "返回客户在某一天的维系状态。选一个单元格返回一个状态，选一个区域返回同样大小的区域。",
    parameters: {
      lastVisit: "末次进厂日期；从未进厂的客户填交车日期。",
      asOf: "统计日期：按哪一天计算状态。",
      ruleSet: "规则：retention（省略时使用）、loyalty 或 sixMonth。",
      language: "结果的语言：zh-CN 或 en-US；省略时用插件的语言。",
    },
    result: "维系状态，例如“稳定”；没有日期时为空。",
  },
  STATUSES: {
    description: "根据末次进厂日期和交车日期，一次返回整列客户的维系状态。",
    parameters: {
      lastVisit: "末次进厂日期，每位客户一个单元格。",
      asOf: "统计日期：按哪一天计算状态。",
      ruleSet: "规则：retention（省略时使用）、loyalty 或 sixMonth。",
      deliveries: "交车日期，没有末次进厂时使用；大小与 lastVisit 相同。",
    },
    result: "维系状态，大小与 lastVisit 相同；没有日期的位置为空。",
  },
  LOSTBAND: {
    description: "返回流失客户所在的流失区间，从 12 个月未进厂的界线算起。",
    parameters: {
      lastVisit: "末次进厂日期；从未进厂的客户填交车日期。",
      asOf: "统计日期：按哪一天计算。",
    },
    result: "流失区间，例如“6个月内流失”；未流失或没有日期时为空。",
  },
  MONTHSAWAY: {
    description: "返回距末次进厂的整月数（未进厂月数）。",
    parameters: {
      lastVisit: "末次进厂日期；从未进厂的客户填交车日期。",
      asOf: "统计日期：计算到哪一天。",
    },
    result: "整月数；没有日期时为空。",
  },
  LOYALTY: {
    description: "按距末次进厂的时间（3、6、12 个月）返回客户的忠诚度。",
    parameters: {
      lastVisit: "末次进厂日期；从未进厂的客户填交车日期。",
      asOf: "统计日期：按哪一天计算忠诚度。",
    },
    result: "“忠诚”“摇摆”“短期流失”或“长期流失”；没有日期时为空。",
  },
  LIFECYCLE: {
    description: "按交车后的时间返回车辆所处的用车阶段。",
    parameters: {
      delivery: "交车日期。",
      asOf: "统计日期：按哪一天计算阶段。",
      warrantyEnd: "保修到期日；省略或为空时按交车后 3 年。",
      language: "结果的语言：zh-CN 或 en-US；省略时用插件的语言。",
    },
    result: "用车阶段，例如“蜜月期”；没有日期时为空。",
  },
  LOSSTYPE: {
    description:
      "返回有效客户的流失类型：12 个月没有进厂为完全流失，有进厂但不再做保养为部分流失。",
    parameters: {
      lastVisit: "末次进厂日期。",
      lastMaintenance: "末次保养日期；没有做过保养时留空。",
      asOf: "统计日期：按哪一天计算。",
      deliveries: "交车日期；有交车日期而没有进厂的客户为从未进厂。",
    },
    result: "“完全流失”“部分流失”“未流失”或“从未进厂”；没有日期时为空。",
  },
  ACTIVITY: {
    description:
      "按 12 个月内的进厂次数返回车辆的活跃等级：未进店、1 次、2 次、3 次及以上。同一天的多张工单算一次进厂。",
    parameters: {
      days: "进厂日期：一台车的全部日期，或所有车的日期（此时要填 orderVehicles）。",
      asOf: "统计日期：之后的进厂不算。",
      orderVehicles: "每个进厂日期对应的车架号或车牌号；大小与 days 相同。",
      vehicles: "要查的车辆；省略时按 orderVehicles 逐行返回。",
    },
    result: "活跃等级：一台车返回一个，多台车返回与 vehicles 同样大小的区域。",
  },
  NEXTSERVICE: {
    description: "返回下次保养日期：末次进厂加上间隔天数与跑完间隔里程所需天数中较短的一个。",
    parameters: {
      lastVisit: "末次保养日期；没有时填末次进厂，再没有时填交车日期。",
      kmPerDay: "日均里程，可用 KMPERDAY 计算。",
      intervalDays: "两次保养之间的天数；省略或为空时为 180。",
      intervalKm: "两次保养之间的公里数；省略或为空时为 10000。",
    },
    result: "日期序列号，请把单元格设为日期格式；缺少末次进厂或日均里程时为空。",
  },
  KMPERDAY: {
    description: "根据里程表读数返回车辆的日均里程。里程倒退的读数不参与计算。",
    parameters: {
      days: "读数日期：一台车的全部日期，或所有车的日期（此时要填 orderVehicles）。",
      odometers: "里程表读数（公里）；大小与 days 相同。",
      orderVehicles: "每个读数对应的车架号或车牌号；大小与 days 相同。",
      vehicles: "要查的车辆；省略时按 orderVehicles 逐行返回。",
    },
    result: "日均公里数：一台车返回一个，多台车返回与 vehicles 同样大小的区域。",
  },
  PSV: {
    description: "按公布的参数返回剩余价值可得（PSV）：这台车今后还能为本店带来的产值。",
    parameters: psvParameters("交车日期。"),
    result: "PSV（元）；缺少交车日期或状态时为空。",
  },
  PSVPARTS: {
    description: "在相邻四个单元格返回剩余价值可得（PSV）的构成：基础、衍生、再购及合计。",
    parameters: psvParameters("交车日期，一列。"),
    result: "基础、衍生、再购、合计（元）；缺少交车日期或状态时为空。",
  },
  RFM: {
    description:
      "把所选客户按最近进厂、进厂次数、消费金额互相比较，各分五档（5 为最好），并评出 A 到 D 级。",
    parameters: {
      lastVisit: "末次进厂日期，每位客户一个单元格。",
      visits: "近 24 个月的进厂次数；大小与 lastVisit 相同。",
      money: "近 24 个月的实收金额；大小与 lastVisit 相同。",
      asOf: "统计日期：按哪一天比较。",
    },
    result: "级别和三项得分，例如“A 5-5-4”；缺少内容的位置为空，24 个月内没有进厂的为“未评级”。",
  },
  TRANSITION: {
    description: "返回客户两个状态之间的转换名称，例如“新增流失”“流失回厂”。",
    parameters: {
      before: "变化前的状态，可填代码或名称。",
      after: "变化后的状态，须与变化前属于同一套规则。",
    },
    result: "转换名称；缺少状态时为空。",
  },
  REWARD: {
    description: "按回厂前的流失区间返回一台车的绩效奖励。未填金额时为 0。",
    parameters: {
      status: "回厂前的维系状态，可填代码或名称。",
      rewards: "五个每台金额，依次为 3 个月内流失到 2 年外流失；后一个不小于前一个。",
    },
    result: "奖励金额（元），未流失的客户为 0；缺少状态时为空。",
  },
  PENALTY: {
    description:
      "按新增流失台数返回当月绩效扣减：警示线为月初基盘的一定比例，超出部分分档。未填金额时为 0。",
    parameters: {
      newLost: "当月计入该顾问的新增流失台数。",
      openingBase: "月初基盘客户数。",
      deductions: "三个每台金额，依次为警示线以内、超出的第一档、再超出；后一个不小于前一个。",
      firstTierCars: "超出警示线后第一档的台数；省略或为空时为 3。",
      allowanceShare: "当月允许流失的基盘比例，至少一台；省略或为空时为 1%。",
    },
    result: "扣减金额（元）；缺少数字时为空。",
  },
  LOYALVALUE: {
    description: "返回一位忠诚客户的价值：单次消费 × 年进厂次数 × 年数 × 车辆数 × 推荐人数。",
    parameters: {
      spendingPerVisit: "单次消费（元）；省略时为 300。",
      visitsPerYear: "每年进厂次数；省略时为 6。",
      years: "年数；省略时为 3。",
      cars: "车辆数；省略时为 2。",
      referrals: "推荐人数；省略时为 5。",
    },
    result: "价值（元）；有空白单元格的位置为空。",
  },
  LOSSVALUE: {
    description: "返回客户流失一年带来的损失：基盘客户数 × 流失率 × 单台产值。",
    parameters: {
      baseCustomers: "基盘客户数；省略时为 5000。",
      lossRate: "流失率，例如 10%；省略时为 10%。",
      revenuePerCar: "单台产值（元）；省略时为 500。",
    },
    result: "损失（元）；有空白单元格的位置为空。",
  },
  MESSAGE: {
    description: "把客户资料填入话术。缺少内容的分句整句略去，不会留下占位符。",
    parameters: {
      script: "话术，可用 {姓名}、{车型} 等占位符。",
      name: "填入 {姓名}。",
      salutation: "填入 {称呼}。",
      model: "填入 {车型}。",
      plate: "填入 {车牌}。",
      dueKm: "填入 {应保养里程}，单位公里。",
      dueDate: "填入 {应保养日期}。",
      advisor: "填入 {顾问}。",
      phone: "填入 {电话}。",
    },
    result: "填好的话术；话术为空时为空。",
  },
  RETURNCHANCE: {
    description: "按所选全部客户的来店节奏，返回每位客户在若干天内回厂的概率。",
    parameters: {
      firstVisit: "首次进厂日期，每位客户一个单元格。",
      lastVisit: "末次进厂日期；大小与 firstVisit 相同。",
      visits: "从首次到末次的进厂次数，首末都算；大小与 firstVisit 相同。",
      asOf: "统计日期：从哪一天起算。",
      horizon: "多少天之内；省略时为 90。",
    },
    result: "概率，例如 0.41；缺少内容的位置为空。所选客户越多，估计越准。",
  },
  INTERVAL: {
    description: "返回比率及其 95% 区间（Wilson）：真实比率二十次中有十九次落在区间内。",
    parameters: {
      successes: "成功的数量，例如到店数；一个单元格或一列。",
      trials: "总数；大小与 successes 相同。",
    },
    result: "比率、下限、上限，占三个单元格；缺少内容的位置为空。",
  },
};

/** What the user reads about one function. */
export interface FunctionTexts {
  readonly description: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** Shown on the help page; Excel itself shows no description of results. */
  readonly result: string;
}

/** PSV and PSVPARTS take the same. */
function psvParameters(delivery: string): Readonly<Record<string, string>> {
  return {
    delivery,
    asOf: "统计日期：按哪一天计算。",
    status: "维系状态，可填代码或名称，例如“稳定”。",
    kmPerDay: "日均里程，可用 KMPERDAY 计算；省略或为空时按平均水平。",
    maintenanceVisits: "近 3 年保养次数；省略或为空时按平均水平。",
    maintenanceAmount: "这些保养的产值合计。",
    repairVisits: "近 3 年维修次数；省略或为空时按平均水平。",
    repairAmount: "这些维修的产值合计。",
    insurance: "投保地点：本店、他店或未知。",
    purchaseIntent: "客户说过要购车时填 TRUE。",
  };
}
