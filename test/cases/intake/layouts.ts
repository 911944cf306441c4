import type { AreaSample, Cell } from "../../../src/intake";
import { sampleRows, spreadRows } from "../../../src/intake";

/**
 * Exports as dealers' systems lay them out, in invented data: each column with its header, the field
 * that a reader would take it for (`-` for none) and what stands in it.
 */

/** What stands in a column; see {@link cellOf}. */
type Content =
  | "vin"
  | "plate"
  | "phone"
  | "name"
  | "advisor"
  | "advisorCode"
  | "number"
  | "ro"
  | "settleNumber"
  | "arrival"
  | "arrivalText"
  | "arrivalTime"
  | "arrivalDots"
  | "arrivalCompact"
  | "settled"
  | "settledDots"
  | "delivery"
  | "deliveryDots"
  | "later"
  | "birth"
  | "km"
  | "kmTenThousand"
  | "money"
  | "moneyFen"
  | "labour"
  | "parts"
  | "model"
  | "series"
  | "type"
  | "status"
  | "items"
  | "yes"
  | "one"
  | "blank"
  | "serial"
  | "engine"
  | "sex"
  | "company"
  | "address"
  | "colour"
  | "firstName"
  | "lastName"
  | "code";

type ColumnSpec = readonly [header: string, field: string, content: Content];

export interface SheetSpec {
  readonly name: string;
  readonly kind: "customers" | "orders";
  readonly columns: readonly ColumnSpec[];
}

export interface LayoutSpec {
  readonly name: string;
  readonly sheets: readonly SheetSpec[];
}

const column = (text: string): ColumnSpec[] =>
  text
    .trim()
    .split("\n")
    .map(
      (line) =>
        line
          .trim()
          .split("|")
          .map((it) => it.trim()) as unknown as ColumnSpec
    );

const archive = column(`
  客户编号 | customerNumber | number
  客户姓名 | name | name
  手机号 | phone | phone
  车牌号 | plate | plate
  车架号 | vin | vin
  车型 | model | model
  交车日期 | deliveryDate | delivery`);

const layout = (
  name: string,
  orders: string,
  customers: readonly ColumnSpec[] = archive
): LayoutSpec => ({
  name,
  sheets: [
    { name: "档案", kind: "customers", columns: customers },
    { name: "工单", kind: "orders", columns: column(orders) },
  ],
});

