import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { JSDOM } from "jsdom";

/**
 * What the online validator and the store check of a manifest, without the network. Limits and order
 * come from learn.microsoft.com, "Manifest element ordering" and the reference of each element.
 */

const orders: Readonly<Record<string, readonly string[]>> = {
  OfficeApp:
    "Id Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl AppDomains Hosts Requirements DefaultSettings Permissions VersionOverrides".split(
      " "
    ),
  VersionOverrides: ["Description", "Requirements", "Hosts", "Resources"],
  Host: ["Runtimes", "AllFormFactors", "DesktopFormFactor"],
  DesktopFormFactor: ["GetStarted", "FunctionFile", "ExtensionPoint"],
  CustomTab: ["Group", "Label"],
  Group: ["Label", "Icon", "Control"],
  Control: ["Label", "Supertip", "Icon", "Action"],
  Resources: ["bt:Images", "bt:Urls", "bt:ShortStrings", "bt:LongStrings"],
};

const required: Readonly<Record<string, readonly string[]>> = {
  OfficeApp:
    "Id Version ProviderName DefaultLocale DisplayName Description IconUrl HighResolutionIconUrl SupportUrl Hosts Requirements DefaultSettings Permissions VersionOverrides".split(
      " "
    ),
  Group: ["Label", "Icon", "Control"],
  Control: ["Label", "Supertip", "Icon", "Action"],
};

/** Characters that fit. */
const limits = { resid: 32, short: 125, long: 250, url: 2048, id: 125 };
const iconSizes = [16, 20, 24, 32, 40, 48, 64, 80];
const requirementSets = {
  SharedRuntime: "1.1",
  CustomFunctionsRuntime: "1.2",
  ExcelApi: "1.14",
};
const translation = "zh-CN";

/**
 * Checks a manifest.
 *
 * @param xml its text.
 * @param folder where the addresses of its files lead: the root of the project or of a build.
 * @param files also demands the pages and scripts it names, as a build has them.
 * @returns one line per fault, empty if there is none.
 */
export function checkManifest(xml: string, folder: string, files = false): string[] {
  const document = new JSDOM(xml, { contentType: "application/xml" }).window.document;
  const manifest = new Manifest(document.documentElement);
  return [
    ...manifest.order(),
    ...manifest.identity(),
    ...manifest.lengths(),
    ...manifest.resources(),
    ...manifest.translations(),
    ...manifest.addresses(),
    ...manifest.runtime(),
    ...manifest.requirements(),
    ...manifest.ribbon(),
    ...manifest.icons(folder),
    ...(files ? manifest.files(folder) : []),
  ];
}

class Manifest {
  constructor(private readonly root: Element) {}

  order(): string[] {
    return Object.entries(orders).flatMap(([name, order]) =>
      this.all(name).flatMap((element) => {
        const children = [...element.children].map((child) => child.tagName);
        const places = children.map((child) => order.indexOf(child));
        const unknown = children.filter((child) => !order.includes(child));
        const missing = (required[name] ?? []).filter((child) => !children.includes(child));
        return [
          ...unknown.map((child) => `${name} may not hold ${child}`),
          ...missing.map((child) => `${name} lacks ${child}`),
          ...places.flatMap((place, i) =>
            i > 0 && place < places[i - 1] ? [`${children[i]} stands too late in ${name}`] : []
          ),
        ];
      })
    );
  }

  identity(): string[] {
    const id = this.text("Id");
    const version = this.text("Version");
    return [
      ...(/^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/.test(id)
        ? []
        : [`Id is no GUID: ${id}`]),
      ...(/^\d{1,5}(\.\d{1,5}){3}$/.test(version)
        ? []
        : [`Version is not four numbers: ${version}`]),
      ...(/\badd-?in\b|for excel/i.test(this.value("DisplayName"))
        ? ["DisplayName may not say add-in or Excel"]
        : []),
    ];
  }

