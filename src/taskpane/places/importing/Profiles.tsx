import { Button, Caption1, useAnnounce } from "@fluentui/react-components";
import { useRef, useState } from "react";
import { usePane } from "../../context";
import { formatOf, profilesText, readProfiles, type Profile } from "../../../intake/profile";
import { addProfiles, loadProfiles, profilesOfWorkbook } from "../../files/profiles";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";

/** Mappings that were confirmed, to be handed to other stores as a file. */
export function Profiles() {
  const layout = useLayout();
  const { texts, format, state } = usePane();
  const { announce } = useAnnounce();
  const said = texts.pane.importing.profiles;
  const [profiles, setProfiles] = useState(loadProfiles);
  const [message, setMessage] = useState("");
  const picker = useRef<HTMLInputElement>(null);
  const say = (text: string): void => {
    setMessage(text);
    announce(text);
  };
  const load = async (file: File): Promise<void> => {
    const read = readProfiles(await file.text());
    if (read) setProfiles(addProfiles(read));
    say(read ? said.loaded(format.count(read.length)) : said.unreadable);
  };
  const ofWorkbook = profilesOfWorkbook(state.recognition);
  const save = (): void => {
    const isNew = ({ kind, headers }: Profile): boolean =>
      !profiles.some((it) => it.kind === kind && formatOf(it.headers) === formatOf(headers));
    const all = [...profiles, ...ofWorkbook.filter(isNew)];
    const url = URL.createObjectURL(new Blob([profilesText(all)], { type: "application/json" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = "retain-columns.json";
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <Section title={said.title}>
      <div className={layout.card}>
        <Caption1 className={layout.muted}>{said.lead}</Caption1>
        <Caption1>
          {profiles.length > 0 ? said.known(format.count(profiles.length)) : said.none}
        </Caption1>
        {message && <Caption1 className={layout.text}>{message}</Caption1>}
        <div className={layout.wrap}>
          <Button size="small" disabled={profiles.length + ofWorkbook.length === 0} onClick={save}>
            {said.save}
          </Button>
          <Button size="small" onClick={() => picker.current?.click()}>
            {said.load}
          </Button>
        </div>
        <input
          ref={picker}
          type="file"
          hidden
          accept=".json"
          aria-label={said.load}
          onChange={({ target }) => {
            const [file] = target.files ?? [];
            if (file) void load(file);
            target.value = "";
          }}
        />
      </div>
    </Section>
  );
}
