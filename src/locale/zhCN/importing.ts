/** The sheets that importing makes. */
export const importing = {
  name: "导入记录",
  title: "导入记录：每次导入了哪些文件，新增和改动了多少",
  columns: [
    "时间",
    "操作",
    "文件",
    "内容",
    "文件里的工作表",
    "新增行",
    "改动行",
    "已有行",
    "非记录行",
    "最早日期",
    "最晚日期",
  ],
  taken: "导入",
  takenBack: (at: string) => `撤销 ${at}`,
  sheetNames: { customers: "客户档案", orders: "维修工单" },
};
