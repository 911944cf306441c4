/** Custom functions: why an argument cannot be used. `argument` is the name that the function list shows. */
export const functions = {
  arguments: {
    lastVisit: "末次进厂",
    asOf: "统计日期",
    ruleSet: "规则",
    deliveries: "交车日期",
  },
  unreadableDate: (argument: string) =>
    `“${argument}”不是可以识别的日期。请填写日期，例如 2024-3-5。`,
  unknownRuleSet: (argument: string, allowed: string) =>
    `“${argument}”不在可选范围内。请填写：${allowed}。`,
  afterAsOf: (argument: string, asOf: string) => `“${argument}”晚于“${asOf}”，当天还没有这次进厂。`,
  differentShape: (argument: string, other: string) =>
    `“${argument}”与“${other}”的行数或列数不同。请选择同样大小的区域。`,
  oneValue: (argument: string) => `“${argument}”只能是一个值。请选择一个单元格。`,
};
