import type { Locale } from "../../../locale";
import { serialToday } from "../../../excel/session";
import { generateSampleStore } from "../../../sample";
import { floorRequirements } from "../../host/bridge/requirements";
import { XdmHost } from "../../host/bridge/xdm";
import type { Workbook } from "../../host/model";
import { formatRect } from "../../host/model/address";
import { loadXlsx, saveXlsx } from "../../host/xlsx";
import { ChartLayer } from "./chartLayer";
import { Grid } from "./grid/grid";
import type { FunctionMetadata } from "./grid/customFunctions";
import { sampleWorkbook } from "./sampleWorkbook";
import { WatchedSession } from "./watchedSession";

/** Where the parts of the page are. */
export interface Places {
  readonly grid: HTMLElement;
  readonly frame: HTMLElement;
  /** Shows or hides the pane with its header. */
  readonly showPane: (visible: boolean) => void;
  /** Says one line to the person; "" takes it back. */
  readonly say: (notice: string) => void;
  /** Gives the person a workbook that the add-in opens. */
  readonly openBook: (bytes: Uint8Array) => void;
}

export interface WorkbenchOptions {
  readonly places: Places;
  readonly functions: (locale: Locale) => readonly FunctionMetadata[];
  readonly dark: boolean;
}

/** Everything that lives as long as one workbook is open in one language. */
interface Opened {
  readonly workbook: Workbook;
  readonly session: WatchedSession;
  readonly host: XdmHost;
  readonly grid: Grid;
  readonly charts: ChartLayer;
  close(): void;
}

/** How long formulas may take to be calculated, in milliseconds; a request waits less long for them. */
const longest = 120_000;
const longestOfRequest = 5_000;
/** How long a custom function may take, its add-in's start included; in milliseconds. */
const answerWithin = 30_000;
/**
 * The grid shows what the add-in has done once it has paused for so long, and while it goes on at
 * this interval: each time formulas are calculated anew. In milliseconds.
 */
const pauseOfAddin = 100;
const interval = 1_000;

/**
 * Plays Excel: a workbook in a grid, the add-in's pane beside it over Excel's own messages, and the
 * ribbon's commands.
 */
export class Workbench {
  private opened: Opened | null = null;

  constructor(private readonly options: WorkbenchOptions) {}

  get workbook(): Workbook {
    return this.current.workbook;
  }

  /** The add-in at work: counters, faults, custom functions. */
  get session(): WatchedSession {
    return this.current.session;
  }

  /** Opens a workbook, with Excel in this language; what was open before is closed unsaved. */
  open(workbook: Workbook, locale: Locale): void {
    this.opened?.close();
    this.opened = this.begin(workbook, locale);
  }

  /** Opens the bytes of a file. @throws XlsxError */
  async openFile(bytes: Uint8Array, name: string, locale: Locale): Promise<void> {
    const workbook = await loadXlsx(bytes);
    workbook.fileName = name;
    this.open(workbook, locale);
  }

  /** Opens an invented store with this many customers. */
  openSample(customers: number, locale: Locale): void {
    const asOf = serialToday(new Date());
    this.open(
      sampleWorkbook(generateSampleStore({ seed: 2026, customers, years: 5, asOf })),
      locale
    );
  }

  /** The open workbook as a file. @throws XlsxError */
  async save(): Promise<Uint8Array> {
    await this.settled();
    return saveXlsx(this.workbook);
  }

  /** Selects cells ("A1", "Sheet!A1:B2") and brings them into view, as a person does. */
  select(address: string): void {
    const { sheet, rect } = this.workbook.rangeAt(address, "select");
    sheet.user.select(formatRect(rect));
  }

  /** The middle of the selected cell on the screen, as soon as the grid has scrolled to it. */
  async pointOfSelection(): Promise<{ readonly x: number; readonly y: number }> {
    const { row, column } = this.workbook.selected.rect;
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
    return this.current.grid.pointOf(row, column);
  }

  /** Presses the ribbon button that runs this command; resolves when it has ended. */
  runCommand(id: string): Promise<void> {
    return this.current.host.runCommand(id);
  }

  /** Shows or hides the pane, as a person does it. */
  setPane(visible: boolean): void {
    this.session.appRuntime.SetAppRuntimeState(visible ? "Visible" : "Background");
    this.options.places.showPane(visible);
  }

  /**
   * Resolves when the grid shows the workbook as it is and every formula has its value, or after
   * this many milliseconds.
   */
  async settled(patience = longest): Promise<void> {
    const { grid } = this.current;
    grid.refresh();
    const end = performance.now() + patience;
    while (!grid.idle && performance.now() < end) await new Promise((go) => setTimeout(go, 20));
  }

  private get current(): Opened {
    if (!this.opened) throw new Error("no workbook is open");
    return this.opened;
  }

  private begin(workbook: Workbook, locale: Locale): Opened {
    const { places, dark, functions } = this.options;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shownAt = 0;
    let isEdited = false;
    let booksShown = workbook.opened.length;
    const showBooks = (): void => {
      for (const book of workbook.opened.slice(booksShown)) places.openBook(book);
      booksShown = workbook.opened.length;
    };
    const show = (): void => {
      shownAt = performance.now();
      grid.refresh();
      places.showPane(session.appRuntime.state === "Visible");
    };
    const session = new WatchedSession(
      { root: workbook, webLimits: true, later: (task) => void setTimeout(task, 0) },
      async () => {
        // What a person typed is calculated before the add-in can read it; its own writes are not
        // waited for, or a run would wait after each of them.
        if (isEdited) await this.settled(longestOfRequest);
        isEdited = false;
      },
      () => {
        showBooks();
        clearTimeout(timer);
        const due = Math.max(shownAt + interval - performance.now(), 0);
        timer = setTimeout(show, Math.min(pauseOfAddin, due));
      }
    );
    const host = new XdmHost({
      session,
      addinUrl: `${location.origin}/addin/taskpane.html`,
      hostOrigin: location.origin,
      requirements: floorRequirements,
      displayLanguage: locale,
      documentUrl: workbook.fileName,
    });
    const charts = new ChartLayer(places.grid);
    const grid: Grid = new Grid({
      container: places.grid,
      workbook,
      locale,
      dark,
      functions: functions(locale),
      call: async (id, args) => {
        const options = { allowErrors: true, timeout: answerWithin };
        const outcome = await session.functions.invoke(id, args, options);
        if ("error" in outcome && outcome.message) places.say(`${id}: ${outcome.message}`);
        return outcome;
      },
      onEdited: () => {
        isEdited = true;
      },
      onTyping: (now) => {
        session.faults.cellEditMode = now;
      },
      onRefused: (error) => places.say(error.message),
      onShown: (sheet, frame, render) => charts.show(sheet, frame, render),
    });
    const iframe = document.createElement("iframe");
    iframe.name = host.frameName;
    iframe.title = "RETAIN";
    iframe.src = host.frameUrl;
    places.frame.replaceChildren(iframe);
    const detach = host.attach(iframe);
    places.showPane(true);
    return {
      workbook,
      session,
      host,
      grid,
      charts,
      close: () => {
        clearTimeout(timer);
        detach();
        session.close();
        iframe.remove();
        charts.dispose();
        grid.dispose();
        places.grid.replaceChildren();
      },
    };
  }
}
