import { textsOf, type Locale } from "../../locale";
import { CUSTOMER_CARE, FIRST_ADVISOR, UNASSIGNED, type Roster } from "../../retention/ownership";

/** One person, or nobody, as a row or column of a sheet. */
export interface OwnerLine {
  /** Index into the names that the figures go by. */
  readonly owner: number;
  readonly label: string;
  /** In the list of advisors; the others are there so that rows add up to the store. */
  readonly isAdvisor: boolean;
}

export interface OwnerNaming {
  readonly locale: Locale;
  readonly roster: Roster;
}

/**
 * What each owner is called on a sheet: 未分配, 客服专员, advisors by name, and who is in no list of
 * advisors marked as such. No two names are the same to a spreadsheet, which takes capital and small
 * letters for equal.
 *
 * @param names as the ownership has them: 未分配, 客服专员, the roster's advisors, others
 */
export function ownerLabels(names: readonly string[], { locale, roster }: OwnerNaming): string[] {
  const { vocabulary, reports } = textsOf(locale);
  const { advisors, customerCare } = roster;
  const taken = new Set<string>();
  return names.map((name, owner) => {
    const label = labelOf(owner);
    for (let number = 1; ; number += 1) {
      const candidate = number === 1 ? label : `${label} (${number})`;
      if (!taken.has(candidate.toLowerCase())) {
        taken.add(candidate.toLowerCase());
        return candidate;
      }
    }

    function labelOf(index: number): string {
      if (index === UNASSIGNED) return vocabulary.unassigned;
      if (index === CUSTOMER_CARE) {
        const { customerCare: office } = vocabulary;
        return customerCare === "" || customerCare === office
          ? office
          : reports.people.office(office, customerCare);
      }
      const isListed = index < FIRST_ADVISOR + advisors.length;
      return isListed || advisors.length === 0 ? name : reports.people.notListed(name);
    }
  });
}

/**
 * Who stands on a sheet, in its order: every advisor of the list, then others, 客服专员 and 未分配 if they
 * have anything to show.
 *
 * @param hasFigures whether an owner has anything to show
 */
export function ownerLines(
  names: readonly string[],
  naming: OwnerNaming,
  hasFigures: (owner: number) => boolean
): OwnerLine[] {
  const labels = ownerLabels(names, naming);
  const advisorsEnd = FIRST_ADVISOR + naming.roster.advisors.length;
  const isAdvisor = (owner: number): boolean => owner >= FIRST_ADVISOR && owner < advisorsEnd;
  const last = [CUSTOMER_CARE, UNASSIGNED];
  const order = names.map((_, owner) => owner).filter((owner) => !last.includes(owner));
  return [...order, ...last]
    .filter((owner) => isAdvisor(owner) || hasFigures(owner))
    .map((owner) => ({ owner, label: labels[owner], isAdvisor: isAdvisor(owner) }));
}
