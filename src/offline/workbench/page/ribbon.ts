import type { Locale } from "../../../locale";

/** A button of the add-in's ribbon tab, as its manifest describes it. */
export interface RibbonButton {
  readonly id: string;
  readonly label: string;
  readonly tip: string;
  /** Address of a picture of 20 pixels. */
  readonly icon: string;
  /** The command that it runs; null when it shows the pane. */
  readonly command: string | null;
}

export interface RibbonGroup {
  readonly label: string;
  readonly buttons: readonly RibbonButton[];
}

export interface Ribbon {
  readonly tab: string;
  readonly groups: readonly RibbonGroup[];
}

/** Reads the ribbon tab out of the add-in's manifest, in Excel's language. */
export function readRibbon(manifest: string, locale: Locale): Ribbon {
  const document = new DOMParser().parseFromString(manifest, "application/xml");
  const resources = new Map(
    ["Image", "Url", "String"].flatMap((kind) =>
      all(document, kind).map((item) => [item.getAttribute("id"), inLocale(item, locale)] as const)
    )
  );
  const resource = (holder: Element | undefined): string =>
    resources.get(holder?.getAttribute("resid") ?? "") ?? "";
  const labelOf = (element: Element): string => resource(child(element, "Label"));
  const [tab] = all(document, "CustomTab");
  if (!tab) throw new Error("the manifest has no ribbon tab");
  return {
    tab: labelOf(tab),
    groups: all(tab, "Group").map((group) => ({
      label: labelOf(group),
      buttons: all(group, "Control").map((control) => ({
        id: control.id,
        label: labelOf(control),
        tip: resource(all(control, "Description")[0]),
        icon: resource(all(control, "Image").find((image) => image.getAttribute("size") === "20")),
        command: all(control, "FunctionName")[0]?.textContent ?? null,
      })),
    })),
  };
}

const all = (parent: Document | Element, name: string): Element[] => [
  ...parent.getElementsByTagNameNS("*", name),
];

const child = (parent: Element, name: string): Element | undefined =>
  [...parent.children].find(({ localName }) => localName === name);

function inLocale(item: Element, locale: Locale): string {
  const override = all(item, "Override").find((it) => it.getAttribute("Locale") === locale);
  return override?.getAttribute("Value") ?? item.getAttribute("DefaultValue") ?? "";
}