  lengths(): string[] {
    const texts = [
      ...this.valuesOf("DisplayName", limits.short),
      ...this.valuesOf("Description", limits.long),
      ...this.inside("bt:ShortStrings", limits.short),
      ...this.inside("bt:LongStrings", limits.long),
      ...this.inside("bt:Urls", limits.url),
      ...this.inside("bt:Images", limits.url),
    ];
    const ids = ["CustomTab", "Group", "Control"].flatMap((name) =>
      this.all(name).map((it) => ({ text: it.getAttribute("id") ?? "", limit: limits.id }))
    );
    return [...texts, ...ids].flatMap(({ text, limit }) =>
      text === "" || text.length > limit ? [`Length ${text.length} of ${limit}: ${text}`] : []
    );
  }

  resources(): string[] {
    const defined = this.defined().map((it) => it.getAttribute("id") ?? "");
    const used = [...this.root.querySelectorAll("[resid]")].map(
      (it) => it.getAttribute("resid") ?? ""
    );
    return [
      ...used.filter((id) => !defined.includes(id)).map((id) => `${id} is used, not defined`),
      ...defined.filter((id) => !used.includes(id)).map((id) => `${id} is defined, not used`),
      ...defined.filter((id, i) => defined.indexOf(id) !== i).map((id) => `${id} is defined twice`),
      ...[...defined, ...used]
        .filter((id) => id.length > limits.resid)
        .map((id) => `${id} is longer than ${limits.resid}`),
    ];
  }

  translations(): string[] {
    const texts = [
      ...this.all("DisplayName"),
      ...this.rootChild("Description"),
      ...this.all("bt:String"),
    ];
    const locale = this.text("DefaultLocale");
    return texts.flatMap((it) => {
      const locales = [...it.children].map((child) => child.getAttribute("Locale"));
      const what = it.getAttribute("id") ?? it.tagName;
      return [
        ...(locales.includes(translation) ? [] : [`${what} has no ${translation} text`]),
        ...(locales.includes(locale) ? [`${what} overrides the default locale`] : []),
        ...(locales.every((one) => /^[a-z]{2}-[A-Z]{2}$/.test(one ?? ""))
          ? []
          : [`${what} names a locale without region`]),
      ];
    });
  }

  addresses(): string[] {
    const origins = new Set(
      this.urls().map((url) => (URL.canParse(url) ? new URL(url).origin : url))
    );
    return [
      ...this.urls()
        .filter((url) => !/^https:\/\/[^\s]+$/.test(url))
        .map((url) => `Not an https address: ${url}`),
      ...(origins.size > 1 ? [`More than one origin: ${[...origins].join(" ")}`] : []),
    ];
  }

  /** One page for pane, commands and functions, alive as long as the workbook. */
  runtime(): string[] {
    const page = (selector: string): (string | null)[] =>
      [...this.root.querySelectorAll(selector)].map((it) => it.getAttribute("resid"));
    const pages = [
      ...page("Runtime"),
      ...page("Page > SourceLocation"),
      ...page("FunctionFile"),
      ...this.all("Action")
        .filter((it) => it.getAttribute("xsi:type") === "ShowTaskpane")
        .flatMap((it) => [...it.querySelectorAll("SourceLocation")])
        .map((it) => it.getAttribute("resid")),
    ].filter((resid) => resid !== null);
    const source = this.all("DefaultSettings")[0]?.querySelector("SourceLocation");
    const pageUrl = this.defined().find((it) => it.getAttribute("id") === pages[0]);
    return [
      ...(new Set(pages).size === 1 && pages.length >= 4
        ? []
        : [`Runtime, Page, FunctionFile and ShowTaskpane differ: ${pages.join(" ")}`]),
      ...(this.all("Runtime")[0]?.getAttribute("lifetime") === "long"
        ? []
        : ["The runtime is not of long lifetime"]),
      ...(source?.getAttribute("DefaultValue") === pageUrl?.getAttribute("DefaultValue")
        ? []
        : ["SourceLocation is not the page of the runtime"]),
      ...["TaskpaneId", "LaunchEvent"].flatMap((name) =>
        this.all(name).map(() => `${name} may not be there`)
      ),
    ];
  }

  requirements(): string[] {
    const declared = Object.fromEntries(
      this.all("Set").map((it) => [it.getAttribute("Name"), it.getAttribute("MinVersion")])
    ) as Record<string, string>;
    return Object.entries(requirementSets).flatMap(([name, version]) =>
      declared[name] === version ? [] : [`${name} is not required at ${version}`]
    );
  }

