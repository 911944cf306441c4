import { assembleStore } from "../../../test/support/stores";
import { perDealership } from "./perDealership";

const store = (): ReturnType<typeof assembleStore> => assembleStore({ customers: [], orders: [] });

test("the same question about one dealership is computed once, another question or dealership anew", () => {
  const asked: number[] = [];
  const square = perDealership((_, value: number) => {
    asked.push(value);
    return value * value;
  });
  const [one, other] = [store(), store()];
  expect([square(one, 2), square(one, 2), square(one, 3), square(other, 2)]).toEqual([4, 4, 9, 4]);
  expect(asked).toEqual([2, 3, 2]);
});

test("of many questions the latest eight are remembered", () => {
  let computed = 0;
  const same = perDealership((_, value: number) => {
    computed += 1;
    return value;
  });
  const dealership = store();
  for (let value = 0; value < 9; value++) same(dealership, value);
  same(dealership, 1);
  expect(computed).toBe(9);
  same(dealership, 0);
  expect(computed).toBe(10);
});
