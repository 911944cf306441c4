import { Body1, Button, Caption1, makeStyles, useAnnounce } from "@fluentui/react-components";
import { Checkmark20Regular, Copy20Regular } from "@fluentui/react-icons";
import { useState } from "react";
import { usePane } from "../../context";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

const useStyles = makeStyles({
  text: { whiteSpace: "pre-line", overflowWrap: "anywhere" },
});

/** What to say, filled with the customer's data, to be copied. */
export function ScriptText({ name, text }: { name: string; text: string }) {
  const styles = useStyles();
  const layout = useLayout();
  const { script } = usePane().texts.pane.customer;
  const { announce } = useAnnounce();
  const [copied, setCopied] = useState<boolean>();
  const copy = async (): Promise<void> => {
    const done = await copyText(text);
    setCopied(done);
    announce(done ? script.copied : script.copyFailed);
  };
  return (
    <Section
      title={script.title}
      action={
        <Button
          size="small"
          icon={copied ? <Checkmark20Regular /> : <Copy20Regular />}
          onClick={() => void copy()}
        >
          {copied ? script.copied : script.copy}
        </Button>
      }
    >
      <div className={layout.card}>
        <Caption1 className={layout.muted}>{name}</Caption1>
        <Body1 className={styles.text}>{text}</Body1>
        {copied === false && <Caption1 className={layout.watch}>{script.copyFailed}</Caption1>}
      </div>
    </Section>
  );
}

/** Copies a text; says whether that went well: the browser may forbid it in an embedded page. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
}

/** The older way, by selecting the text in a field, which works where the newer one is forbidden. */
function copySelected(text: string): boolean {
  const field = document.createElement("textarea");
  field.value = text;
  const focused = document.activeElement as HTMLElement | null;
  document.body.append(field);
  try {
    field.select();
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    field.remove();
    focused?.focus();
  }
}
