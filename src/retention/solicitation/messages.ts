/**
 * Text messages (rules §12): what goes out, and how many messages the operator charges. Signature and
 * opt-out notice are sent and count.
 */

/** GSM 03.38: characters of one septet; any other one makes the whole message UCS-2. */
const GSM_BASIC = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?" +
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
);
/** GSM 03.38 extension table: two septets each. */
const GSM_EXTENDED = new Set("\f^{}\\[~]|€");

/** What a message holds alone, and as one part of several, whose header takes the rest. */
const CAPACITY = { gsm: { alone: 160, part: 153 }, ucs2: { alone: 70, part: 67 } } as const;

export interface MessageLength {
  readonly encoding: "gsm" | "ucs2";
  /** Characters as a reader counts them. */
  readonly characters: number;
  /** Septets (GSM) or 16-bit units (UCS-2): what the capacity is measured in. */
  readonly units: number;
  /** 条数 charged; 0 for an empty text. */
  readonly segments: number;
}

/**
 * How many messages a text makes: up to 70 characters one, beyond that 67 each (UCS-2, any Chinese
 * text); 160 and 153 where every character is in the GSM alphabet. A character of two units is never
 * cut in two.
 */
export function messageLength(text: string): MessageLength {
  const characters = [...text];
  const isGsm = characters.every((char) => GSM_BASIC.has(char) || GSM_EXTENDED.has(char));
  const encoding = isGsm ? "gsm" : "ucs2";
  const widths = characters.map((char) => (isGsm ? (GSM_EXTENDED.has(char) ? 2 : 1) : char.length));
  const units = widths.reduce((sum, width) => sum + width, 0);
  const { alone, part } = CAPACITY[encoding];
  const segments = units === 0 ? 0 : units <= alone ? 1 : partsOf(widths, part);
  return { encoding, characters: characters.length, units, segments };
}

function partsOf(widths: readonly number[], capacity: number): number {
  let parts = 1;
  let filled = 0;
  for (const width of widths) {
    if (filled + width > capacity) {
      parts++;
      filled = 0;
    }
    filled += width;
  }
  return parts;
}

/**
 * A message as it is sent: 【签名】 in front, the opt-out notice (拒收请回复R) behind, each once even where
 * the text has it already.
 *
 * @param signature the store's name as registered with the operator, with or without 【】; `""`: none.
 * @param optOut the notice; `""`: none (a reminder that the customer asked for).
 */
export function composeMessage(text: string, signature: string, optOut: string): string {
  const name = signature.trim().replace(/^【|】$/gu, "");
  const head = name === "" ? "" : `【${name}】`;
  const body = text.trim();
  const signed = body.startsWith(head) ? body : head + body;
  const notice = optOut.trim();
  return signed.endsWith(notice) ? signed : signed + notice;
}
