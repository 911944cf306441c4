import { parameter, type ParameterGroup, type ParameterValues } from "../parameters";

/** The ages at which a car's needs change (rules §7, S1 汽车客户的生命周期). */
export const lifecycleParameters = {
  honeymoon: parameter(3, "months", "S1 汽车用户生命周期"),
  early: parameter(12, "months", "S1 汽车用户生命周期"),
  /** Warranty where the workbook has no end date. */
  warranty: parameter(36, "months", "S1 汽车用户生命周期"),
  repurchase: parameter(60, "months", "S1 汽车用户生命周期"),
  repurchaseKm: parameter(100_000, "km", "S1 及时跟进客户再购车意图"),
  /** 三年以上的车主: the softer list of possible trade-ins. */
  possibleRepurchase: parameter(36, "months", "S3 关爱提醒中营销"),
} as const satisfies ParameterGroup;
export type LifecycleSettings = ParameterValues<typeof lifecycleParameters>;

/** When care tasks fall due and lapse (rules §7, S1 新车客户回访, 岗位1). */
export const careParameters = {
  day3: parameter(3, "days", "S1 新车客户回访"),
  day7: parameter(7, "days", "S1 新车客户回访"),
  month1: parameter(1, "months", "S1 新车客户回访"),
  beforeFirstMaintenance: parameter(14, "days", "ours"),
  afterService: parameter(3, "days", "S1 岗位1"),
  /** 爱车讲堂 is offered with the 7DC call and stays open to the end of the honeymoon. */
  carClass: parameter(7, "days", "S1 新车客户回访"),
  lapse: parameter(7, "days", "ours"),
  lapseMonth1: parameter(15, "days", "ours"),
  /** 春节前: before the staff go home. */
  beforeSpringFestival: parameter(14, "days", "ours"),
  /** 国庆节前的整车安全检测. */
  beforeNationalDay: parameter(7, "days", "ours"),
} as const satisfies ParameterGroup;
export type CareSettings = ParameterValues<typeof careParameters>;
