/** How people and offices are called on the sheets. */
export const people = {
  office: (office: string, name: string) => `${office}（${name}）`,
  notListed: (name: string) => `${name}（名单外）`,
  noAdvisors: "还没有顾问名单：请在“维系参数”的顾问表里填写服务顾问，再运行一次。",
  advisor: "顾问",
  advisorsTotal: "顾问合计",
  total: "合计",
  store: "全店",
};
