const mobile = /^1[3-9]\d{9}$/;
const landline = /^(?:0\d{2,3}[2-9]\d{6,7}|[2-9]\d{6,7}|[48]00\d{7})$/;

/** Whether a text is a mobile number of China, digits only. */
export function isMobile(text: string): boolean {
  return mobile.test(text);
}

/** Whether a text is a number one can call and write to: a mobile or landline number, digits only. */
export function isPhone(text: string): boolean {
  return isMobile(text) || landline.test(text);
}
