/** Outcomes and errors: what happened, why, what to do. `about` holds names only, never customer data. */
export const outcomes = {
  /** Between the names of a list. */
  listSeparator: "、",
  sentenceEnd: "。",
  titles: {
    done: "已更新",
    preview: "已读取，没有写入",
    stopped: "已停止",
    customersNotFound: "没有找到客户档案",
    ordersNotFound: "没有找到维修工单",
    columnsMissing: "缺少必需的列",
    workbookProtected: "工作簿结构受保护",
    workbookReadOnly: "工作簿是只读的",
    sheetProtected: "工作表受保护",
    sheetFiltered: "表格正在筛选",
    cellBeingEdited: "正在编辑单元格",
    date1904: "工作簿使用 1904 日期系统",
    stateTooNew: "工作簿由更新版本的 RETAIN 写过",
    stateUnreadable: "无法读取工作簿里保存的设置",
    rowsChanged: "数据正在被修改",
    notAnswering: "Excel 没有响应",
    tooLarge: "数据量超过 Excel 一次能传送的大小",
    failed: "没有完成",
  },
  reasons: {
    done: "",
    stopped: "按您的要求停止",
    customersNotFound:
      "没有一张表同时有客户姓名和 VIN、车牌号或客户编号。请打开客户档案，或在设置里指定工作表和列",
    ordersNotFound:
      "没有一张表同时有进厂日期或结算日期和 VIN、车牌号或客户编号。请打开维修工单，或在设置里指定工作表和列",
    columnsMissing: "请在设置里指定这些列：",
    workbookProtected: "无法增加工作表。请在“审阅”里取消保护工作簿，再运行一次",
    workbookReadOnly: "无法写入。请另存一份可以编辑的工作簿，再运行一次",
    sheetProtected: "请先取消保护这些工作表，再运行一次：",
    sheetFiltered: "筛选时写入会写错行。请先清除这些工作表的筛选，再运行一次：",
    cellBeingEdited: "请按 Enter 或 Esc 结束编辑，再运行一次",
    date1904:
      "它的日期与常用的 1900 日期系统相差 1462 天，结果会算错。请在 Excel 选项的“高级”里取消“使用 1904 日期系统”，核对日期后再运行",
    stateTooNew: "请更新 RETAIN。需要的设置版本：",
    stateUnreadable: "它可能被其他程序改动过。请用之前的备份，或把数据复制到新的工作簿",
    rowsChanged:
      "读取之后客户或工单的行有变动（例如排序，或有人同时编辑）。请等修改结束，再运行一次",
    notAnswering: "请看看 Excel 是否有打开的对话框，稍后再运行一次",
    tooLarge: "请减少一张表的列或行，或改用桌面版 Excel",
    failed: "请再运行一次；如果仍然不行，请把错误代码告诉技术支持",
  },
  nothingWritten: "没有写入任何内容",
  partlyWritten: (list: string) => `此前已写入下列内容，其余保持原样；再运行一次即可补全：${list}`,
  columnsWritten: (sheet: string, rows: number) =>
    `${sheet}：${rows.toLocaleString("zh-CN")} 行的分类列`,
  sheetWritten: (sheet: string) => `工作表“${sheet}”`,
  counts: (customers: number, orders: number) =>
    `读取客户 ${customers.toLocaleString("zh-CN")} 条、工单 ${orders.toLocaleString("zh-CN")} 条`,
  notes: {
    recalculated: "工作簿是手动计算，已重新计算一次",
    findingsCut: "数据质量明细太长，只列出最重要的部分",
    veryHiddenSheets: "这些深度隐藏的工作表没有读取：",
  },
  errorCode: (code: string) => `错误代码：${code}`,
};
