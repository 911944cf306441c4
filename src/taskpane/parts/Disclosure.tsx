import { Button } from "@fluentui/react-components";
import { ChevronDown16Regular, ChevronUp16Regular } from "@fluentui/react-icons";
import { useId, type ReactNode } from "react";
import { useLayout } from "./layout";

/** Something that is shown on demand. */
export function Disclosure({
  label,
  open,
  onToggle,
  disabled = false,
  children,
}: {
  label: string;
  open: boolean;
  onToggle: (open: boolean) => void;
  disabled?: boolean;
  children: ReactNode;
}) {
  const layout = useLayout();
  const id = useId();
  return (
    <>
      <Button
        appearance="transparent"
        size="small"
        className={layout.quiet}
        icon={open ? <ChevronUp16Regular /> : <ChevronDown16Regular />}
        aria-expanded={open}
        aria-controls={id}
        disabled={disabled}
        onClick={() => onToggle(!open)}
      >
        {label}
      </Button>
      <div id={id} hidden={!open}>
        {open && children}
      </div>
    </>
  );
}