  ribbon(): string[] {
    const ids = ["CustomTab", "Group", "Control"].flatMap((name) =>
      this.all(name).map((it) => it.getAttribute("id") ?? "")
    );
    const icons = this.all("Icon").flatMap((icon) => {
      const sizes = [...icon.children].map((it) => Number(it.getAttribute("size")));
      const missing = iconSizes.filter((size) => !sizes.includes(size));
      return missing.map((size) => `An icon lacks ${size} pixels`);
    });
    return [
      ...(this.all("CustomTab").length > 1 ? ["More than one tab"] : []),
      ...ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `${id} is there twice`),
      ...icons,
    ];
  }

  /** Every icon is a PNG of the size that it stands for. */
  icons(folder: string): string[] {
    const sized = this.all("bt:Image")
      .filter((it) => it.hasAttribute("resid"))
      .map((it) => ({
        size: Number(it.getAttribute("size")),
        url: this.defined()
          .find((one) => one.getAttribute("id") === it.getAttribute("resid"))
          ?.getAttribute("DefaultValue"),
      }));
    const fixed = [
      { size: 32, url: this.value("IconUrl") },
      { size: 64, url: this.value("HighResolutionIconUrl") },
    ];
    return [...sized, ...fixed].flatMap(({ size, url }) => {
      const file = fileOf(url ?? "", folder);
      if (!file || !existsSync(file)) return [`No icon file for ${url}`];
      const pixels = pngSize(file);
      return pixels === `${size}x${size}` ? [] : [`${url} has ${pixels} pixels, not ${size}`];
    });
  }

  files(folder: string): string[] {
    return this.urls().flatMap((url) => {
      const { pathname } = new URL(url);
      const file = fileOf(url, folder);
      return pathname === "/" || (file && existsSync(file)) ? [] : [`The build has no ${pathname}`];
    });
  }

  private urls(): string[] {
    const plain = ["IconUrl", "HighResolutionIconUrl", "SupportUrl", "SourceLocation"].flatMap(
      (name) => this.valuesOf(name, limits.url)
    );
    const listed = [...this.inside("bt:Urls", limits.url), ...this.inside("bt:Images", limits.url)];
    return [...plain, ...listed]
      .map(({ text }) => text)
      .concat(this.all("AppDomain").map((it) => it.textContent ?? ""));
  }

  private all(name: string): Element[] {
    return [...this.root.ownerDocument.getElementsByTagName(name)];
  }

  private rootChild(name: string): Element[] {
    return [...this.root.children].filter((it) => it.tagName === name);
  }

  private text(name: string): string {
    return this.rootChild(name)[0]?.textContent ?? "";
  }

  private value(name: string): string {
    return this.rootChild(name)[0]?.getAttribute("DefaultValue") ?? "";
  }

  /** What has an id and a value. */
  private defined(): Element[] {
    const resources = this.all("Resources")[0];
    return resources ? [...resources.querySelectorAll("[id]")] : [];
  }

  /** Default and overridden values of elements that carry them. */
  private valuesOf(name: string, limit: number): { text: string; limit: number }[] {
    return this.all(name)
      .filter((it) => it.hasAttribute("DefaultValue"))
      .flatMap((it) => valuesIn(it, limit));
  }

  private inside(name: string, limit: number): { text: string; limit: number }[] {
    return this.all(name).flatMap((group) =>
      [...group.children].flatMap((it) => valuesIn(it, limit))
    );
  }
}

function valuesIn(element: Element, limit: number): { text: string; limit: number }[] {
  const overridden = [...element.children].map((it) => it.getAttribute("Value") ?? "");
  return [element.getAttribute("DefaultValue") ?? "", ...overridden].map((text) => ({
    text,
    limit,
  }));
}

function fileOf(url: string, folder: string): string | undefined {
  return URL.canParse(url) ? path.join(folder, new URL(url).pathname) : undefined;
}

/** Width and height from a PNG's header chunk. */
function pngSize(file: string): string {
  const bytes = readFileSync(file);
  const isPng = bytes.subarray(1, 4).toString("latin1") === "PNG";
  return isPng ? `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}` : "no PNG";
}
