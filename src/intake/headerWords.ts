/**
 * The words of which headers are made. A header is a qualifier and a noun (进站 + 时间, RO + Open +
 * Date, Rechnungs + datum); no list of whole headers is ever complete, but the words are few. They are
 * compared after {@link normaliseHeader}'s folding: simplified characters, lower-case Latin.
 *
 * A part stands for all words that say the same; the rules in `headerGrammar.ts` say which parts
 * together are which field.
 */
export const headerWords = {
  arrival:
    "进站 进厂 进场 来厂 到店 到厂 进店 入厂 入店 入场 入库 来店 来场 送修 接车 接待 接单 受理 报修 回厂 到站 到场 预检 进修 in arrival arrived visit checkin dropoff annahme eingang",
  open: "开单 登记 创建 建单 下单 派工 制单 录单 建立 生成 立单 open opened opening create created creation erstellt angelegt",
  order:
    "工单 维修单 维修工单 委托书 委托单 派工单 施工单 任务单 任务委托书 任务委托 修理单 作业单 服务单 接车单 维修合同 作业传票 传票 订单 ro repairorder order jobcard job workorder wo auftrag auftrags werkstattauftrag werkstattauftrags sr servicerequest request",
  document:
    "结算单 结算清单 单据 结账单 结帐单 账单 发票 清单 invoice bill rechnung rechnungs beleg",
  settle:
    "结算 结账 结帐 收银 结案 关单 关闭 请求 settlement settle settled billing bill invoice invoiced close closed closing balance rechnung rechnungs abschluss posting",
  paidUp: "结清 收款 收费 付款 缴款 payment paid bezahlt",
  out: "出厂 离厂 出站 离店 交车 竣工 完工 提车 完成 出库 out gatepass finish finished complete completed completion delivery delivered fertigstellung ausgang",
  date: "日期 时间 日 时刻 日时 日付 年月日 date time datetime day datum tag zeit timestamp dt",
  number: "号 号码 编号 番号 编码 单号 序号 代码 id no nr num number nummer key code numbers",
  vin: "vin 车架 底盘 车身 车台 大架 车辆识别 车辆识别代号 车辆识别代码 车辆识别码 识别代号 识别代码 识别码 vincode vinno chassis fin frame fahrgestell fahrgestellnummer vehicleidentification vehicleidentificationnumber sasi fgst fgstnr",
  plate:
    "车牌 牌照 号牌 车号 牌号 车牌照 登录番号 plate license licence kennzeichen regn regno registernumber licenseplate",
  vehicle: "车辆 汽车 车 车子 机动车 vehicle veh car fahrzeug fzg kfz",
  customer:
    "客户 车主 会员 顾客 用户 档案 客户档案 使用者 customer owner client member kunde kunden cust halter",
  contact:
    "联系人 送修人 经办人 委托人 报修人 联络人 来店者 contact contactperson ansprechpartner bringer",
  name: "姓名 名称 名字 名 全名 name fullname full",
  first: "first given vorname",
  last: "上次 末次 最后 最后一次 最近 最近一次 前次 上一次 上回 last latest previous prior letzte letzter letztes",
  surname: "nachname surname family familyname",
  phone:
    "手机 手机号 手机号码 行动电话 电话 移动电话 联系电话 联系方式 联络电话 电话号码 phone mobile cell telephone tel telefon handy mobil mobiltelefon cellphone mobilephone phones",
  landline: "座机 固话 固定电话 家庭电话 办公电话 宅电 home office landline work festnetz",
  advisor:
    "服务顾问 接待顾问 专属顾问 售后顾问 维修顾问 保养顾问 业务接待 前台接待 服务专员 售后专员 服专 接待员 接车员 接待人员 接车人 接待人 接单人 接单员 顾问 担当 担当者 受理人 受付 sa advisor adviser berater serviceberater kundenberater annehmer receptionist writer servicewriter consultant assignedto assigned",
  exclusive: "指定 专属 归属 负责 所属",
  km: "里程 里程数 公里 公里数 里数 表数 走行距离 行驶距离 行驶里程 行驶公里 码表 km kms mileage odometer kilometer kilometre kilometers kilometres kilometerstand kmstand laufleistung tacho",
  drive: "行驶 当前 表显 仪表 reading current stand ist",
  amount: "金额 费用 费 额 款 账款 amount amt betrag fee charge charges value",
  total: "总 合计 总计 总额 总价 共计 总金额 总费用 小计 total gesamt grand sum summe gesamtbetrag",
  receivable: "应收 应付 应结 产值 营业额 due receivable billed payable revenue",
  discounted: "折后 优惠后 已折扣 打折后 折扣后 减免后 discounted afterdiscount netafterdiscount",
  listed: "折前 未折扣 优惠前 原价 标准 定价 折扣前 打折前 beforediscount listprice",
  withTax: "含税 价税 税后 价税合计 incl inclusive brutto gross withtax wtd tax vat",
  withoutTax: "未税 不含税 去税 无税 netto net excl exclusive",
  received:
    "实收 已收 实付 已付 支付 实际支付 到账 实缴 收讫 pay paid received collected payment bezahlt gezahlt",
  labour: "工时 工费 人工 工料 工时费 劳务 labour labor lohn arbeitslohn arbeits",
  parts: "材料 配件 备件 零件 物料 料费 部品 用料 零部件 part parts material teile ersatzteile",
  cost: "成本 进价 cost costs selbstkosten",
  type: "类型 类别 种类 分类 性质 类 区分 type category class art kind",
  status: "状态 status state stand zustand",
  items:
    "项目 内容 作业内容 作业项目 故障 描述 故障描述 故障信息 故障现象 维修内容 维修项目 item items description desc operation operations op positionen leistung leistungen arbeiten tätigkeit",
  maintenance: "保养 定保 维护 养护 定期保养 点检 maintenance inspektion wartung",
  repair: "维修 修理 作业 服务 售后 检修 repair service work werkstatt job",
  business: "业务 business",
  next: "下次 预计 建议 下一次 应 下回 预定 next due nächste nächster naechste naechster",
  initial: "首次 第一次 初次 初回 erste erstes",
  sale: "销售 购车 购买 买车 售出 售车 新车 成交 购入 纳车 交付 购 sale sold sales purchase purchased bought auslieferung übergabe verkauf verkaufs kauf",
  here: "本店 本公司 我店 我司 本司 自店 店内 此店",
  registration:
    "上牌 注册 初登 初度 登录 挂牌 注册登记 上牌登记 初次登记 初度登录 registration register registered erstzulassung zulassung",
  warranty: "质保 保修 三包 保固 warranty guarantee garantie gewährleistung",
  insurance: "保险 交强险 商业险 保单 车险 强制险 insurance policy versicherung",
  inspection: "年检 年审 验车 车检 检验 tüv hu hauptuntersuchung mot roadworthiness",
  end: "到期 截止 终止 结束 有效期 届满 有效期至 满期 end ending expiry expire expires expiration until ende ablauf bis fällig due",
  birth: "出生 生日 诞生 birth birthday birthdate geburt geburts geburtstag dob",
  sex: "性别 sex gender geschlecht anrede",
  address: "地址 住址 住所 通讯地址 address addr adresse anschrift straße",
  model: "车型 型号 车款 车种 车型名称 model modell",
  series: "车系 车型组 series",
  invalid: "失效 无效 转手 报废 invalid",
  reason: "原因 reason grund",
  void: "作废 删除 废单 取消 有效 void voided deleted cancelled canceled valid storniert storno",
  flag: "是否 标志 标识 标记 flag is",
  advised: "建议 推荐 增项 recommended advised empfohlen",
  neutral: "本次 本 当次 实际 the of to for by",
} as const satisfies Readonly<Record<string, string>>;

