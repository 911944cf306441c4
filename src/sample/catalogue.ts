/**
 * What the invented dealership sells, employs and writes on its orders. No brand, person, company or
 * place here exists; where the real world has a numbering plan, the codes come from its empty parts.
 */

export const storeName = "江城示例汽车销售服务有限公司";

/** A car model: its share of sales, what it costs to keep relative to the cheapest, and its age in the range. */
export interface Model {
  readonly name: string;
  readonly share: number;
  readonly priceLevel: number;
  readonly electric?: boolean;
}

export const models: readonly Model[] = [
  { name: "星野 1.5L 手动舒适版", share: 22, priceLevel: 0.8 },
  { name: "星野 1.5L 自动豪华版", share: 19, priceLevel: 0.9 },
  { name: "逐云 1.4T 自动舒适版", share: 18, priceLevel: 1 },
  { name: "逐云 2.0T 自动豪华版", share: 12, priceLevel: 1.25 },
  { name: "远山 2.0T 两驱精英版", share: 13, priceLevel: 1.3 },
  { name: "远山 2.5T 四驱尊贵版", share: 6, priceLevel: 1.7 },
  { name: "拾光 纯电 500km 智享版", share: 7, priceLevel: 0.7, electric: true },
  { name: "拾光 插混 1.5T 领航版", share: 3, priceLevel: 1, electric: true },
];

/** The models' shares as weights. */
export const modelShares = models.map(({ share }) => share);

/** A service advisor: the share of the store's customers that belongs to them. */
export const advisors: readonly { readonly name: string; readonly share: number }[] = [
  { name: "罗晓岚", share: 25 },
  { name: "陈志远", share: 21 },
  { name: "黄佳宁", share: 18 },
  { name: "吴海涛", share: 15 },
  { name: "刘思敏", share: 12 },
  { name: "邓子豪", share: 6 },
];

/** The advisors' shares as weights. */
export const advisorShares = advisors.map(({ share }) => share);

export const salesConsultants = ["何文静", "郭建明", "谢宇航", "宋佳怡", "唐振华"] as const;

export const surnames = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许邓冯韩曹曾彭"];
export const givenNames = [
  ..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超霞平刚建文华志远晓佳宇思雨欣辰浩梓涵博轩诗琪",
];
export const companyWords = [
  "恒远",
  "瑞丰",
  "锦程",
  "同泰",
  "远拓",
  "新禾",
  "嘉禾",
  "启明",
] as const;
export const companyKinds = ["商贸", "物流", "建材", "科技", "建筑工程", "食品"] as const;

/**
 * Plates: province and a city letter that the province has not given out, so that no real car bears
 * them. The first belongs to the store's town.
 */
export const localPlatePrefix = "赣T";
export const foreignPlatePrefixes = ["闽T", "浙T", "皖T"] as const;

/** Phone numbers: 11 digits of a range (154) that no operator has. */
export const phonePrefix = "154";

/** VINs: a manufacturer code that begins with 0, which belongs to no country (ISO 3780). */
export const manufacturerCode = "0RT";

export const localStreets = [
  "江城市临江区滨河路",
  "江城市临江区学府街",
  "江城市东山区建设大道",
  "江城市东山区新安路",
  "江城市开发区创业大道",
  "江城市北湖区湖滨路",
  "江城市北湖区文昌街",
  "江城市清溪县人民路",
] as const;
export const foreignStreets = [
  "云陵市南岭区和平路",
  "澜州市港口区海港路",
  "金岚市西郊区工业路",
] as const;

export const insurers = [
  { name: "平顺财险", share: 38 },
  { name: "众和财险", share: 30 },
  { name: "华川保险", share: 18 },
  { name: "阳泰财险", share: 14 },
] as const;

/** Kinds of repair orders as the exports name them. */
export type OrderKind =
  "firstService" | "service" | "repair" | "body" | "warranty" | "pdi" | "internal" | "partsOnly";

/** How a kind of order looks: its name, what was done, and its usual amounts at price level 1. */
export interface OrderKindLook {
  readonly type: string;
  readonly items: readonly string[];
  /** Yuan, lowest and highest. */
  readonly labour: readonly [number, number];
  readonly parts: readonly [number, number];
}

export const orderKinds: Readonly<Record<OrderKind, OrderKindLook>> = {
  firstService: {
    type: "首保",
    items: ["首次保养;更换机油、机油滤清器", "首保检查;更换机油"],
    labour: [0, 60],
    parts: [220, 330],
  },
  service: {
    type: "保养",
    items: [
      "常规保养;更换机油、机油滤清器",
      "常规保养;更换机油、机滤、空气滤清器",
      "保养;更换机油机滤、空调滤芯;四轮换位",
      "保养;更换机油机滤;清洗节气门",
      "大保养;更换机油机滤、火花塞、变速箱油",
      "保养;更换机油机滤、制动液",
    ],
    labour: [80, 240],
    parts: [280, 980],
  },
  repair: {
    type: "小修",
    items: [
      "更换前刹车片",
      "更换蓄电池",
      "更换雨刮片",
      "更换轮胎2条",
      "检查底盘异响;更换稳定杆胶套",
      "更换前减震器",
      "空调系统检修",
      "更换火花塞",
    ],
    labour: [60, 420],
    parts: [90, 1900],
  },
  body: {
    type: "钣喷",
    items: [
      "前保险杠喷漆",
      "左前门钣金喷漆",
      "后保险杠更换喷漆",
      "右后翼子板钣金喷漆",
      "事故维修;前大灯、前杠",
    ],
    labour: [450, 2600],
    parts: [0, 3800],
  },
  warranty: {
    type: "索赔",
    items: ["质量担保;更换车窗升降器", "质量担保;更换传感器", "质量担保;软件升级"],
    labour: [60, 300],
    parts: [0, 1200],
  },
  pdi: { type: "PDI", items: ["新车交付前检查"], labour: [80, 80], parts: [0, 0] },
  internal: {
    type: "内部",
    items: ["内部返修", "试乘试驾车保养"],
    labour: [60, 200],
    parts: [0, 300],
  },
  partsOnly: {
    type: "配件外销",
    items: ["机油滤清器10个", "雨刮片2付", "机油4L"],
    labour: [0, 0],
    parts: [60, 900],
  },
};

/** Work that the workshop recommended and the customer put off. */
export const recommendations = [
  "建议更换前刹车片",
  "建议更换轮胎",
  "建议更换蓄电池",
  "建议清洗空调系统",
] as const;

/** How busy each month is (January first) relative to the others: before the Spring Festival and the long drives of autumn. */
export const monthWeights = [1.15, 0.7, 1, 1.05, 1, 0.95, 0.95, 1, 1.1, 0.9, 1.05, 1.15] as const;

/** Words that people type when there is nothing to type. */
export const blankWords = ["null", "—", "无", "/"] as const;
