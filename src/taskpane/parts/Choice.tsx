import { ToggleButton, type ToggleButtonProps } from "@fluentui/react-components";

/** One of several answers, chosen with one click; what is chosen stands out in every theme. */
export function Choice(
  choice: Pick<ToggleButtonProps, "checked" | "className" | "children"> & {
    onClick: () => void;
  }
) {
  return (
    <ToggleButton {...choice} size="small" appearance={choice.checked ? "primary" : "secondary"} />
  );
}