export const layouts: readonly LayoutSpec[] = [
  layout(
    "a group's own system, with stations and stock words",
    `序号 | - | serial
     委托书号 | orderNumber | ro
     进站时间 | arrival | arrivalTime
     结清时间 | settlement | settled
     牌照 | plate | plate
     大架号 | vin | vin
     进站里程 | odometer | km
     业务接待 | advisor | advisor
     维修种类 | orderType | type
     工时应收金额 | labour | labour
     配件应收金额 | parts | parts
     应收总计 | receivable | money
     实收总计 | received | money
     挂账金额 | - | one
     打印时间 | - | settled
     备注 | - | blank`
  ),
  layout(
    "list price beside what was charged",
    `工单号 | orderNumber | ro
     送修时间 | arrival | arrivalText
     结算时间 | settlement | settled
     车牌号码 | plate | plate
     送修里程（公里） | odometer | km
     工时费（折前） | - | money
     工时费（折后） | labour | labour
     总金额(未折扣) | - | money
     总金额(已折扣) | receivable | money
     折扣率 | - | yes
     服务专员 | advisor | advisor
     预约进厂时间 | - | arrivalText
     预计交车时间 | - | settled`
  ),
  layout(
    "a database with its own column names",
    `RO_NO | orderNumber | ro
     RO_CREATE_DATE | arrival | arrivalTime
     BALANCE_TIME | settlement | settled
     LICENSE | plate | plate
     VIN | vin | vin
     IN_MILEAGE | odometer | km
     SERVICE_ADVISOR | advisor | advisor
     REPAIR_TYPE_CODE | orderType | type
     LABOUR_AMOUNT | labour | labour
     REPAIR_PART_AMOUNT | parts | parts
     BALANCE_AMOUNT | receivable | money
     ENGINE_NO | - | engine
     CREATE_BY | - | code`,
    column(`
     OWNER_NO | customerNumber | number
     OWNER_NAME | name | name
     MOBILE | phone | phone
     LICENSE | plate | plate
     VIN | vin | vin
     MODEL_NAME | model | model
     SALES_DATE | deliveryDate | delivery
     COLOR | - | colour`)
  ),
  layout(
    "an English system with requests and names in two columns",
    `Service Request # | orderNumber | ro
     Opened Date | arrival | arrivalText
     Closed Date | settlement | settled
     Vehicle VIN # | vin | vin
     Registration Number | plate | plate
     Odometer | odometer | km
     Service Advisor Name | advisor | advisor
     Total Labor Amount | labour | labour
     Total Parts Amount | parts | parts
     Total Invoice Amount | receivable | money
     Order Status | orderStatus | status
     Promised Time | - | settled`,
    column(`
     Customer Number | customerNumber | number
     First Name | name | firstName
     Last Name | - | lastName
     Mobile Phone # | phone | phone
     VIN # | vin | vin
     Plate # | plate | plate
     Vehicle Model | model | model
     Delivery Date | deliveryDate | delivery`)
  ),
  layout(
    "a German workshop",
    `Auftragsnummer | orderNumber | ro
     Annahmedatum | arrival | arrivalDots
     Rechnungsdatum | settlement | settledDots
     Fahrgestellnummer | vin | vin
     Kennzeichen | plate | plate
     Kilometerstand | odometer | km
     Serviceberater | advisor | advisor
     Auftragsart | orderType | type
     Lohn | labour | labour
     Teile | parts | parts
     Rechnungsbetrag | receivable | money`,
    column(`
     Kundennummer | customerNumber | number
     Name | name | name
     Telefon | phone | phone
     Fahrgestellnummer | vin | vin
     Kennzeichen | plate | plate
     Modell | model | model
     Erstzulassung | registrationDate | deliveryDots
     Farbe | - | colour`)
  ),
  layout(
    "a Japanese maker's joint venture",
    `传票番号 | orderNumber | ro
     入库日 | arrival | arrivalText
     登录番号 | plate | plate
     车台番号 | vin | vin
     走行距离 | odometer | km
     担当者 | advisor | advisor
     作业区分 | orderType | type
     作业内容 | items | items
     请求金额 | receivable | money`,
    column(`
     顾客编号 | customerNumber | number
     顾客名称 | name | name
     联络电话 | phone | phone
     登录番号 | plate | plate
     车台番号 | vin | vin
     车种 | model | model
     纳车日 | deliveryDate | delivery`)
  ),
  layout(
    "the electronic health record of vehicles",
    `维修企业名称 | - | company
     车辆识别代号 | vin | vin
     车牌号码 | plate | plate
     送修日期 | arrival | arrivalCompact
     送修里程 | odometer | km
     结算日期 | settlement | arrivalCompact
     结算清单编号 | orderNumber | settleNumber
     故障描述 | items | items
     维修类别 | orderType | type`
  ),
  layout(
    "traditional characters",
    `工單編號 | orderNumber | ro
     進廠日期 | arrival | arrivalText
     車牌號碼 | plate | plate
     車身號碼 | vin | vin
     進廠里程 | odometer | km
     服務顧問 | advisor | advisor
     應收金額 | receivable | money
     實收金額 | received | money`,
    column(`
     客戶編號 | customerNumber | number
     車主姓名 | name | name
     行動電話 | phone | phone
     車牌號碼 | plate | plate
     車身號碼 | vin | vin
     車型 | model | model
     交車日期 | deliveryDate | delivery`)
  ),
  layout(
    "money in fen and kilometres in ten thousands",
    `orderNo | orderNumber | ro
     inTime | arrival | arrivalTime
     carLicense | plate | plate
     vin | vin | vin
     里程（万公里） | odometer | kmTenThousand
     orderType | orderType | type
     totalAmount(分) | receivable | moneyFen
     payAmount(分) | received | moneyFen
     status | orderStatus | status`
  ),
  layout(
    "a wide archive of owner, contact and vehicle",
    `工单号 | orderNumber | ro
     开单时间 | arrival | arrivalTime
     结算时间 | settlement | settled
     车牌号 | plate | plate
     VIN号 | vin | vin
     进厂里程 | odometer | km
     出厂里程 | - | km
     原结算单号 | - | blank
     送修人姓名 | - | name
     送修人手机号 | - | phone
     车主姓名 | - | name
     结算金额 | receivable | money
     维修类型 | orderType | type
     服务顾问 | advisor | advisor
     责任技师 | - | advisor`,
    column(`
     车主编号 | customerNumber | number
     车主名称 | name | name
     车主电话 | phone | phone
     车主地址 | address | address
     车主性别 | sex | sex
     出生日期 | birthday | birth
     联系人姓名 | - | name
     紧急联系电话 | - | phone
     车牌照号 | plate | plate
     车架号码 | vin | vin
     发动机号码 | - | engine
     车型名称 | model | model
     车系 | - | series
     购车时间 | deliveryDate | delivery
     上牌时间 | registrationDate | delivery
     保修截止时间 | warrantyEnd | later
     交强险到期时间 | insuranceEnd | later
     年检到期时间 | inspectionEnd | later
     末次进站时间 | lastVisit | arrivalText
     末次进站里程 | odometer | km
     归属顾问 | advisor | advisor
     颜色 | - | colour
     建档日期 | - | delivery`)
  ),
];

