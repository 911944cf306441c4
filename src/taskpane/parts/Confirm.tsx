import { Body1, Button, type ButtonProps } from "@fluentui/react-components";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { usePane } from "../context";
import { useLayout } from "./layout";

/** A button for something large: it says what will happen and asks once more, in place. */
export function Confirm({
  label,
  question,
  confirm,
  onConfirm,
  ...button
}: {
  label: string;
  question: ReactNode;
  confirm: string;
  onConfirm: () => void;
} & Pick<ButtonProps, "disabled" | "icon" | "appearance">) {
  const layout = useLayout();
  const { texts } = usePane();
  const [asking, setAsking] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  useEffect(() => {
    // The button that had the focus is gone: its successor takes it.
    if (asking) yes.current?.focus();
    else if (wasAsking.current) first.current?.focus();
    wasAsking.current = asking;
  }, [asking]);
  if (!asking) {
    return (
      <Button ref={first} {...button} onClick={() => setAsking(true)}>
        {label}
      </Button>
    );
  }
  return (
    <div className={layout.card} role="group" aria-label={label}>
      <Body1>{question}</Body1>
      <div className={layout.wrap}>
        <Button
          ref={yes}
          appearance="primary"
          disabled={button.disabled}
          onClick={() => {
            setAsking(false);
            onConfirm();
          }}
        >
          {confirm}
        </Button>
        <Button onClick={() => setAsking(false)}>{texts.pane.cancel}</Button>
      </div>
    </div>
  );
}
