import { Body1, Body1Strong, Button, Caption1 } from "@fluentui/react-components";
import { allParameters } from "../../../retention/allParameters";
import { chapterValues } from "../../../reports/figures";
import { usePane } from "../../context";
import { Meter } from "../../charts/Meter";
import { useLayout } from "../../parts/layout";
import { Section } from "../../parts/Section";
import type { TeamView, RankedAdvisor } from "./teamFigures";

/** 顾问评估 of the month so far: achievement and success, with everybody's place. */
export function Ranks({
  ranks,
  settings,
}: {
  ranks: readonly RankedAdvisor[];
  settings: TeamView["settings"];
}) {
  const layout = useLayout();
  const { store, texts, format } = usePane();
  const said = texts.pane.team.ranks;
  const isEmpty = ranks.every(({ figures }) => figures.tasks + figures.unplanned === 0);
  const { rankedTasks } = chapterValues(settings, "evaluation", allParameters.evaluation);
  return (
    <Section title={said.title}>
      {isEmpty ? (
        <Body1 className={layout.muted}>{said.none}</Body1>
      ) : (
        <div className={layout.card}>
          <ol className={layout.list}>
            {ranks.map((advisor) => (
              <Advisor key={advisor.name} advisor={advisor} />
            ))}
          </ol>
          <Caption1 className={layout.muted}>
            {said.notRankedHint(format.count(rankedTasks))}
          </Caption1>
        </div>
      )}
      <Button className={layout.start} onClick={() => void store.goToReport("evaluation")}>
        {said.open}
      </Button>
    </Section>
  );
}

function Advisor({ advisor }: { advisor: RankedAdvisor }) {
  const layout = useLayout();
  const { texts, format } = usePane();
  const said = texts.pane.team.ranks;
  const { name, figures, achievement, success, ranks } = advisor;
  const share = (value: number): string =>
    Number.isNaN(value) ? texts.pane.absent : format.share(value);
  const place = (rank: number | null): string =>
    rank === null ? said.notRanked : said.place(format.count(rank));
  return (
    <li className={layout.tight}>
      <Body1Strong className={layout.text}>{name}</Body1Strong>
      <div>
        <div className={layout.row}>
          <Caption1>{`${said.achievement} ${share(achievement)}`}</Caption1>
          <Caption1 className={layout.muted}>{place(ranks.achievement)}</Caption1>
        </div>
        <Meter share={achievement} />
      </div>
      <div>
        <div className={layout.row}>
          <Caption1>{`${said.success} ${share(success)}`}</Caption1>
          <Caption1 className={layout.muted}>{place(ranks.success)}</Caption1>
        </div>
        <Meter share={success} />
      </div>
      <Caption1 className={layout.muted}>
        {[
          said.tasks(format.count(figures.done), format.count(figures.tasks)),
          said.arrived(format.count(figures.arrived)),
        ].join(" · ")}
      </Caption1>
    </li>
  );
}