/** What a word of a header stands for. */
export type HeaderPart = keyof typeof headerWords;

/**
 * Units that stand in a header's brackets, or behind its last word, with the factor by which the cells
 * are multiplied to give yuan or kilometres.
 */
export const moneyUnits: Readonly<Record<string, number>> = {
  元: 1,
  人民币: 1,
  人民币元: 1,
  rmb: 1,
  cny: 1,
  yuan: 1,
  分: 0.01,
  人民币分: 0.01,
  fen: 0.01,
  cent: 0.01,
  cents: 0.01,
  角: 0.1,
  百元: 100,
  千元: 1000,
  万元: 10_000,
  万: 10_000,
};
/** As {@link moneyUnits}, for kilometres. */
export const distanceUnits: Readonly<Record<string, number>> = {
  公里: 1,
  千米: 1,
  km: 1,
  万公里: 10_000,
  万km: 10_000,
  万千米: 10_000,
  万: 10_000,
  千公里: 1000,
  千km: 1000,
  百公里: 100,
  英里: 1.609344,
  miles: 1.609344,
  mile: 1.609344,
  mi: 1.609344,
};

/** Further words of a row of units below the header, by which nothing is multiplied. */
export const otherUnits: readonly string[] =
  "次 台 台次 辆 小时 工时 天 个 件 月 年 岁 % h hours days pcs 年月日 yyyy-mm-dd yyyy/mm/dd".split(
    " "
  );
