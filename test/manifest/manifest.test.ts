import { readFileSync } from "node:fs";
import path from "node:path";
import { checkManifest } from "./checkManifest";

const root = path.resolve(__dirname, "../..");
const xml = readFileSync(path.join(root, "manifest.xml"), "utf8");

/** The manifest with one text replaced; fails when the text is not there, so that no fault is seeded in vain. */
function withFault(text: string | RegExp, replacement: string): string {
  const faulty = xml.replace(text, replacement);
  expect(faulty).not.toBe(xml);
  return faulty;
}

test("the manifest has no fault", () => {
  expect(checkManifest(xml, root)).toEqual([]);
});

test.each<[sentence: string, text: string | RegExp, replacement: string, fault: RegExp]>([
  [
    "elements out of order",
    /(<Version>.*<\/Version>)\s*(<ProviderName>.*<\/ProviderName>)/,
    "$2$1",
    /stands too late/,
  ],
  [
    "an element that does not belong",
    "<AllFormFactors>",
    "<Forms/><AllFormFactors>",
    /may not hold Forms/,
  ],
  ["a group without a label", '<Label resid="Everyday.Label"/>', "", /Group lacks Label/],
  [
    "runtimes after the form factors",
    /(<Runtimes>[\s\S]*?<\/Runtimes>)([\s\S]*?<\/AllFormFactors>)/,
    "$2$1",
    /Runtimes stands too late/,
  ],
  ["a version of three numbers", "1.0.0.0", "1.0.0", /not four numbers/],
  ["an id that is no GUID", "7c0d3f1e-", "7c0d3f1-", /no GUID/],
  [
    "a name that says add-in",
    'DisplayName DefaultValue="RETAIN"',
    'DisplayName DefaultValue="RETAIN add-in"',
    /may not say/,
  ],
  [
    "a resource that is not defined",
    'resid="OpenPane.Tip"',
    'resid="OpenPane.Hint"',
    /OpenPane.Hint is used, not defined/,
  ],
  [
    "a resource that nobody uses",
    'resid="OpenPane.Tip"',
    'resid="UpdateAll.Tip"',
    /OpenPane.Tip is defined, not used/,
  ],
  ["a resource id of 33 characters", /Everyday\.Label/g, "E".repeat(33), /longer than 32/],
  [
    "a short text of 126 characters",
    'DefaultValue="Update all"',
    `DefaultValue="${"u".repeat(126)}"`,
    /Length 126 of 125/,
  ],
  [
    "a description of 251 characters",
    /<Description DefaultValue="[^"]*"/,
    `<Description DefaultValue="${"d".repeat(251)}"`,
    /Length 251 of 250/,
  ],
  [
    "a text without Chinese",
    '<bt:Override Locale="zh-CN" Value="全部更新"/>',
    "",
    /UpdateAll.Label has no zh-CN text/,
  ],
  [
    "an override of the default locale",
    'Locale="zh-CN" Value="全部更新"',
    'Locale="en-US" Value="全部更新"',
    /overrides the default locale/,
  ],
  [
    "a locale without region",
    'Locale="zh-CN" Value="全部更新"',
    'Locale="zh" Value="全部更新"',
    /without region/,
  ],
  [
    "an address without https",
    "https://localhost:3000/functions.json",
    "http://localhost:3000/functions.json",
    /Not an https address/,
  ],
  [
    "files on two origins",
    'https://localhost:3000/functions.js"',
    'https://127.0.0.1:3000/functions.js"',
    /More than one origin/,
  ],
  [
    "another page for the commands",
    '<FunctionFile resid="Taskpane.Url"/>',
    '<FunctionFile resid="Help.Url"/>',
    /differ/,
  ],
  [
    "another page for the functions",
    /<Page>\s*<SourceLocation resid="Taskpane.Url"\/>/,
    '<Page><SourceLocation resid="Help.Url"/>',
    /differ/,
  ],
  [
    "another page for the pane",
    /<Action xsi:type="ShowTaskpane">\s*<SourceLocation resid="Taskpane.Url"\/>/,
    '<Action xsi:type="ShowTaskpane"><SourceLocation resid="Help.Url"/>',
    /differ/,
  ],
  ["a short runtime", 'lifetime="long"', 'lifetime="short"', /not of long lifetime/],
  [
    "a TaskpaneId",
    '<Action xsi:type="ShowTaskpane">',
    '<Action xsi:type="ShowTaskpane"><TaskpaneId>Pane</TaskpaneId>',
    /TaskpaneId may not be there/,
  ],
  [
    "a launch event",
    "</DesktopFormFactor>",
    '<LaunchEvent Type="OnDocumentOpened"/></DesktopFormFactor>',
    /LaunchEvent may not be there/,
  ],
  [
    "a lower requirement",
    'Name="ExcelApi" MinVersion="1.14"',
    'Name="ExcelApi" MinVersion="1.1"',
    /ExcelApi is not required at 1.14/,
  ],
  ["an icon of another size", "icons/icon-16.png", "icons/icon-20.png", /has 20x20 pixels, not 16/],
  ["an icon that is not there", "icons/update-80.png", "icons/update-81.png", /No icon file/],
  ["an icon set without 16 pixels", '<bt:Image size="16" resid="Icon.16"/>', "", /lacks 16 pixels/],
  ["two buttons of one id", 'id="Retain.UpdateAll"', 'id="Retain.OpenPane"', /is there twice/],
])("%s is caught", (_, text, replacement, fault) => {
  const faults = checkManifest(withFault(text, replacement), root);
  expect(faults.some((line) => fault.test(line))).toBe(true);
});

test("the store logo has 300 pixels", () => {
  const logo = readFileSync(path.join(root, "assets/icons/icon-300.png"));
  expect([logo.readUInt32BE(16), logo.readUInt32BE(20)]).toEqual([300, 300]);
});
