import { Field, Input, type InputProps } from "@fluentui/react-components";
import { usePane } from "../context";
import { asOfDay } from "../store";

/** A field for a day, which keeps and explains what is no date yet. */
export function DayField({
  label,
  hint,
  value,
  onChange,
  required = true,
  size = "medium",
  ...input
}: {
  label: string;
  hint?: string;
  /** `YYYY-MM-DD`, or what was typed so far. */
  value: string;
  onChange: (value: string) => void;
  /** Whether blank is no answer. */
  required?: boolean;
} & Pick<InputProps, "disabled" | "size">) {
  const { texts } = usePane();
  const valid = value === "" ? !required : asOfDay(value) !== undefined;
  return (
    <Field
      label={label}
      size={size}
      {...(hint === undefined ? {} : { hint })}
      validationState={valid ? "none" : "error"}
      {...(valid ? {} : { validationMessage: texts.pane.asOf.invalid })}
    >
      <Input
        type="date"
        size={size}
        value={value}
        {...input}
        onChange={(_, { value: typed }) => onChange(typed)}
      />
    </Field>
  );
}
