import { Button } from "@fluentui/react-components";
import { useState, type ReactNode } from "react";
import { usePane } from "../context";
import { useLayout } from "./layout";

/** What the button says that shows the others, how many they are, and the one that hides them again. */
interface Said {
  readonly more: (count: string) => string;
  readonly fewer: string;
}

/** The first items of a list, or all of them once the reader asks. */
export function FirstOf<Item>({
  items,
  first,
  said,
  children,
}: {
  items: readonly Item[];
  first: number;
  said: Said;
  children: (shown: readonly Item[]) => ReactNode;
}) {
  const layout = useLayout();
  const { format } = usePane();
  const [all, setAll] = useState(false);
  return (
    <>
      {children(all ? items : items.slice(0, first))}
      {items.length > first && (
        <Button
          appearance="transparent"
          size="small"
          className={layout.quiet}
          aria-expanded={all}
          onClick={() => setAll(!all)}
        >
          {all ? said.fewer : said.more(format.count(items.length - first))}
        </Button>
      )}
    </>
  );
}
