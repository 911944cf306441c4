import { describeOutcome } from "../excel/views";
import { displayLocale, goTo, outcomeOf } from "../excel/session";
import type { Outcome } from "../excel/api";
import { serialOfIso } from "../retention/time";
import type * as EngineModule from "./engine";
import { PaneStore } from "./store";
import { rememberedLocale } from "./preferences";
import type { Retain } from "./retain";

type Engine = typeof EngineModule;

let loaded: Engine | undefined;

/** The engine, loaded when it is first asked for; an attempt that failed is made again. */
async function engine(): Promise<Engine> {
  loaded ??= await import(/* webpackChunkName: "engine" */ "./engine");
  return loaded;
}

/** The engine for what works on figures: only it can have made them. */
function engineOfFigures(): Engine {
  if (!loaded) throw new Error("Figures come from the engine alone");
  return loaded;
}

/** What makes and reads workbooks, which few sessions need. */
const books = () => import(/* webpackChunkName: "books" */ "../excel/actions/books");

/** What takes over files, which is asked for once a month. */
const imports = () => import(/* webpackChunkName: "imports" */ "../excel/import");
const profiles = () => import(/* webpackChunkName: "importing" */ "./files/profiles");

/** Excel, as the pane asks it. */
export const retain: Retain = {
  today: () => serialOfIso(localToday(new Date())),
  recognise: async () => (await engine()).recognise(),
  saveMapping: async (table, mapping) => (await engine()).saveMapping(table, mapping),
  chooseStore: async (store) => (await engine()).chooseStore(store),
  resetMapping: async (table) => (await engine()).resetMapping(table),
  addSampleStore: async (locale) => {
    const { addSampleStore } = await import(
      /* webpackChunkName: "sample" */ "../excel/actions/sampleStore"
    );
    return addSampleStore({ locale });
  },
  goTo,
  describeOutcome,
  outcomeOf,
  updateAll: async (options) => (await engine()).actions.updateAll(options),
  makeMorningPlan: async (options) => (await engine()).actions.makeMorningPlan(options),
  nightlyTally: async (options) => (await engine()).actions.nightlyTally(options),
  dealAllocation: async (options) => (await engine()).actions.dealAllocation(options),
  saveSettings: async (edit, options) => (await engine()).actions.saveSettings(edit, options),
  setLiveColumns: async (live, options) => (await engine()).actions.setLiveColumns(live, options),
  saveInputs: async (edits, options) => (await engine()).actions.saveInputs(edits, options),
  recordCall: async (call, options) => (await engine()).actions.recordCall(call, options),
  saveSurvey: async (survey, options) => (await engine()).actions.saveSurvey(survey, options),
  confirmInvalid: async (entry, options) => (await engine()).actions.confirmInvalid(entry, options),
  freezeToValues: async (options) => (await engine()).actions.freezeToValues(options),
  repairFormulas: async (options) => (await engine()).actions.repairFormulas(options),
  onSelectionChanged: async (handler) => (await engine()).actions.onSelectionChanged(handler),
  readSelection: async () => (await engine()).actions.readSelection(),
  reportsOverview: async () => (await engine()).actions.reportsOverview(),
  books: {
    handOut: async (...asked) => offered(await (await books()).handOutBook(...asked)),
    compare: async (...asked) => (await books()).compareBook(...asked),
    collect: async (...asked) => (await books()).collectBook(...asked),
  },
  imports: {
    read: async (file, signal) => {
      const { readInWorker } = await import(
        /* webpackChunkName: "importing" */ "./files/readInWorker"
      );
      return readInWorker(file, signal);
    },
    preview: async (files, options) =>
      (await imports()).previewImport(files, options, (await profiles()).knownMappings),
    takeOver: async (files, preview, options) => {
      const { knownMappings, addProfiles, profilesOf } = await profiles();
      const outcome = await (await imports()).takeOver(files, preview, options, knownMappings);
      if (outcome.kind === "done") addProfiles(profilesOf(preview));
      return outcome;
    },
    last: async () => (await imports()).lastImport(),
    undo: async (options) => (await imports()).undoImport(options),
  },
  customerView: (...asked) => engineOfFigures().actions.customerView(...asked),
  storeOverview: (figures) => engineOfFigures().actions.storeOverview(figures),
};

let store: PaneStore | undefined;

/** The one store of this page, which pane and ribbon share. Office must be ready. */
export function sharedStore(): PaneStore {
  store ??= new PaneStore(retain, { locale: rememberedLocale() ?? displayLocale() });
  return store;
}

/** The day of the user's own calendar as `YYYY-MM-DD`. */
function localToday(now: Date): string {
  const twoDigits = (value: number): string => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${twoDigits(now.getMonth() + 1)}-${twoDigits(now.getDate())}`;
}

/** Saves the file of an outcome as the browser saves downloads. */
function offered(outcome: Outcome): Outcome {
  if (!outcome.file) return outcome;
  const { name, bytes } = outcome.file;
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: workbookType }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers begin a download only after the click's own task.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return outcome;
}

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
