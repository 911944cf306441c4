import { useState } from "react";
import type { Foundation } from "../../../reports/figures";
import { Waiting } from "../../parts/Waiting";
import { useFigures } from "../../useFigures";
import { Advisors } from "./Advisors";
import { DealPanel, type DealWish } from "./DealPanel";
import { Ranks } from "./Ranks";
import { Targets } from "./Targets";
import { teamOf } from "./teamFigures";

const foundations: readonly Foundation[] = ["statuses", "ownership", "credits"];

/** 团队: advisors, the deal of customers, targets and ranks. */
export default function Team() {
  const team = useFigures(foundations, teamOf);
  /** A leaver or newcomer for whom the deal is to be tried. */
  const [wish, setWish] = useState<DealWish>();
  if (!team) return <Waiting />;
  return (
    <>
      <Advisors team={team} onDeal={setWish} />
      <DealPanel team={team} wish={wish} onWishDone={() => setWish(undefined)} />
      <Targets targets={team.targets} />
      <Ranks ranks={team.ranks} settings={team.settings} />
    </>
  );
}
