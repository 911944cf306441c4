/**
 * Parts of the protocol that the client uses only for newer requirement sets or rarely, sent by hand.
 * Message shapes: office-js-protocol notes §2.
 */
import { TinyWorkbook } from "../tinyWorkbook";
import { Interpreter } from "./interpreter";
import { ActionType, PathType, type ActionInfo, type ObjectPathInfo } from "./wire";

const workbook = new TinyWorkbook();
workbook.Worksheets.Add("Orders");
workbook.Worksheets.Add("Customers");
workbook.Worksheets.Add("Advisors");

const paths: Record<string, ObjectPathInfo> = {
  1: { Id: 1, ObjectPathType: PathType.GlobalObject, Name: "" },
  2: { Id: 2, ObjectPathType: PathType.Property, Name: "Worksheets", ParentObjectPathId: 1 },
  3: {
    Id: 3,
    ObjectPathType: PathType.Indexer,
    Name: "",
    ParentObjectPathId: 2,
    ArgumentInfo: { Arguments: ["Orders"] },
  },
  4: {
    Id: 4,
    ObjectPathType: PathType.Method,
    Name: "GetRange",
    ParentObjectPathId: 3,
    ArgumentInfo: { Arguments: ["A1:B1"] },
  },
};

function send(...actions: Partial<ActionInfo>[]) {
  const errors: Error[] = [];
  const interpreter = new Interpreter({
    root: workbook,
    onHostError: (error) => errors.push(error),
  });
  const response = interpreter.run({
    Actions: actions.map((action, i) => ({
      Id: i,
      ActionType: ActionType.Query,
      Name: "",
      ObjectPathId: 1,
      ...action,
    })),
    ObjectPaths: paths,
  });
  const values = response.Results.map(({ Value }) => Value);
  return { values, error: response.Error, errors };
}

test("a query pages through the items of a collection", () => {
  const page = { ObjectPathId: 2, QueryInfo: { Select: ["items/name"], Skip: 1, Top: 1 } };
  expect(send(page).values).toEqual([{ _Items: [{ Id: "{2}", Name: "Customers" }] }]);
});

test("a query expands an object below", () => {
  const expanded = { ObjectPathId: 4, QueryInfo: { Select: ["values"], Expand: ["worksheet"] } };
  expect(send(expanded).values).toEqual([
    { Values: [["", ""]], Worksheet: { Id: "{1}", Name: "Orders" } },
  ]);
});

test("a query for JSON answers in camel case, and leaves the values themselves alone", () => {
  const json = { ActionType: ActionType.QueryAsJson, ObjectPathId: 2, QueryInfo: {} };
  expect(send({ ...json }).values[0]).toEqual({
    items: [
      { id: "{1}", name: "Orders" },
      { id: "{2}", name: "Customers" },
      { id: "{3}", name: "Advisors" },
    ],
  });
});

test("an update sets several properties, also of an object below", () => {
  const update = {
    ActionType: ActionType.Update,
    ObjectPathId: 4,
    ObjectState: { values: [[1, 2]], worksheet: { name: "Repair orders" } },
  };
  const read = { ObjectPathId: 4, QueryInfo: { Select: ["values", "worksheet/name"] } };
  expect(send(update, read).values[1]).toMatchObject({
    Values: [[1, 2]],
    Worksheet: { Name: "Repair orders" },
  });
  workbook.Worksheets.sheets[0]!.Name = "Orders";
});

test("a read-only property cannot be set", () => {
  const set = {
    ActionType: ActionType.SetProperty,
    Name: "Name",
    ArgumentInfo: { Arguments: ["Book2.xlsx"] },
  };
  const { error } = send(set);
  expect(error).toMatchObject({ Code: "InvalidArgument", Location: "Workbook.name" });
});

test.each([
  ["a property that is not there", { QueryInfo: { Select: ["nonsense"] } }],
  ["a member of the model that is not on the wire", { QueryInfo: { Select: ["$events"] } }],
  ["a method read as a property", { ObjectPathId: 2, QueryInfo: { Select: ["getCount"] } }],
  ["a property called as a method", { ActionType: ActionType.Method, Name: "Name" }],
  [
    "an event that the object does not have",
    { ActionType: ActionType.Method, Name: "_RegisterTestEvent" },
  ],
  ["an action that the stand-in does not know", { ActionType: 6 }],
])("%s is ApiNotFound and is reported", (_, action) => {
  const { error, errors } = send(action);
  expect(error).toMatchObject({ Code: "ApiNotFound", HttpStatusCode: 404, ActionIndex: 0 });
  expect(errors).toHaveLength(1);
});

test("a path to what the batch does not describe is InvalidObjectPath", () => {
  const { error, errors } = send({ ObjectPathId: 99 });
  expect(error?.Code).toBe("InvalidObjectPath");
  expect(errors).toEqual([]);
});
