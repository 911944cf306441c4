import { localeFor, type Locale } from "../../../locale";
import { Workbook } from "../../host/model";
import { isSigned, XlsxError } from "../../host/xlsx";
import type { FunctionMetadata } from "./grid/customFunctions";
import { readRibbon, type RibbonButton } from "./ribbon";
import { workbenchTexts } from "./texts";
import { Workbench } from "./workbench";

declare global {
  interface Window {
    /** For tests and for people who look under the bonnet. */
    workbench: Workbench;
  }
}

const shownCustomers = 300;
const addinBase = "/addin";

const place = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no ${id}`);
  return element;
};

function button(label: string, press: () => unknown, tip = ""): HTMLButtonElement {
  const element = document.createElement("button");
  element.type = "button";
  element.append(label);
  element.title = tip;
  element.addEventListener("click", () => void press());
  return element;
}

async function start(): Promise<void> {
  const query = new URLSearchParams(location.search);
  let locale = localeFor(query.get("lang") ?? navigator.language);
  const [manifest, enUS, zhCN] = await Promise.all([
    fetch(`${addinBase}/manifest.xml`).then((reply) => reply.text()),
    readFunctions("functions.json"),
    readFunctions("functions.zh-CN.json"),
  ]);
  const notice = document.createElement("span");
  notice.id = "notice";
  notice.setAttribute("role", "status");
  const say = (text: string): void => {
    notice.textContent = text || workbenchTexts[locale].standIn;
  };
  const frame = document.createElement("div");
  frame.style.display = "contents";
  const workbench = new Workbench({
    places: {
      grid: place("grid"),
      frame,
      showPane: (visible) => {
        place("pane").hidden = !visible;
      },
      say,
      openBook: (bytes) => {
        const { book, bookOpened } = workbenchTexts[locale];
        saveAs(`${book}.xlsx`, bytes);
        say(bookOpened);
      },
    },
    functions: (language) => (language === "zh-CN" ? zhCN : enUS),
    dark: matchMedia("(prefers-color-scheme: dark)").matches,
  });
  window.workbench = workbench;
  const attempt = async (failure: string, action: () => unknown): Promise<void> => {
    say("");
    try {
      await action();
    } catch (error) {
      const detail = error instanceof XlsxError ? error.code : String(error);
      say(`${failure}${detail}`);
    }
  };

  const draw = (): void => {
    const texts = workbenchTexts[locale];
    document.documentElement.lang = locale;
    document.title = texts.title;
    const heading = document.createElement("strong");
    heading.append(texts.title);
    place("bar").replaceChildren(
      heading,
      filePicker(texts.open, (file) =>
        attempt(texts.notReadable, async () => {
          const bytes = new Uint8Array(await file.arrayBuffer());
          await workbench.openFile(bytes, file.name, locale);
        })
      ),
      button(texts.sample, () =>
        attempt(texts.notReadable, () => workbench.openSample(shownCustomers, locale))
      ),
      button(texts.save, () =>
        attempt(texts.notSaved, async () => {
          await download(workbench);
          if (isSigned(workbench.workbook)) say(texts.signed);
        })
      ),
      notice,
      languagePicker(texts.language, locale, (chosen) => {
        locale = chosen;
        draw();
        workbench.open(workbench.workbook, locale);
      })
    );
    const press = ({ command }: RibbonButton): Promise<void> =>
      attempt(texts.commandFailed, () =>
        command === null ? workbench.setPane(true) : workbench.runCommand(command)
      );
    drawRibbon(manifest, locale, press);
    const header = document.createElement("header");
    header.append(
      texts.pane,
      button("×", () => workbench.setPane(false), texts.closePane)
    );
    place("pane").replaceChildren(header, frame);
    say("");
  };
  draw();
  if (query.get("open") === "empty") workbench.open(Workbook.blank(), locale);
  else workbench.openSample(Number(query.get("customers") ?? shownCustomers), locale);
}

async function readFunctions(file: string): Promise<readonly FunctionMetadata[]> {
  const reply = await fetch(`${addinBase}/${file}`);
  return ((await reply.json()) as { functions: FunctionMetadata[] }).functions;
}

function filePicker(label: string, take: (file: File) => unknown): HTMLElement {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".xlsx,.xlsm";
  input.hidden = true;
  input.addEventListener("change", () => {
    const [file] = input.files ?? [];
    if (file) take(file);
    input.value = "";
  });
  const holder = document.createElement("span");
  holder.append(
    button(label, () => input.click()),
    input
  );
  return holder;
}

function languagePicker(
  label: string,
  chosen: Locale,
  choose: (locale: Locale) => void
): HTMLElement {
  const select = document.createElement("select");
  select.setAttribute("aria-label", label);
  select.append(new Option("中文", "zh-CN"), new Option("English", "en-US"));
  select.value = chosen;
  select.addEventListener("change", () => choose(localeFor(select.value)));
  return select;
}

function drawRibbon(
  manifest: string,
  locale: Locale,
  press: (button: RibbonButton) => unknown
): void {
  const { tab, groups } = readRibbon(manifest, locale);
  const name = document.createElement("span");
  name.className = "tab";
  name.append(tab);
  const fieldsets = groups.map((group) => {
    const fieldset = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.append(group.label);
    const buttons = group.buttons.map((item) => {
      const element = button(item.label, () => press(item), item.tip);
      const icon = document.createElement("img");
      // The manifest names the address at which the add-in is served when it is in Excel.
      icon.src = `${addinBase}${new URL(item.icon).pathname}`;
      icon.alt = "";
      element.prepend(icon);
      return element;
    });
    fieldset.append(legend, ...buttons);
    return fieldset;
  });
  place("ribbon").replaceChildren(name, ...fieldsets);
}

async function download(workbench: Workbench): Promise<void> {
  saveAs(workbench.workbook.fileName, await workbench.save());
}

function saveAs(name: string, bytes: Uint8Array): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>]));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

void start();
