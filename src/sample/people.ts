import {
  companyKinds,
  companyWords,
  foreignPlatePrefixes,
  foreignStreets,
  givenNames,
  localPlatePrefix,
  localStreets,
  manufacturerCode,
  phonePrefix,
  surnames,
} from "./catalogue";
import { civil, serialOf } from "./days";
import type { Random } from "./random";

/** A person's name from common characters, or for a fleet a company's. */
export function drawName(random: Random, isCompany: boolean): string {
  if (isCompany) {
    return `江城${random.pick(companyWords)}${random.pick(companyKinds)}有限公司`;
  }
  const second = random.chance(0.72) ? random.pick(givenNames) : "";
  return random.pick(surnames) + random.pick(givenNames) + second;
}

/** A phone number that no operator can have given to anybody. */
export function drawPhone(random: Random): string {
  return phonePrefix + String(random.int(0, 99_999_999)).padStart(8, "0");
}

export function drawAddress(random: Random, isForeign: boolean): string {
  const street = random.pick(isForeign ? foreignStreets : localStreets);
  return `${street}${random.int(1, 320)}号`;
}

const plateLetters = "ABCDEFGHJKLMNPQRSTUVWXYZ";

/** A plate of a city letter that does not exist; eight characters for electric cars. */
export function drawPlate(random: Random, isForeign: boolean, isElectric: boolean): string {
  const prefix = isForeign ? random.pick(foreignPlatePrefixes) : localPlatePrefix;
  if (isElectric) {
    return `${prefix}${random.pick(["D", "F"])}${String(random.int(0, 99_999)).padStart(5, "0")}`;
  }
  let serial = String(random.int(0, 9999)).padStart(4, "0");
  const at = random.int(0, 4);
  serial = serial.slice(0, at) + plateLetters[random.int(0, 23)] + serial.slice(at);
  return prefix + serial;
}

const vinLetters = "ABCDEFGHJKLMNPRSTUVWXYZ";

/** A 17-character VIN without I, O, Q whose last six digits are the car's number at its invented maker. */
export function drawVin(random: Random, modelIndex: number, carNumber: number): string {
  let pattern = "";
  for (let i = 0; i < 4; i++) pattern += vinLetters[random.int(0, vinLetters.length - 1)];
  const year = vinLetters[random.int(0, 9)];
  return `${manufacturerCode}${pattern}${modelIndex}${random.int(0, 9)}${year}R${String(carNumber % 1_000_000).padStart(6, "0")}`;
}

/** A birthday of somebody who is 22 to 66 years old on the day given. */
export function drawBirthday(random: Random, asOf: number): number {
  return serialOf(civil(asOf).year - random.int(22, 66), random.int(1, 12), random.int(1, 28));
}
