import { NO_DAY } from "../../retention/time";
import type { CampaignType } from "../../retention/solicitation";
import type { StatusCode } from "../../retention/status";
import { RowReader } from "./rowReader";
import type { InputRow } from "./schema";
import type { CampaignReward, TypedCampaign } from "./storeInputs";
import type { InputFinding } from "./inputFinding";
import { wordLookup } from "./words";

const campaignWords = wordLookup<CampaignType>(({ vocabulary: { solicitationTypes } }) => {
  const { manufacturerCampaign, storePromotion, weeklyGift, recall } = solicitationTypes;
  return { manufacturerCampaign, storePromotion, weeklyGift, recall };
});
const statusWords = wordLookup<StatusCode>(({ data }) => data.statuses);

/** The campaigns of 活动预检. */
export interface ReadCampaigns {
  readonly campaigns: readonly TypedCampaign[];
  readonly findings: readonly InputFinding[];
}

/**
 * Reads the campaigns. Each needs a name of its own and a type; a blank day leaves that side open,
 * blank statuses and models mean all valid customers. A campaign that ends before it begins is told.
 */
export function readCampaigns(rows: readonly InputRow<"campaigns">[]): ReadCampaigns {
  const findings: InputFinding[] = [];
  const names = new Set<string>();
  const campaigns = rows.flatMap((row) => {
    const cells = new RowReader("campaigns", row, findings);
    if (cells.isBlank("name", "type", "from", "to", "statuses", "model")) return [];
    const name = cells.text("name");
    const type = cells.word("type", campaignWords);
    const from = cells.day("from");
    const to = cells.day("to");
    const statuses = cells.words("statuses", statusWords);
    if (name === "") cells.refuse("name", null, "missing");
    if (cells.isBlank("type")) cells.refuse("type", null, "missing");
    const backwards = to !== NO_DAY && to < from;
    if (backwards) cells.refuse("to", null, "outOfRange");
    const repeated = names.has(name);
    if (name !== "" && repeated) cells.refuse("name", null, "repeated");
    names.add(name);
    if (name === "" || type === null || backwards || repeated) return [];
    return [{ name, type, from, to, statuses, model: cells.text("model") }];
  });
  return { campaigns, findings };
}

/** Order of calling and rewards of 活动预检. */
export interface ReadCampaignRewards {
  readonly campaignRewards: readonly CampaignReward[];
  readonly findings: readonly InputFinding[];
}

/**
 * Reads 邀约顺序 and 到店奖励 by campaign and status. A blank order is `NaN`: the class has its default
 * place; 0 leaves the class out. A blank reward is 0.
 */
export function readCampaignRewards(
  rows: readonly InputRow<"campaignRewards">[]
): ReadCampaignRewards {
  const findings: InputFinding[] = [];
  const campaignRewards = rows.flatMap((row) => {
    const cells = new RowReader("campaignRewards", row, findings);
    if (cells.isBlank("order", "reward")) return [];
    const campaign = cells.text("campaign");
    const status = cells.word("status", statusWords);
    if (campaign === "" || status === null) return [];
    const order = cells.number("order", { min: 0, whole: true });
    return [{ campaign, status, order, reward: cells.number("reward", { min: 0 }) || 0 }];
  });
  return { campaignRewards, findings };
}