const families = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗"];
const given = [..."伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平"];
const pick = <Value>(values: readonly Value[], at: number): Value => values[at % values.length];
const digits = (value: number, length: number): string => String(value).padStart(length, "0");
const iso = (serial: number): string =>
  new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10);
const dots = (serial: number): string => iso(serial).split("-").reverse().join(".");

/** The cell of a column on a row. Cars come again on the order sheet; `car` is whose row it is. */
function cellOf(content: Content, row: number, car: number): Cell {
  const day = 44_600 + row * 13;
  const sold = 43_000 + car * 17;
  switch (content) {
    case "vin":
      return `LZZ0RTN${pick([..."ABCDEFGH"], car)}0${digits(car * 37 + 100_000, 8)}`;
    case "plate":
      return `苏${pick([..."ABCDE"], car)}${digits(10_007 + car * 61, 5)}`;
    case "phone":
      return `199${digits(10_000_000 + car * 4177, 8)}`;
    case "name":
      return (
        pick(families, car * 7) + pick(given, car * 3) + (car % 3 === 0 ? "" : pick(given, car))
      );
    case "firstName":
      return pick(["Ann", "Bo", "Carl", "Dora", "Emil"], car);
    case "lastName":
      return pick(["Ahl", "Berg", "Cole", "Dahl", "Eng", "Falk", "Gill"], car);
    case "advisor":
      return pick(["钱建国", "孙小梅", "李文博", "周婷"], row);
    case "advisorCode":
      return pick(["SA01", "SA02", "SA03"], row);
    case "number":
      return `C${digits(car * 3 + 2000, 6)}`;
    case "ro":
      return `RO2024${digits(row * 3 + 11, 5)}`;
    case "settleNumber":
      return `JS${digits(row * 5 + 700_000, 8)}`;
    case "arrival":
      return day;
    case "arrivalText":
      return iso(day);
    case "arrivalTime":
      return `${iso(day)} ${digits(8 + (row % 9), 2)}:25:00`;
    case "arrivalDots":
      return dots(day);
    case "arrivalCompact":
      return iso(day).replaceAll("-", "");
    case "settled":
      return `${iso(day + (row % 3))} 17:40:00`;
    case "settledDots":
      return dots(day + (row % 3));
    case "delivery":
      return sold;
    case "deliveryDots":
      return dots(sold);
    case "later":
      return sold + 1095 + car;
    case "birth":
      return 24_000 + car * 311;
    case "km":
      return 4_321 + car * 977 + row * 331;
    case "kmTenThousand":
      return Math.round((4_321 + car * 977 + row * 331) / 100) / 100;
    case "money":
      return 210.5 + row * 37;
    case "moneyFen":
      return 21_050 + row * 3700;
    case "labour":
      return 80 + row * 11;
    case "parts":
      return 130.5 + row * 26;
    case "model":
      return pick(["途悦 1.5T", "锐行 2.0L", "远界 尊享版"], car);
    case "series":
      return pick(["途悦", "锐行", "远界"], car);
    case "type":
      return pick(["保养", "一般维修", "事故", "索赔"], row);
    case "status":
      return pick(["已结算", "已结算", "维修中"], row);
    case "items":
      return pick(["更换机油机滤", "更换前刹车片", "四轮定位", "更换火花塞"], row);
    case "yes":
      return pick(["0.9", "1"], row);
    case "one":
      return 0;
    case "blank":
      return "";
    case "serial":
      return row + 1;
    case "engine":
      return `EA211${digits(car * 91 + 1000, 6)}`;
    case "sex":
      return pick(["男", "女"], car);
    case "company":
      return "江城示例汽车服务有限公司";
    case "address":
      return `江城市示例路${car + 1}号`;
    case "colour":
      return pick(["白", "黑", "银"], car);
    case "code":
      return pick(["U001", "U002"], row);
  }
}

/** The sheets of a layout as recognition gets them: 60 cars, 150 orders. */
export function areasOfLayout({ sheets }: LayoutSpec): AreaSample[] {
  return sheets.map(({ name, kind, columns }) => {
    const count = kind === "customers" ? 60 : 150;
    const rows = Array.from({ length: count }, (_, row) =>
      columns.map(([, , content]) =>
        cellOf(content, row, kind === "customers" ? row : (row * 7) % 60)
      )
    );
    return areaOf(name, [columns.map(([header]) => header), ...rows]);
  });
}

/** Rows of a sheet as recognition gets them: the top, and some spread over the rest. */
export function areaOf(name: string, rows: readonly (readonly Cell[])[]): AreaSample {
  return {
    sheetId: `{${name}}`,
    sheetName: name,
    firstRow: 0,
    firstColumn: 0,
    rowCount: rows.length,
    values: rows.slice(0, sampleRows),
    spread: spreadRows(rows.length).map((block) => ({
      row: block.row,
      values: rows.slice(block.row, block.row + block.rows),
    })),
  };
}
