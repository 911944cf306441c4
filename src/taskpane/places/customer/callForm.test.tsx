import { act, screen } from "@testing-library/react";
import { openPane, settle } from "../../../../test/support/openPane";
import { paneRetain, asOf, customer } from "../../../../test/support/paneRetain";
import { textsOf } from "../../../locale";

const said = textsOf("zh-CN").pane.customer;

test("a call is written into the row that is selected, though another of the customer's is open", async () => {
  const retain = paneRetain();
  const contacts = ["001", "048"].map((number) => ({
    ...customer.contacts[0]!,
    record: { ...customer.contacts[0]!.record, number, day: asOf, result: null },
  }));
  const view = { ...customer, contacts, openRecord: "048" };
  await openPane({ ...retain, customerView: () => view }, { place: "customer" });
  act(() => retain.select({ key: customer.key, record: "001", sheetName: "%1", row: 5 }));
  await settle();
  expect(screen.getByText(said.call.fills("001"))).toBeTruthy();
  act(() => retain.select({ key: customer.key, sheetName: "%2", row: 5 }));
  await settle();
  expect(screen.getByText(said.call.fills("048"))).toBeTruthy();
});
