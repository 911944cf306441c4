/** Traditional and Japanese characters of the trade, each followed by its simplified form. */
const foldedCharacters =
  "戶户號号碼码車车編编電电話话機机廠厂進进離离場场時时間间結结帳账總总計计額额應应實实費费價价單单據据維维養养護护換换購购買买賣卖銷销註注冊册錄录録录檢检検检驗验險险質质類类別别態态狀状顧顾問问務务員员專专屬属備备聯联絡络係系繫系資资檔档稱称種种駛驶數数領领報报廢废轉转無无後后優优業业項项來来門门經经濟济銀银營营収收両辆輛辆様样區区請请納纳売卖點点殘残會会證证識识體体範范顏颜開开關关預预約约達达運运適适選选與与級级終终義义歷历庫库動动鈑钣噴喷續续儲储辦办濾滤滿满讓让過过輪轮剎刹製制誤误傷伤鋪铺標标週周歲岁諮咨詢询綁绑強强損损壞坏測测試试準准補补贈赠禮礼訂订調调異异響响凍冻緊紧鬆松臺台樣样熱热賠赔償偿協协議议給给產产聽听讀读寫写華华東东長长馬马黃黄吳吴陳陈張张劉刘趙赵孫孙葉叶鄭郑許许蕭萧謝谢";

const simplified: ReadonlyMap<string, string> = new Map(
  [...foldedCharacters].flatMap((from, at, all): [string, string][] =>
    at % 2 === 0 ? [[from, all[at + 1]]] : []
  )
);

/** Gives traditional and Japanese characters in their simplified form, so that words compare. */
export function foldCharacters(text: string): string {
  if (!/[^\u0000-\u007f]/u.test(text)) return text;
  let folded = "";
  for (const character of text) folded += simplified.get(character) ?? character;
  return folded;
}
