import type { TypedCampaign } from "../../intake";
import { groupMask, ruleSets, statusAt, type StatusColumns } from "../../retention/status";
import { normaliseKey, type Dealership } from "../../retention/store";
import type { Campaign } from "../../retention/solicitation";

/**
 * Campaigns as typed, with the customers they are for: valid, of one of the statuses, of the model.
 * Statuses are those of the day of the figures.
 */
export function campaignsOf(
  typed: readonly TypedCampaign[],
  { customers }: Dealership,
  statuses: StatusColumns
): Campaign[] {
  const isValid = groupMask(ruleSets.retention, "valid");
  return typed.map(({ name, type, from, to, statuses: wanted, model }) => {
    const models = customers.model.texts.map(
      (text) => model === "" || normaliseKey(text) === normaliseKey(model)
    );
    const invited: number[] = [];
    for (let customer = 0; customer < customers.count; customer += 1) {
      const status = statusAt(statuses, customer);
      const asked = wanted.length === 0 || (status !== undefined && wanted.includes(status));
      if (
        isValid[statuses.status[customer] ?? 0] &&
        asked &&
        models[customers.model.codes[customer] ?? 0]
      ) {
        invited.push(customer);
      }
    }
    return { name, type, from, to, customers: invited };
  });
}
