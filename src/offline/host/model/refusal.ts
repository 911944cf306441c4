import { RichApiError } from "../richapi/hostObject";

/** The error code with which an action is refused; an error where it is not. */
export function refusalOf(action: () => unknown): string {
  try {
    action();
  } catch (thrown) {
    if (thrown instanceof RichApiError) return thrown.code;
    throw thrown;
  }
  throw new Error("nothing was refused");
}
