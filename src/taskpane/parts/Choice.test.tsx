import { FluentProvider, webLightTheme } from "@fluentui/react-components";
import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { Choice } from "./Choice";

/** Two answers of which one or none is chosen, as the call form has them. */
function Answers() {
  const [chosen, choose] = useState<string>();
  return (
    <FluentProvider theme={webLightTheme}>
      {["A", "B"].map((answer) => (
        <Choice
          key={answer}
          checked={chosen === answer}
          onClick={() => choose(chosen === answer ? undefined : answer)}
        >
          {answer}
        </Choice>
      ))}
    </FluentProvider>
  );
}

const pressed = (): string[] =>
  screen.queryAllByRole("button", { pressed: true }).map(({ textContent }) => textContent ?? "");
test("one click chooses an answer, another takes its place, and the same takes it back", async () => {
  render(<Answers />);
  expect(pressed()).toEqual([]);
  await userEvent.click(screen.getByRole("button", { name: "A" }));
  expect(pressed()).toEqual(["A"]);
  await userEvent.click(screen.getByRole("button", { name: "B" }));
  expect(pressed()).toEqual(["B"]);
  await userEvent.click(screen.getByRole("button", { name: "B" }));
  expect(pressed()).toEqual([]);
});

test("an answer is chosen with the keyboard", async () => {
  render(<Answers />);
  await userEvent.tab();
  await userEvent.tab();
  await userEvent.keyboard(" ");
  expect(pressed()).toEqual(["B"]);
  await userEvent.keyboard("{Enter}");
  expect(pressed()).toEqual([]);
});
